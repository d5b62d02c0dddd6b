import { randomBytes } from "node:crypto";
import {
  type Capsule,
  type CapsuleSource,
  type CapsuleSummary,
  type ScalesConfig,
  type ShownWords,
  type Told,
  tell,
} from "@meter2mqtt/contract";
import {
  createIntlZoneRules,
  createMeterDecoder,
  type KeySet,
  type MeterDecoderOptions,
  toHex,
} from "@meter2mqtt/decoder";
import { type DisguisedLine, type DisguisedLines, disguiseLines, type LinePiece } from "@meter2mqtt/decoder/capsule";
import { formatCapsule } from "./capsule-text.ts";
import { playPieces } from "./play-pieces.ts";
import { ShownDiagnoses } from "./shown-diagnoses.ts";
import type { ShownSettings } from "./shown-settings.ts";

/** What one source heard, and how it is read. */
export interface CapsuleLineInput {
  readonly pieces: readonly LinePiece[];
  readonly reading: Omit<MeterDecoderOptions, "input" | "replays">;
  readonly input: "live" | "file";
  readonly settings: ShownSettings;
  /** As it was set; `reading` holds what follows from it. */
  readonly scales?: ScalesConfig | undefined;
}

export interface CapsuleInput {
  readonly lines: readonly CapsuleLineInput[];
  readonly configuration: ShownSettings;
  readonly version: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly includeIdentifying: boolean;
}

export interface MadeCapsule {
  readonly fileName: string;
  readonly content: string;
  readonly summary: CapsuleSummary;
}

/** An identity is left in what was made, so that nothing was made. */
export class CapsuleError extends Error {
  override readonly name = "CapsuleError";
  /** The message for other languages. */
  readonly words: ShownWords;

  constructor(told: Told, options?: ErrorOptions) {
    super(told.message, options);
    this.words = told.words;
  }
}

/** New octets look like an identity by chance now and then: then all is made anew, with other ones. */
const attempts = 3;

/** Makes a capsule. Throws {@link CapsuleError} where identities are left in it. */
export function makeCapsule(input: CapsuleInput): MadeCapsule {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const made = attemptCapsule(input);
    if (made !== undefined) return made;
  }
  throw new CapsuleError(tell("capsuleIdentity"));
}

const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));

/** Undefined where an identity is left. */
function attemptCapsule(input: CapsuleInput): MadeCapsule | undefined {
  const { lines, now, includeIdentifying } = input;
  const disguised = disguise(lines, includeIdentifying);
  if (disguised.leaks > 0) return undefined;
  const capsule = toCapsule(input, disguised);
  // What is in it by choice names its meter; everything else must not.
  const anonymous = { ...capsule, sources: capsule.sources.map(withoutIdentifying) };
  const content = formatCapsule(capsule);
  const sought = includeIdentifying ? formatCapsule(anonymous) : content;
  if (disguised.search.countInText(sought) > 0) return undefined;
  const fileName = `meter2mqtt-capsule-${new Date(now).toISOString().slice(0, 16).replace(/\D/g, "")}.yaml`;
  return { fileName, content, summary: summaryOf(capsule, input) };
}

function disguise(lines: readonly CapsuleLineInput[], includeIdentifying: boolean): DisguisedLines {
  try {
    return disguiseLines(lines, { random, includeIdentifying });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CapsuleError(tell("capsuleTooMuch", { why: error.message }), { cause: error });
  }
}

function withoutIdentifying(source: CapsuleSource): CapsuleSource {
  return { ...source, frames: source.frames.filter(({ identifying }) => identifying === undefined) };
}

function toCapsule(input: CapsuleInput, { lines, replaced, inText }: DisguisedLines): Capsule {
  return {
    capsule: 1,
    made: new Date(input.now).toISOString(),
    program: {
      version: input.version,
      node: process.version,
      platform: process.platform,
      architecture: process.arch,
      zone: createIntlZoneRules().hostZone,
    },
    replaced,
    configuration: input.configuration.settings,
    sources: input.lines.map((line, i) => toSource(line, lines[i] ?? { frames: [], leftOut: {} }, inText, i)),
  };
}

function toSource(
  line: CapsuleLineInput,
  disguised: DisguisedLine,
  inText: (text: string) => string,
  index: number,
): CapsuleSource {
  const { frames, keys, leftOut } = disguised;
  return {
    name: `source-${index + 1}`,
    settings: line.settings.settings,
    input: line.input,
    ...(line.reading.zone === undefined ? {} : { zone: line.reading.zone }),
    ...(line.reading.country === undefined ? {} : { country: line.reading.country }),
    ...(line.scales === undefined ? {} : { scales: line.scales }),
    ...(keys === undefined ? {} : { testKeys: toTestKeys(keys) }),
    ...hear(line, inText),
    leftOut: {
      notDeciphered: leftOut["not-deciphered"] ?? 0,
      notRead: leftOut["not-read"] ?? 0,
      damaged: leftOut.damaged ?? 0,
    },
    frames: frames.map(({ octets, at, identifying }) => ({
      ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
      octets: toHex(octets),
      ...(identifying === undefined ? {} : { identifying }),
    })),
  };
}

function toTestKeys({ encryptionKey, authenticationKey, systemTitle }: KeySet): NonNullable<CapsuleSource["testKeys"]> {
  return {
    ...(encryptionKey === undefined ? {} : { encryptionKey: toHex(encryptionKey) }),
    ...(authenticationKey === undefined ? {} : { authenticationKey: toHex(authenticationKey) }),
    ...(systemTitle === undefined ? {} : { systemTitle: toHex(systemTitle) }),
  };
}

/** What the decoder says of the frames as they came. */
function hear(
  { pieces, reading, input }: CapsuleLineInput,
  inText: (text: string) => string,
): Pick<CapsuleSource, "readings" | "diagnoses"> {
  const decoder = createMeterDecoder({ ...reading, input, replays: "accept" });
  const shown = new ShownDiagnoses(inText);
  playPieces(decoder, pieces, (events, at) => {
    for (const event of events) if (event.kind === "diagnosis") shown.add(event.diagnosis, at);
  });
  return { readings: decoder.counters.readings, diagnoses: shown.all };
}

function summaryOf({ sources, replaced }: Capsule, { configuration, lines }: CapsuleInput): CapsuleSummary {
  const frames = sources.flatMap((source) => source.frames);
  const times = frames.flatMap(({ at }) => (at === undefined ? [] : [at])).sort();
  const [from] = times;
  const to = times.at(-1);
  const settings = [configuration, ...lines.map((line) => line.settings)];
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return {
    sources: sources.length,
    frames: frames.length,
    octets: sum(frames.map(({ octets }) => octets.length / 2)),
    ...(from === undefined || to === undefined ? {} : { from, to }),
    replaced,
    identifying: frames.filter(({ identifying }) => identifying !== undefined).length,
    leftOut: {
      notDeciphered: sum(sources.map(({ leftOut }) => leftOut.notDeciphered)),
      notRead: sum(sources.map(({ leftOut }) => leftOut.notRead)),
      damaged: sum(sources.map(({ leftOut }) => leftOut.damaged)),
    },
    hasTestKeys: sources.some(({ testKeys }) => testKeys !== undefined),
    diagnoses: sources.flatMap((source) => source.diagnoses.map(({ code, count }) => ({ code, count }))),
    settings: { kept: sum(settings.map(({ kept }) => kept)), leftOut: sum(settings.map(({ leftOut }) => leftOut)) },
  };
}
