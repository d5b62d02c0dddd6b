import type { ReadingChannel } from "@meter2mqtt/decoder";
import { formatIso, formatP1Clock, toCentralEuropeanTime } from "../clock/central-european-time.ts";
import { encodeP1Telegram } from "../encode/p1-telegram.ts";
import { GasMeter } from "../household/gas-meter.ts";
import type { HouseholdState } from "../household/household.ts";
import { buildP1ChannelLines, type P1ChannelForm } from "../lists/p1-channels.ts";
import { dsmr5Layout, emucsLayout } from "../lists/p1-layouts.ts";
import { buildP1Lines, type P1Values } from "../lists/p1-line.ts";
import { DemandMeter } from "./demand-meter.ts";
import { toMomentary, toPhasePowers, toTariffs } from "./momentary-values.ts";
import type { FrameTruth, Speaker, SpeakerOptions } from "./speaker.ts";

const gas = { channel: 1, type: 3, unit: "m3" } as const;

/** What both countries' telegrams say of the household; reactive power is not among it. */
function toP1Quantities(state: HouseholdState, meterId: string, currentDecimals: number) {
  const momentary = toMomentary(state, { voltage: 1, current: currentDecimals });
  const { reactiveImportVar: _import, reactiveExportVar: _export, ...sent } = momentary;
  return { meterId, ...toTariffs(state), tariff: state.tariff, ...sent, ...toPhasePowers(state) };
}

interface ChannelOptions {
  readonly meter: GasMeter;
  readonly id: string;
  readonly form: P1ChannelForm;
  readonly valve?: number;
}

/** The gas meter's lines, and what they say. */
function describeGas(
  options: ChannelOptions,
  at: number,
): { readonly lines: string[]; readonly channel: ReadingChannel } {
  const { meter, id, form, valve } = options;
  const reading = meter.readingAt(at);
  const time = toCentralEuropeanTime(reading.at);
  const said = { ...gas, id, value: reading.litres / 1000, ...(valve === undefined ? {} : { valve }) };
  const lines = buildP1ChannelLines([{ ...said, clock: formatP1Clock(time) }], form);
  return { lines, channel: { ...said, kind: "gas", timestamp: formatIso(time) } };
}

/** A Dutch DSMR 5 meter. */
export function createDsmrSpeaker(options: SpeakerOptions): Speaker {
  const { description, random, start } = options;
  const meter = new GasMeter(random, start, random.integer(1_200_000, 9_000_000));
  const layout = dsmr5Layout();
  const ident = "/SIM5\\METER2MQTT-NL";
  const counters = {
    powerFailures: 7,
    longPowerFailures: 2,
    voltageSagsL1: 1,
    voltageSagsL2: 0,
    voltageSagsL3: 0,
    voltageSwellsL1: 0,
    voltageSwellsL2: 0,
    voltageSwellsL3: 0,
  };
  return (state, _list, at) => {
    const time = toCentralEuropeanTime(at);
    const values = { p1Version: "50", ...counters, ...toP1Quantities(state, description.meterId, 0) };
    const channel = describeGas({ meter, id: "G9999990000000079", form: "dsmr" }, at);
    const lines = buildP1Lines(layout, { ...values, clock: formatP1Clock(time) });
    const octets = encodeP1Telegram({ ident, lines: [...lines, ...channel.lines] });
    return { octets, truth: { ident, timestamp: formatIso(time), ...values, channels: [channel.channel] } };
  };
}

/** A Belgian e-MUCS meter, which also tells the quarter-hour's demand and its peak of the month. */
export function createEmucsSpeaker(options: SpeakerOptions): Speaker {
  const { description, random, start } = options;
  const meter = new GasMeter(random, start, random.integer(1_200_000, 9_000_000));
  const layout = emucsLayout();
  const ident = "/SIM5\\METER2MQTT-BE";
  let demandMeter: DemandMeter | undefined;
  return (state, _list, at) => {
    const time = toCentralEuropeanTime(at);
    demandMeter ??= new DemandMeter(state, random.integer(2_200, 3_400));
    const { averageW, monthPeak } = demandMeter.update(state, time.local.month);
    const peakTime = toCentralEuropeanTime(monthPeak.at);
    const values = {
      p1Version: "50217",
      switchPosition: 1,
      limiterThreshold: { value: 999.9, unit: "kW" },
      demandAvgImportW: averageW,
      demandMaxMonthImportW: monthPeak.watts,
      ...toP1Quantities(state, description.meterId, 2),
    };
    const written: P1Values = { ...values, clock: formatP1Clock(time), demandMaxMonthClock: formatP1Clock(peakTime) };
    const channel = describeGas({ meter, id: "7FLO9999999986", form: "emucs", valve: 1 }, at);
    const lines = [...buildP1Lines(layout, written), ...channel.lines];
    const truth: FrameTruth = {
      ident,
      timestamp: formatIso(time),
      demandMaxMonthTimestamp: formatIso(peakTime),
      ...values,
      channels: [channel.channel],
    };
    return { octets: encodeP1Telegram({ ident, lines }), truth };
  };
}
