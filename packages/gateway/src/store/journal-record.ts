import { createHash } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import type { StoredCursor } from "./cursors-table.ts";
import { deflateSmall } from "./deflate.ts";
import { isEntry, type Logged } from "./log-table.ts";
import type { RawFrame } from "./raw-frames-table.ts";
import type { StoredReading } from "./readings-table.ts";

/** What one writing adds to the journal. */
export interface JournalContent {
  readonly readings: readonly StoredReading[];
  readonly frames: readonly RawFrame[];
  readonly entries: readonly Logged[];
  readonly cursors: readonly StoredCursor[];
}

/** A record as it is found again. */
export interface JournalRecord extends JournalContent {
  /** Grows by one with each record, over all files and starts. */
  readonly sequence: number;
}

/** The records of a file, and how much of it they are: what follows is torn. */
export interface JournalFileContent {
  readonly records: readonly JournalRecord[];
  readonly octets: number;
}

/** Length of what follows, and the beginning of its SHA-256. */
const headOctets = 12;
const hashOctets = 8;
/** Bounds what a damaged length may claim; more than may ever wait to be written. */
const largestRecord = 64_000_000;

/** A record: its head, and deflated behind it the length of a JSON text, that text, and the octets of the frames it names. */
export function encodeRecord(sequence: number, content: JournalContent): Uint8Array {
  const { readings, entries, cursors } = content;
  const frames = content.frames.map(({ octets, ...about }) => ({ ...about, octets: octets.length }));
  const text = Buffer.from(JSON.stringify({ sequence, readings, frames, entries, cursors }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const body = deflateSmall(Buffer.concat([length, text, ...content.frames.map(({ octets }) => octets)]));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(body.length);
  return Buffer.concat([head, hashOf(body), body]);
}

/** Reads records up to the end, or up to the first that is not whole: a kill may leave one torn. */
export function decodeRecords(file: Buffer): JournalFileContent {
  const records: JournalRecord[] = [];
  let at = 0;
  while (at + headOctets <= file.length) {
    const end = at + headOctets + file.readUInt32LE(at);
    if (end > file.length) break;
    const body = file.subarray(at + headOctets, end);
    if (!hashOf(body).equals(file.subarray(at + 4, at + headOctets))) break;
    records.push(...toRecord(body));
    at = end;
  }
  return { records, octets: at };
}

function hashOf(body: Uint8Array): Buffer {
  return createHash("sha256").update(body).digest().subarray(0, hashOctets);
}

/** One that is whole and can't be read was written by another release; it is left out, as the rest must go on. */
function toRecord(body: Uint8Array): JournalRecord[] {
  try {
    const octets = inflateRawSync(body, { maxOutputLength: largestRecord });
    const end = 4 + octets.readUInt32LE(0);
    const about = fieldsOf(JSON.parse(octets.toString("utf8", 4, end)));
    const { sequence } = about;
    if (typeof sequence !== "number") return [];
    return [
      {
        sequence,
        readings: listOf(about["readings"]).filter(isReading),
        frames: toFrames(listOf(about["frames"]), octets.subarray(end)),
        entries: listOf(about["entries"]).filter(isLogged),
        cursors: listOf(about["cursors"]).filter(isCursor),
      },
    ];
  } catch {
    return [];
  }
}

function toFrames(about: readonly unknown[], octets: Buffer): RawFrame[] {
  let at = 0;
  return about.flatMap((item): RawFrame[] => {
    const { source, receivedAt, framing, outcome, octets: length } = fieldsOf(item);
    if (typeof length !== "number") return [];
    const own = new Uint8Array(octets.subarray(at, at + length));
    at += length;
    if (typeof source !== "string" || typeof receivedAt !== "number" || typeof outcome !== "string") return [];
    const frame = { source, receivedAt, outcome, octets: own };
    return [typeof framing === "string" ? { ...frame, framing } : frame];
  });
}

function isReading(value: unknown): value is StoredReading {
  const { meter, receivedAt, json } = fieldsOf(value);
  return typeof meter === "string" && typeof receivedAt === "number" && typeof json === "string";
}

function isLogged(value: unknown): value is Logged {
  const { id, at, entry } = fieldsOf(value);
  return typeof id === "number" && typeof at === "number" && isEntry(entry);
}

function isCursor(value: unknown): value is StoredCursor {
  const { sink, position, dropped } = fieldsOf(value);
  return typeof sink === "string" && typeof position === "number" && typeof dropped === "number";
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
