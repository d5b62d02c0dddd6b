import { toHex } from "@meter2mqtt/decoder";
import { formatIso, formatP1Clock, toZonedTime, type ZonedTime } from "../clock/zoned-time.ts";
import { encodeGeneralGloCiphering } from "../encode/general-glo-ciphering.ts";
import { encodeCipheredP1Telegram, encodeP1Telegram } from "../encode/p1-telegram.ts";
import type { HouseholdState } from "../household/household.ts";
import { buildP1ChannelLines } from "../lists/p1-channels.ts";
import { buildP1Lines, type P1Line, type P1MonthPeak, type P1Values } from "../lists/p1-line.ts";
import { toSentValue } from "../lists/sent-value.ts";
import { createCiphering } from "./create-ciphering.ts";
import { DemandMeter, type EndedMonth } from "./demand-meter.ts";
import { toQuantities } from "./household-quantities.ts";
import { createChannel } from "./p1-channel.ts";
import type { FrameTruth, Speaker, SpeakerOptions } from "./speaker.ts";
import type { P1Speech } from "./speech.ts";

/** A meter that sends P1 telegrams. */
export function createP1Speaker(speech: P1Speech, options: SpeakerOptions): Speaker {
  const { description, random } = options;
  const { ident, layout, constants, channelForm = "dsmr" } = speech;
  const { zone, meterId, systemTitle } = description;
  const channels = (speech.channels ?? []).map((channel) => createChannel(channel, options));
  const firstPeakW = random.integer(2_200, 3_400);
  let demandMeter: DemandMeter | undefined;
  const send = createSender(speech, options);
  return (state, _list, at) => {
    const time = toZonedTime(at, zone);
    demandMeter ??= new DemandMeter(state, firstPeakW, earlierMonths(state.at, zone, firstPeakW));
    const demand = demandMeter.update(state, time.local.month);
    const peakTime = toZonedTime(demand.monthPeak.at, zone);
    const values = toTelegramValues(layout, { meterId, ...constants, ...toKnown(state, demand) });
    const clock = speech.clock === "season" ? formatP1Clock(time) : formatPlainClock(time);
    const spoken = channels.map((channel) => channel(at));
    const lines = [
      ...buildP1Lines(layout, {
        ...{ ...values, clock, demandMaxMonthClock: formatP1Clock(peakTime) },
        peakHistory: demand.history.map((month) => toMonthPeak(month, zone)),
      }),
      ...buildP1ChannelLines(
        spoken.map(({ written }) => written),
        channelForm,
      ),
    ];
    const truth: FrameTruth = {
      ident,
      ...values,
      ...(layout.some((line) => "clock" in line) ? { timestamp: formatIso(time) } : {}),
      ...(values.demandMaxMonthImportW === undefined ? {} : { demandMaxMonthTimestamp: formatIso(peakTime) }),
      ...(spoken.length === 0 ? {} : { channels: spoken.map(({ said }) => said) }),
      ...(speech.ciphering === undefined || systemTitle === undefined ? {} : { systemTitle: toHex(systemTitle) }),
    };
    return { octets: send(lines), truth };
  };
}

/** Months that a meter has on its list before it is heard. */
const earlierCount = 12;

/** A year of months before a meter's first telegram, made up: each peak in the evening of the 14th. */
function earlierMonths(start: number, zone: string, firstPeakW: number): EndedMonth[] {
  const { year, month } = toZonedTime(start, zone).local;
  return Array.from({ length: earlierCount }, (_, index) => {
    const back = earlierCount - index;
    const midnight = Date.UTC(year, month - back, 1);
    return {
      watts: 1_800 + ((firstPeakW + 457 * back) % 2_400),
      at: Date.UTC(year, month - 1 - back, 14, 17, 15),
      endedAt: midnight - toZonedTime(midnight, zone).offsetMinutes * 60_000,
    };
  });
}

function toMonthPeak({ endedAt, at, watts }: EndedMonth, zone: string): P1MonthPeak {
  return { ended: formatP1Clock(toZonedTime(endedAt, zone)), at: formatP1Clock(toZonedTime(at, zone)), watts };
}

/** What can be told of the household and of the demand that is counted beside it. */
function toKnown(state: HouseholdState, demand: ReturnType<DemandMeter["update"]>): P1Values {
  return {
    tariff: state.tariff,
    ...toQuantities(state),
    demandAvgImportW: demand.averageW,
    demandMaxMonthImportW: demand.monthPeak.watts,
  };
}

type ToldValues = {
  -readonly [Name in keyof Omit<
    P1Values,
    "clock" | "demandMaxMonthClock" | "peakHistory" | "channels"
  >]: P1Values[Name];
};

/** What these lines say, each number in the steps in which it is written. */
function toTelegramValues(layout: readonly P1Line[], known: P1Values): ToldValues {
  const values: ToldValues = {};
  for (const line of layout) {
    if ("quantity" in line) {
      const value = known[line.quantity];
      const step = line.exponent - line.format.decimals;
      if (value !== undefined) values[line.quantity] = toSentValue(line.quantity, value, step);
      continue;
    }
    const name = nameOf(line);
    if (name !== undefined && known[name] !== undefined) Object.assign(values, { [name]: known[name] });
  }
  return values;
}

/** What a line that holds no quantity says as it is known; undefined for clocks, and for what is always the same. */
function nameOf(line: Exclude<P1Line, { readonly quantity: string }>): keyof ToldValues | undefined {
  if ("count" in line) return line.count;
  if ("text" in line) return line.text;
  if ("monthPeak" in line) return "demandMaxMonthImportW";
  if ("peakHistory" in line) return undefined;
  return "limiter" in line ? "limiterThreshold" : undefined;
}

/** `20240111 09:35:00`: no letter tells the doubled hour's halves apart. */
function formatPlainClock(time: ZonedTime): string {
  return formatIso(time).slice(0, 19).replaceAll("-", "").replace("T", " ");
}

function createSender(speech: P1Speech, options: SpeakerOptions): (lines: readonly string[]) => Uint8Array {
  const { ident, checksum = "crc16", lineEnd = "\r\n" } = speech;
  const ciphering = createCiphering(speech.ciphering, options);
  return (lines) => {
    if (ciphering === undefined) return encodeP1Telegram({ ident, lines, checksum, lineEnd });
    if (speech.ciphering?.around === "lines") return encodeCipheredP1Telegram({ ident, lines }, ciphering());
    return encodeGeneralGloCiphering(encodeP1Telegram({ ident, lines, checksum, lineEnd }), ciphering());
  };
}
