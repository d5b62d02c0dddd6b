import { afterAll, describe, expect, test } from "vitest";
import {
  buildP1ChannelLines,
  buildP1Lines,
  dsmr4Layout,
  dsmr5Layout,
  emucsLayout,
  encodeP1Telegram,
  nordicLayout,
  type P1Channel,
  type P1ChannelForm,
  type P1Line,
  type P1Values,
} from "../src/index.ts";
import { type CorpusRow, hasCorpus, loadRows, octetsOf } from "./corpus-rows.ts";

/** What `expected` does not hold: the layout with its logs, and how the capture ends. */
interface TelegramFacts {
  readonly file: string;
  readonly layout: readonly P1Line[];
  readonly channels?: P1ChannelForm;
  /** Behind the checksum. */
  readonly end?: string;
}

const failures = (...log: readonly string[]): string => `(${log.length})(0-0:96.7.19)${log.join("")}`;
const history = (...months: readonly string[]): string => `(${months.length})(1-0:1.6.0)(1-0:1.6.0)${months.join("")}`;
const kamstrupUnits = { kvar: "kVAr", kvarh: "kVArh" };

const telegrams: readonly TelegramFacts[] = [
  {
    file: "ndokter-dsmr_parser/v5.txt",
    layout: dsmr5Layout({
      voltage: { whole: 4, decimals: 1, unit: "V" },
      current: { whole: 1, decimals: 2, unit: "A" },
    }),
  },
  {
    file: "openhab-dsmr/iskra_am550.txt",
    layout: dsmr5Layout({
      failureLog: failures("(170609063239S)(0000000267*s)", "(170611001706S)(0000149657*s)"),
    }),
  },
  { file: "nielsbasjes-dsmr-tools/realdsmr5_realtelegram2.txt", layout: dsmr5Layout() },
  {
    file: "ndokter-dsmr_parser/v4-2.txt",
    layout: dsmr4Layout({
      phasePairs: true,
      failureLog: failures(
        "(000104180320W)(0000237126*s)",
        "(000101000001W)(2147583646*s)",
        "(000102000003W)(2317482647*s)",
      ),
    }),
  },
  {
    file: "athombv-node-dsmr-parser/p1_dsmr-4.2-kfm-1.txt",
    layout: dsmr4Layout({ phasePairs: true, failureLog: failures("(000101000024W)(2147483647*s)") }),
    end: "",
  },
  {
    file: "wassasin-dsmr5/kaifa.txt",
    layout: dsmr4Layout({
      failureLog: failures(
        "(220826145825S)(0000004982*s)",
        "(181218162232W)(0000000817*s)",
        "(161025122518S)(0000002667*s)",
        "(000101000001W)(2147483647*s)",
        "(000101185853W)(0000067432*s)",
        "(000101001416W)(0000000620*s)",
        "(000101000001W)(2147483647*s)",
      ),
    }),
    end: "\r\n\r\n",
  },
  {
    file: "nielsbasjes-dsmr-tools/realdsmr4_dsmrtelegramkfm.txt",
    layout: dsmr4Layout({ failureLog: failures("(000101000001W)(2147483647*s)") }),
  },
  {
    file: "nielsbasjes-dsmr-tools/realdsmr4_realtelegramwithgas.txt",
    layout: dsmr4Layout({ failureLog: failures("(170117065912W)(0000009606*s)") }),
  },
  { file: "openhab-dsmr/landis_gyr_zcf110.txt", layout: dsmr4Layout() },
  { file: "amsreader-firmware/frames_ellevio-p1.txt", layout: nordicLayout() },
  { file: "amsreader-firmware/kamstrup_gh578-1.txt", layout: nordicLayout(kamstrupUnits) },
  { file: "amsreader-firmware/kamstrup_gh699-1.txt", layout: nordicLayout(kamstrupUnits) },
  { file: "amsreader-firmware/kamstrup_gh934-2.txt", layout: nordicLayout(kamstrupUnits) },
  { file: "amsreader-firmware/landis-gyr_gh382-1.txt", layout: nordicLayout({ ...kamstrupUnits, phasePairs: true }) },
  {
    file: "ndokter-dsmr_parser/fluvius-v171.txt",
    layout: emucsLayout({
      tariffFirst: false,
      peakHistory: history(
        "(200501000000S)(200423192538S)(03.695*kW)",
        "(200401000000S)(200305122139S)(05.980*kW)",
        "(200301000000S)(200210035421W)(04.318*kW)",
      ),
    }),
    channels: "emucs",
  },
  {
    file: "ndokter-dsmr_parser/fluvius-v171-alt.txt",
    layout: emucsLayout({
      peakHistory: history(
        "(230801000000S)(632525252525W)(00.000*kW)",
        "(230901000000S)(230831181500S)(01.862*kW)",
        "(231001000000S)(230910183000S)(04.229*kW)",
        "(231101000000W)(231016130000S)(04.927*kW)",
      ),
    }),
    channels: "emucs",
  },
];

const rows = loadRows();
const reproduced: string[] = [];

/** `2021-03-30T19:23:05` as `210330192305S`. */
function toClock(timestamp: unknown, summer: unknown): string {
  return `${String(timestamp).replace(/\D/g, "").slice(2)}${summer === true ? "S" : "W"}`;
}

function toChannel(expected: Record<string, unknown>): P1Channel {
  const { timestamp, timestampDst, ...rest } = expected;
  const clock = timestamp === undefined ? {} : { clock: toClock(timestamp, timestampDst) };
  return { channel: 0, ...rest, ...clock };
}

function channelsOf(row: CorpusRow): readonly P1Channel[] {
  const { channels } = row.expected;
  return Array.isArray(channels) ? channels.map(toChannel) : [];
}

/** Month peaks in Belgium were in summer time where the month is: `expected` holds no season for them. */
function monthPeakClock(timestamp: unknown): string {
  const month = Number(String(timestamp).slice(5, 7));
  return toClock(timestamp, month > 3 && month < 11 && month !== 11);
}

describe.skipIf(!hasCorpus)("P1 rows", () => {
  test.each(telegrams)("$file", ({ file, layout, channels = "dsmr", end = "\r\n" }) => {
    const row = rows.find((candidate) => candidate.file === file);
    if (row === undefined) throw new Error(`the corpus has no ${file}`);
    const { expected } = row;
    const { demandMaxMonthTimestamp: peak } = expected;
    const values: P1Values = {
      ...expected,
      clock: toClock(expected["timestamp"], expected["timestampDst"]),
      ...(peak === undefined ? {} : { demandMaxMonthClock: monthPeakClock(peak) }),
      channels: [],
    };
    const lines = [...buildP1Lines(layout, values), ...buildP1ChannelLines(channelsOf(row), channels)];
    const telegram = encodeP1Telegram({ ident: String(expected["ident"]), lines, closed: false });
    const text = String.fromCharCode(...telegram) + end;
    expect(text).toBe(String.fromCharCode(...octetsOf(row)));
    reproduced.push(file);
  });
});

afterAll(() => {
  if (hasCorpus) expect(reproduced).toHaveLength(telegrams.length);
  process.stdout.write(`simulator: ${reproduced.length} P1 rows of the corpus reproduced octet by octet\n`);
});
