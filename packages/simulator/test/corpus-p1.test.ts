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

/** What `expected` does not hold: how the telegram is laid out, and how the capture ends. */
interface TelegramFacts {
  readonly file: string;
  /** `log` is what the row itself holds behind the code of its log of failures or peaks, passed on as it stands. */
  readonly layout: (log: string) => readonly P1Line[];
  readonly channels?: P1ChannelForm;
  /** Behind the checksum. */
  readonly end?: string;
}

const kamstrupUnits = { kvar: "kVAr", kvarh: "kVArh" };
const wideVolts = { whole: 4, decimals: 1, unit: "V" };
const hundredthsOfAmperes = { whole: 1, decimals: 2, unit: "A" };

const telegrams: readonly TelegramFacts[] = [
  {
    file: "ndokter-dsmr_parser/v5.txt",
    layout: () => dsmr5Layout({ voltage: wideVolts, current: hundredthsOfAmperes }),
  },
  { file: "openhab-dsmr/iskra_am550.txt", layout: (failureLog) => dsmr5Layout({ failureLog }) },
  { file: "nielsbasjes-dsmr-tools/realdsmr5_realtelegram2.txt", layout: () => dsmr5Layout() },
  {
    file: "athombv-node-dsmr-parser/p1_dsmr-4.2-kfm-1.txt",
    layout: (failureLog) => dsmr4Layout({ phasePairs: true, failureLog }),
    end: "",
  },
  { file: "wassasin-dsmr5/kaifa.txt", layout: (failureLog) => dsmr4Layout({ failureLog }), end: "\r\n\r\n" },
  {
    file: "nielsbasjes-dsmr-tools/realdsmr4_dsmrtelegramkfm.txt",
    layout: (failureLog) => dsmr4Layout({ failureLog }),
  },
  {
    file: "nielsbasjes-dsmr-tools/realdsmr4_realtelegramwithgas.txt",
    layout: (failureLog) => dsmr4Layout({ failureLog }),
  },
  { file: "openhab-dsmr/landis_gyr_zcf110.txt", layout: () => dsmr4Layout() },
  { file: "amsreader-firmware/frames_ellevio-p1.txt", layout: () => nordicLayout() },
  { file: "amsreader-firmware/kamstrup_gh578-1.txt", layout: () => nordicLayout(kamstrupUnits) },
  { file: "amsreader-firmware/kamstrup_gh699-1.txt", layout: () => nordicLayout(kamstrupUnits) },
  { file: "amsreader-firmware/kamstrup_gh934-2.txt", layout: () => nordicLayout(kamstrupUnits) },
  {
    file: "amsreader-firmware/landis-gyr_gh382-1.txt",
    layout: () => nordicLayout({ ...kamstrupUnits, phasePairs: true }),
  },
  {
    file: "ndokter-dsmr_parser/fluvius-v171.txt",
    layout: (peakHistory) => emucsLayout({ tariffFirst: false, peakHistory }),
    channels: "emucs",
  },
  {
    file: "ndokter-dsmr_parser/fluvius-v171-alt.txt",
    layout: (peakHistory) => emucsLayout({ peakHistory }),
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

/** `expected` holds no season for the month's peak; away from the changes the month tells it. */
function monthPeakClock(timestamp: unknown): string {
  const month = Number(String(timestamp).slice(5, 7));
  return toClock(timestamp, month > 3 && month < 10);
}

function logOf(text: string): string {
  return /^(?:1-0:99\.97\.0|0-0:98\.1\.0)(.*)\r$/m.exec(text)?.[1] ?? "";
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
    const wanted = String.fromCharCode(...octetsOf(row));
    const lines = [...buildP1Lines(layout(logOf(wanted)), values), ...buildP1ChannelLines(channelsOf(row), channels)];
    const telegram = encodeP1Telegram({ ident: String(expected["ident"]), lines, closed: false });
    const text = String.fromCharCode(...telegram) + end;
    expect(text).toBe(wanted);
    reproduced.push(file);
  });
});

afterAll(() => {
  if (hasCorpus) expect(reproduced).toHaveLength(telegrams.length);
  process.stdout.write(`simulator: ${reproduced.length} P1 rows of the corpus reproduced octet by octet\n`);
});
