import type { OctetRange } from "./bytes/octet-range.ts";
import { type ApduContext, type ApduResult, decodeByPlan, decodeSealedByPlan, type NewPlan } from "./decode-apdu.ts";
import { ExpectedFrame } from "./framing/expected-frame.ts";
import { type FrameFinder, mostExpected } from "./framing/frame-finder.ts";
import type { MessagePlan } from "./reading/message-plan.ts";
import { PlanBook } from "./reading/plan-book.ts";
import { Ration } from "./reading/ration.ts";
import type { Reading } from "./reading/reading.ts";
import type { Message } from "./reassembly/reassembler.ts";
import { type CipheredApdu, generalGloTag } from "./security/general-ciphering.ts";
import { type PlacedPlain, placePlain } from "./security/plain-room.ts";
import { SealedApdu } from "./security/sealed-apdu.ts";

/** Longer messages are always read in full: the code for one grows with its length. */
const mostOctets = 4096;

/** A frame that is expected, and what its message will be. */
export interface Foreseen {
  readonly frame: ExpectedFrame;
  /** Of a ciphered message only its content can tell: the plan that read the last one; undefined before the first. */
  plan: MessagePlan | undefined;
  /** The ciphered message of the frame that matched last. */
  readonly sealed: SealedApdu | undefined;
  /** Octets of the frame in front of the message. */
  readonly headerOctets: number;
  /** It came. */
  isUsed: boolean;
}

/** A ciphered message that was opened, and what reads it. */
interface OpenedByPlan {
  readonly plan: MessagePlan;
  readonly placed: PlacedPlain;
}

/** The plans of one line: what its messages were found to be, and the frames that are expected to bring the next ones. */
export class LinePlans {
  readonly book: PlanBook = new PlanBook();
  readonly #finder: FrameFinder;
  /** The finder forgets the oldest ones. */
  readonly #foreseen: Foreseen[] = [];
  readonly #ration = new Ration();
  /** The line's buffer, and a view of it: the same ones for many frames. */
  #viewed: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(this.#viewed.buffer);

  constructor(finder: FrameFinder) {
    this.#finder = finder;
  }

  /** What an expected frame brings. */
  foreseen(frame: ExpectedFrame): Foreseen | undefined {
    for (const foreseen of this.#foreseen) {
      if (foreseen.frame !== frame) continue;
      foreseen.isUsed = true;
      return foreseen;
    }
    return undefined;
  }

  /** Decodes a message that is like one before it, or whose content is; undefined for others. */
  decode(message: Message, context: ApduContext): ApduResult | undefined {
    const { buffer, from, to } = message;
    const placed = { octets: buffer, view: this.#viewOf(buffer), from, to };
    if (buffer[from] === generalGloTag) {
      const result = decodeSealedByPlan(placed, context, this.book);
      if (result?.ciphered !== undefined) this.#expectSealed(result.ciphered, message);
      return result;
    }
    const plan = this.book.find(placed, "");
    if (plan === undefined) return undefined;
    this.#expect(plan, message);
    return decodeByPlan(plan, placed);
  }

  /**
   * Opens the message of an expected frame, and finds the plan that reads it; undefined where the whole reader has to say what
   * it is. What was deciphered stands in the room for it.
   */
  open(foreseen: Foreseen, sealed: SealedApdu, context: ApduContext): OpenedByPlan | undefined {
    const { contentOctets } = sealed;
    if (foreseen.plan === undefined && !this.book.knows(sealed.title, contentOctets)) return undefined;
    const plain = sealed.open(context);
    if (plain === undefined) return undefined;
    const placed = placePlain(plain, contentOctets);
    if (foreseen.plan?.matches(placed.view, 0, contentOctets) !== true)
      foreseen.plan = this.book.find(placed, sealed.title);
    const { plan } = foreseen;
    return plan === undefined ? undefined : { plan, placed };
  }

  #viewOf(buffer: Uint8Array): DataView {
    if (this.#viewed !== buffer) {
      this.#viewed = buffer;
      this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
    }
    return this.#view;
  }

  /** Keeps what a message was found to be. `reading`: the whole one that it gave; it comes back like those that follow. */
  keep({ sender, make }: NewPlan, message: Message, reading: Reading): Reading {
    if (!this.book.wantsMore || message.to - message.from > mostOctets) return reading;
    const plan = make(reading);
    this.book.add(sender, plan);
    // What is ciphered looks different each time.
    if (sender === "") this.#expect(plan, message);
    return plan.readFirst() ?? reading;
  }

  /** What the plans were made with has changed. */
  forget(): void {
    this.book.clear();
    this.#finder.expectNone();
    this.#foreseen.length = 0;
  }

  #expect(plan: MessagePlan, { frame, from }: Message): void {
    if (frame === undefined || !this.#mayExpectMore) return;
    const headerOctets = from - frame.from;
    const move = (range: OctetRange): OctetRange => ({ from: range.from + headerOctets, to: range.to + headerOctets });
    const { free, digits = [] } = plan.freedom;
    const expected = ExpectedFrame.of(frame, { free: free.map(move), digits: digits.map(move) });
    if (expected !== undefined)
      this.#foresee({ frame: expected, plan, sealed: undefined, headerOctets, isUsed: false });
  }

  /** A ciphered message was opened and read by a plan: others will come in frames of the same header. */
  #expectSealed(ciphered: CipheredApdu, { frame, from, to }: Message): void {
    if (frame === undefined || to - from > mostOctets || !this.#mayExpectMore) return;
    const sealed = new SealedApdu(ciphered);
    const expected = ExpectedFrame.ofSealed(frame, sealed.room);
    if (expected === undefined) return;
    this.#foresee({ frame: expected, plan: undefined, sealed, headerOctets: from - frame.from, isUsed: false });
  }

  /** Of a line whose frames count in their headers, say, none comes again. */
  get #mayExpectMore(): boolean {
    return this.#ration.allows(this.#foreseen);
  }

  #foresee(foreseen: Foreseen): void {
    this.#foreseen.unshift(foreseen);
    if (this.#foreseen.length > mostExpected) this.#foreseen.pop();
    this.#finder.expect(foreseen.frame);
  }
}
