import { createIntlZoneRules, createMeterDecoder, type MeterDecoder, type Reading } from "@meter2mqtt/decoder";
import { virtualMeters } from "@meter2mqtt/simulator";
import { createChecksum } from "./checksum.ts";
import { aidonLists, encryptedLists, shortTelegrams, type TimedFrame, telegrams } from "./frames.ts";
import { bareOpen, octetwiseCrc16, platformAesGcm, type Sealed, splitLines } from "./yardsticks.ts";

/** Does the `i`-th piece of work; gives a number, so that the work cannot be optimised away. */
export type Work = (i: number) => number;

export interface Subject {
  readonly what: string;
  readonly work: Work;
  readonly yardstick: string;
  readonly yardwork: Work;
  /** The most that the work may take, in times of the yardstick. */
  readonly aim: number;
  /** Octets of one piece of work and of its yardstick's, where time per octet is compared. */
  readonly octets?: readonly [number, number];
}

const keys = virtualMeters["kamstrup-dk"].keys ?? {};

/** A decoder as the gateway makes it: one line, arrival times, the platform's cryptography. Its few frames come again and again. */
export function createBenchDecoder(zone = "Europe/Oslo"): MeterDecoder {
  const replays = "accept";
  return createMeterDecoder({ zoneRules: createIntlZoneRules(), zone, keys, aesGcm: platformAesGcm, replays });
}

/** Decodes whole frames, each of which must give a reading. */
function decodeWhole(frames: readonly TimedFrame[]): Work {
  const decoder = createBenchDecoder();
  const checksumOf = createChecksum();
  return rotate(frames, ({ octets, at }) => {
    const sum = checksumOf(decoder.push(octets, at));
    if (sum === 0) throw new TypeError("a frame of the benchmark gave no reading");
    return sum;
  });
}

function decodeByOctets(frames: readonly TimedFrame[]): Work {
  const decoder = createBenchDecoder();
  const checksumOf = createChecksum();
  return rotate(frames, ({ octets, at }) => {
    let sum = 0;
    for (let i = 0; i < octets.length; i++) {
      const events = decoder.push(octets.subarray(i, i + 1), at);
      if (events.length > 0) sum += checksumOf(events);
    }
    return sum;
  });
}

function rotate<T>(items: readonly T[], work: (item: T) => number): Work {
  return (i) => {
    const item = items[i % items.length];
    return item === undefined ? 0 : work(item);
  };
}

function readingsOf(frames: readonly TimedFrame[]): Reading[] {
  const decoder = createBenchDecoder();
  return frames.flatMap(({ octets, at }) =>
    decoder.push(octets, at).flatMap((event) => (event.kind === "reading" ? [event.reading] : [])),
  );
}

/** What the decoder opens when it decodes these frames. */
function sealedOf(frames: readonly TimedFrame[]): Sealed[] {
  const sealed: Sealed[] = [];
  const open: typeof platformAesGcm.open = (...given) => {
    sealed.push([given[0], given[1].slice(), given[2].slice(), given[3].slice(), given[4].slice()]);
    return platformAesGcm.open(...given);
  };
  const decoder = createMeterDecoder({
    zoneRules: createIntlZoneRules(),
    zone: "Europe/Copenhagen",
    keys,
    aesGcm: { ...platformAesGcm, open },
  });
  for (const { octets, at } of frames) decoder.push(octets, at);
  return sealed;
}

/** Everything that is compared, and with what. */
export function createSubjects(): readonly Subject[] {
  const lists = aidonLists();
  const long = telegrams();
  const short = shortTelegrams();
  const encrypted = encryptedLists();
  const copies: Reading[] = JSON.parse(JSON.stringify(readingsOf(lists)));
  const buffers = long.map(({ octets }) => Buffer.from(octets));
  const sealed = sealedOf(encrypted);
  const longOctets = long[0]?.octets.length ?? 1;
  const shortOctets = short[0]?.octets.length ?? 1;
  return [
    {
      what: `Aidon list, ${lists[0]?.octets.length} octets`,
      work: decodeWhole(lists),
      yardstick: "octet-wise table CRC16 of it",
      yardwork: rotate(lists, ({ octets }) => octetwiseCrc16(octets)),
      aim: 1.2,
    },
    {
      what: "the same",
      work: decodeWhole(lists),
      yardstick: "JSON.stringify of its reading",
      yardwork: rotate(copies, (copy) => JSON.stringify(copy).length),
      aim: 0.9,
    },
    {
      what: `P1 telegram, ${longOctets} octets`,
      work: decodeWhole(long),
      yardstick: "latin1 and split on CRLF of it",
      yardwork: rotate(buffers, splitLines),
      aim: 1.8,
    },
    {
      what: `encrypted list, ${encrypted[0]?.octets.length} octets`,
      work: decodeWhole(encrypted),
      yardstick: "bare createDecipheriv open of it",
      yardwork: rotate(sealed, bareOpen),
      aim: 1.5,
    },
    {
      what: `octet by octet, ${longOctets} octets`,
      work: decodeByOctets(long),
      yardstick: `the same, ${shortOctets} octets`,
      yardwork: decodeByOctets(short),
      aim: 1.3,
      octets: [longOctets, shortOctets],
    },
  ];
}
