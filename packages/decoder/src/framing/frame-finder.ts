import { copyOctets } from "../bytes/copy-octets.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { recogniseCiphered } from "./ciphered.ts";
import type { ExpectedFrame } from "./expected-frame.ts";
import { type Frame, noFrame, type Recognition, type Window } from "./frame.ts";
import { hdlcFlag, recogniseHdlc } from "./hdlc.ts";
import { recogniseMbus } from "./m-bus.ts";
import { P1Recogniser } from "./p1.ts";
import { SmlRecogniser } from "./sml.ts";
import { recogniseWrapper } from "./wrapper.ts";

/** Is told what a stream holds, in its order. `at`: octets of the stream that came before the frame, or before the damage. */
export interface FrameReceiver {
  frame(frame: Frame, at: number): void;
  /**
   * One that is {@link FrameFinder.expect expected} stands at `from` of the line's octets, which hold until the call ends; and
   * at `keptFrom` of others that nobody writes over.
   */
  expected?(frame: ExpectedFrame, line: LineOctets, from: number, kept: Uint8Array, keptFrom: number): void;
  damage(diagnosis: Diagnosis, octets: Uint8Array, at: number): void;
  noise(octetCount: number): void;
}

/** Octets of a line, with a view of them. */
export interface LineOctets {
  readonly octets: Uint8Array;
  readonly view: DataView;
}

/** A line that is silent so long has paused: what was begun will not go on. Milliseconds. */
const pause = 2000;
/** For M-Bus frames without a length, which only the pause ends. */
const unboundedPause = 500;
/** Octets of noise that are told at once: a line of nothing but noise may never pause. */
const noiseBatch = 4096;
/** Octets that are kept of what was judged: an LLC header tells what stands behind it. */
const octetsBehind = 3;
/** Octets taken in at once, however large the chunk. */
const slice = 4096;
/** Frames that are expected: those of a meter's lists, and of a second meter's. */
export const mostExpected = 8;
/** A closing flag may open the next frame: it stands alone behind most frames until that begins. */
const moreBehindFlag: Recognition = { is: "more", octets: 2 };
/** Octets of a line's buffer: frames of some minutes. */
const bufferOctets = 4 * slice;

/**
 * Finds frames in a stream that begins anywhere, in chunks of any size. Where octets can't be a frame it goes on with
 * the next one, so that a frame inside of damage is found; a good frame is taken whole. Each octet of the stream is in
 * one frame, one damage, or counted as noise. Memory is bounded by the largest frame.
 */
export class FrameFinder {
  #buffer = new Uint8Array(2 * slice);
  #line: LineOctets = lineOctetsOf(this.#buffer);
  /** Frames were told that stand in the buffer: nobody writes over them. */
  #isKept = false;
  readonly #expected: ExpectedFrame[] = [];
  readonly #receiver: FrameReceiver;
  #start = 0;
  #end = 0;
  /** Octets of the stream before `#start`. */
  #position = 0;
  /** Octets from `#start` on without which the present candidate can't be told. */
  #wanted = 0;
  /** Octets from `#start` on that a damage has already reported. */
  #reported = 0;
  #noise = 0;
  #lastPush: number | undefined;
  readonly #p1 = new P1Recogniser();
  readonly #sml = new SmlRecogniser();

  constructor(receiver: FrameReceiver) {
    this.#receiver = receiver;
  }

  /** Frames that came in one piece may be kept as it: the array must stay as it is. */
  push(chunk: Uint8Array, now: number | undefined): void {
    if (now !== undefined && this.#hasPaused(now)) this.end();
    this.#lastPush = now;
    const octets = asPlainOctets(chunk);
    if (octets.length <= slice) this.#take(octets);
    else for (let from = 0; from < octets.length; from += slice) this.#take(octets.subarray(from, from + slice));
  }

  #take(octets: Uint8Array): void {
    if (this.#end + octets.length > this.#buffer.length) this.#makeRoom(octets.length);
    const from = this.#end;
    copyOctets(octets, this.#buffer, from);
    this.#end = from + octets.length;
    if (this.#end - this.#start >= this.#wanted) this.#scan(octets, from);
  }

  /** Ends what was begun when the line has been silent for long enough. */
  idle(now: number): void {
    if (this.#hasPaused(now)) this.end();
  }

  #hasPaused(now: number): boolean {
    if (this.#lastPush === undefined || (this.#end === this.#start && this.#noise === 0)) return false;
    const silence = now - this.#lastPush;
    if (silence < unboundedPause) return false;
    const unbounded =
      this.#end - this.#start >= 4 && this.#buffer[this.#start] === 0x68 && this.#buffer[this.#start + 1] === 0;
    return silence >= (unbounded ? unboundedPause : pause);
  }

  /** The stream ended, or paused. */
  end(): void {
    this.#scan(undefined, this.#end);
    this.#flushNoise();
    this.#lastPush = undefined;
  }

  /** A buffer that is full goes with the frames that are kept in it. What is not judged yet moves to the front, of a new one then. */
  #makeRoom(count: number): void {
    const behind = Math.min(this.#start, octetsBehind);
    const from = this.#start - behind;
    const used = this.#end - from;
    // Twice what is needed, so that octets move once for many that arrive.
    const wanted = 2 * (used + count);
    if (!this.#isKept && wanted <= this.#buffer.length) this.#buffer.copyWithin(0, from, this.#end);
    else {
      const target = new Uint8Array(Math.max(bufferOctets, wanted));
      target.set(this.#buffer.subarray(from, this.#end));
      this.#buffer = target;
      this.#line = lineOctetsOf(target);
      this.#isKept = false;
    }
    this.#start = behind;
    this.#end = used;
  }

  /** `chunk`: what came last, which begins at `chunkAt` of the buffer; undefined where the stream ended, or paused. */
  #scan(chunk: Uint8Array | undefined, chunkAt: number): void {
    const ended = chunk === undefined;
    while (this.#start < this.#end) {
      if (this.#isFillAt(this.#start, ended)) {
        this.#wanted = 0;
        this.#advance(1);
        continue;
      }
      if (this.#expected.length > 0 && this.#takeForeseen(chunk, chunkAt)) continue;
      const told = this.#recognise(ended);
      if (told.is === "more" && !ended) {
        this.#wanted = told.octets;
        return;
      }
      this.#wanted = 0;
      if (told.is === "frame") this.#found(told.frame, told.octets);
      else if (told.is === "bad") this.#damage(told.diagnosis, told.octets);
      else this.#skip();
    }
  }

  /** Frames like this one will come: they are found quicker, and known by it. */
  expect(frame: ExpectedFrame): void {
    this.#expected.unshift(frame);
    if (this.#expected.length > mostExpected) this.#expected.pop();
  }

  /** No frame is expected any more. */
  expectNone(): void {
    this.#expected.length = 0;
  }

  /** Takes an expected frame that stands where the next one is looked for; false where there is none. */
  #takeForeseen(chunk: Uint8Array | undefined, chunkAt: number): boolean {
    const available = this.#end - this.#start;
    for (const expected of this.#expected) {
      if (expected.length > available || !expected.matches(this.#line.view, this.#start)) continue;
      const from = this.#start;
      this.#flushNoise();
      this.#wanted = 0;
      this.#advance(expected.taken);
      const isWhole = chunk !== undefined && from >= chunkAt;
      if (!isWhole) this.#isKept = true;
      const kept = isWhole ? chunk : this.#buffer;
      // Last of all: who is told may expect other frames from now on.
      this.#receiver.expected?.(expected, this.#line, from, kept, isWhole ? from - chunkAt : from);
      return true;
    }
    return false;
  }

  /**
   * What begins no frame: a flag in front of another one, between two frames that each have their own, or one behind which
   * nothing came; line ends, as they stand behind telegrams.
   */
  #isFillAt(at: number, ended: boolean): boolean {
    const octet = this.#buffer[at];
    if (octet === 0x0a || octet === 0x0d) return true;
    return octet === hdlcFlag && (this.#isFlagAt(at + 1) || (ended && at + 1 === this.#end));
  }

  #isFlagAt(at: number): boolean {
    return at < this.#end && this.#buffer[at] === hdlcFlag;
  }

  #recognise(ended: boolean): Recognition {
    const isAlone = this.#start + 1 === this.#end;
    if (isAlone && !ended && this.#buffer[this.#start] === hdlcFlag) return moreBehindFlag;
    const window: Window = { octets: this.#buffer, from: this.#start, end: this.#end, ended };
    switch (this.#buffer[this.#start]) {
      case hdlcFlag:
        return recogniseHdlc(window);
      case 0x2f:
        return this.#p1.recognise(window, this.#position);
      case 0x68:
        return recogniseMbus(window);
      case 0xdb:
      case 0xdc:
        return this.#mayBeBare() ? recogniseCiphered(window) : noFrame;
      case 0x1b:
        return this.#sml.recognise(window, this.#position);
      case 0x00:
        return recogniseWrapper(window);
      default:
        return noFrame;
    }
  }

  /**
   * A ciphered APDU has no checksum of its own: inside of damage, or behind the LLC header of a frame whose beginning was
   * not seen, what looks like one is part of a frame whose checks failed.
   */
  #mayBeBare(): boolean {
    const at = this.#start;
    const isBehindLlc = at >= 3 && this.#buffer[at - 3] === 0xe6 && this.#buffer[at - 1] === 0;
    return this.#reported === 0 && !isBehindLlc;
  }

  #found(frame: Frame, octetCount: number): void {
    this.#flushNoise();
    const at = this.#position;
    this.#wanted = 0;
    this.#isKept = true;
    this.#advance(octetCount);
    // Last of all: who is told may expect other frames from now on.
    this.#receiver.frame(frame, at);
  }

  #damage(diagnosis: Diagnosis, octetCount: number): void {
    // Inside reported damage only frames are looked for: the same octets are not reported twice.
    if (this.#reported === 0) {
      this.#flushNoise();
      const octets = this.#buffer.slice(this.#start, Math.min(this.#start + octetCount, this.#end));
      this.#receiver.damage(diagnosis, octets, this.#position);
    }
    this.#reported = Math.max(this.#reported, octetCount);
    this.#advance(1);
  }

  #skip(): void {
    // Flags are fill between frames, like the line ends behind a telegram.
    if (this.#reported === 0 && !this.#isFlagAt(this.#start)) this.#noise++;
    this.#advance(1);
    if (this.#noise === noiseBatch) this.#flushNoise();
  }

  #advance(count: number): void {
    this.#start += count;
    this.#position += count;
    this.#reported = Math.max(0, this.#reported - count);
  }

  #flushNoise(): void {
    if (this.#noise === 0) return;
    this.#receiver.noise(this.#noise);
    this.#noise = 0;
  }
}

/** Of arrays that are octets and nothing more. */
const plainOctets: unknown = Uint8Array.prototype;

/** Node's own arrays of octets copy nothing where others do (`slice`), so what is kept would not be safe from its copies. */
function asPlainOctets(octets: Uint8Array): Uint8Array {
  if (Object.getPrototypeOf(octets) === plainOctets) return octets;
  return new Uint8Array(octets.buffer, octets.byteOffset, octets.length);
}

function lineOctetsOf(octets: Uint8Array<ArrayBuffer>): LineOctets {
  return { octets, view: new DataView(octets.buffer) };
}
