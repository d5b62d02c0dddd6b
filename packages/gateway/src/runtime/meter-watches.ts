import type { EventsConfig, MeterEvent, MeterState } from "@meter2mqtt/contract";
import { createIntlZoneRules, type Reading } from "@meter2mqtt/decoder";
import { Calendar, type EventInput, type VoltageRow } from "@meter2mqtt/energy";
import { EventKeeper } from "../events/event-keeper.ts";
import { MeterPeakKeeper } from "../meter-peaks/meter-peak-keeper.ts";
import { assumedZone } from "../meters/assumed-zone.ts";
import type { MeterSource } from "../meters/meter.ts";
import { VoltageKeeper } from "../voltage/voltage-keeper.ts";
import { heardValues } from "./heard-values.ts";
import { MeterClocks } from "./meter-clocks.ts";

/** A reading, and the state that it led to. */
export interface WatchedReading {
  readonly state: MeterState;
  readonly reading: Reading;
  readonly source: MeterSource;
  /** Under which name the meter's readings are kept. */
  readonly name: string;
  /** When it arrived, or was read where nobody knows that. */
  readonly at: number;
  /** False: out of a file, at whatever time. */
  readonly isLive: boolean;
  /** Out of a file that tells when it arrived. */
  readonly isRecorded: boolean;
}

/** What is needed to judge a meter's voltage. */
export interface VoltageData {
  /** In order of time. */
  readonly rows: readonly VoltageRow[];
  readonly nominal: number | undefined;
  readonly calendar: Calendar;
}

export interface VoltageQuery {
  /** Under which names the meter's means are kept, and those of meters that it took the place of. */
  readonly names: readonly string[];
  /** Epoch milliseconds; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

export interface MeterWatchesOptions {
  readonly events: EventsConfig;
  /** How long means of voltages are kept. */
  readonly keepVoltageMs: number;
}

/** The running window of a meter's capacity rule, as far as it is projected. */
export type WindowOf = (meter: string, at: number) => EventInput["window"];

/** Those who watch every reading of every meter: for its clock, its voltage, and for events. */
export class MeterWatches {
  readonly events: EventKeeper;
  readonly voltage: VoltageKeeper;
  readonly peaks: MeterPeakKeeper;
  /** Where windows of capacity rules are projected; undefined without a contract that has one. */
  windowOf: WindowOf | undefined;
  readonly #clocks = new MeterClocks();
  readonly #zoneRules = createIntlZoneRules();

  constructor({ events, keepVoltageMs }: MeterWatchesOptions) {
    this.events = new EventKeeper(events);
    this.voltage = new VoltageKeeper(keepVoltageMs);
    this.peaks = new MeterPeakKeeper(this.#zoneRules);
  }

  /** Takes a reading; gives what happened by it. */
  heard({ state, reading, source, name, at, isLive, isRecorded }: WatchedReading): MeterEvent[] {
    this.#heardPeaks(state, reading, source, name);
    const values = heardValues(state, reading);
    const clock = this.#clocks.judge(name, reading, isLive || isRecorded ? at : undefined);
    const isBetweenPhases = state.grid?.type === "IT";
    const { mainFuse, nominalVoltage } = source;
    const volts = [values["voltageL1V"], values["voltageL2V"], values["voltageL3V"]];
    if (clock !== undefined && volts.some((value) => value !== undefined)) {
      this.voltage.heard({ meter: name, at: clock.at, volts, isBetweenPhases, nominal: nominalVoltage });
    }
    // What was captured some time ago is no event now.
    if (!isLive) return [];
    const window = this.windowOf?.(state.meter, at);
    const known = { ...(clock === undefined ? {} : { clock }), ...(window === undefined ? {} : { window }) };
    const input = { at, values, isBetweenPhases, ...known };
    return this.events.heard(state.meter, input, { mainFuse, nominalVoltage });
  }

  /** Peaks that the meter counts itself, multiplied as its powers are. */
  #heardPeaks({ values }: MeterState, reading: Reading, source: MeterSource, meter: string): void {
    const [sent = 0, shown = 0] = [reading.demandMaxMonthImportW, values["demandMaxMonthImportW"]];
    const multiplier = sent > 0 && shown > 0 ? shown / sent : 1;
    this.peaks.heard({ meter, reading, multiplier, zone: source.zone ?? assumedZone() });
  }

  /** Means of a meter's voltages, and by what they are judged. Throws StoreError. */
  voltageOf({ names, from, to }: VoltageQuery, source: MeterSource | undefined): VoltageData {
    const calendar = new Calendar(source?.zone ?? assumedZone(), this.#zoneRules);
    const rows = names.flatMap((name) => [...this.voltage.rows(name, from, to)]).sort((a, b) => a.start - b.start);
    return { rows, nominal: source?.nominalVoltage, calendar };
  }
}
