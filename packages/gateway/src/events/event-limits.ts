import type { EventsConfig } from "@meter2mqtt/contract";
import { type EventLimits, voltageLimits } from "@meter2mqtt/energy";

/** What is known of the meter beforehand. */
export interface MeterRating {
  /** Amperes of one phase. */
  readonly mainFuse?: number | undefined;
  readonly nominalVoltage?: number | undefined;
}

/** When events of a meter are raised and cleared, by the configuration. */
export function eventLimits(config: EventsConfig, { mainFuse, nominalVoltage }: MeterRating): EventLimits {
  const { fuse, voltage, noData, clock } = config;
  const limits = voltageLimits(nominalVoltage);
  const volts = (percent: number) => Math.round(limits.nominal * percent) / 100;
  return {
    // Also what an earlier run has raised: nothing would ever clear it.
    off: new Set(mainFuse === undefined ? [...config.off, "fuse"] : config.off),
    fuse: {
      ...(mainFuse === undefined ? {} : { amperes: mainFuse }),
      ...{ raiseAt: fuse.percent / 100, clearBelow: fuse.clearPercent / 100, holdMs: fuse.seconds * 1000 },
    },
    voltage: {
      limits: { ...limits, lowest: volts(100 - voltage.percent), highest: volts(100 + voltage.percent) },
      hysteresis: volts(voltage.hysteresisPercent),
      holdMs: voltage.seconds * 1000,
    },
    silence: { holdMs: noData.seconds * 1000 },
    clock: { holdMs: clock.seconds * 1000 },
    export: { watts: config.export.watts, holdMs: config.export.seconds * 1000 },
  };
}
