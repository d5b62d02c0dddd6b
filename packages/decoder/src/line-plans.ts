import type { OctetRange } from "./bytes/octet-range.ts";
import { type ApduResult, decodeByPlan, type NewPlan } from "./decode-apdu.ts";
import { ExpectedFrame } from "./framing/expected-frame.ts";
import { mostExpected, type Splitter } from "./framing/splitter.ts";
import type { MessagePlan } from "./reading/message-plan.ts";
import { PlanBook } from "./reading/plan-book.ts";
import type { Reading } from "./reading/reading.ts";
import type { Message } from "./reassembly/reassembler.ts";

/** Longer messages are always read in full: the code for one grows with its length. */
const mostOctets = 4096;

/** The plans of one line: what its messages were found to be, and the frames that are expected to bring the next ones. */
export class LinePlans {
  readonly book: PlanBook = new PlanBook();
  readonly #splitter: Splitter;
  /** The plan of each expected frame; the splitter forgets the oldest ones. */
  readonly #expected: { readonly frame: ExpectedFrame; readonly plan: MessagePlan }[] = [];
  /** The line's buffer, and a view of it: the same ones for many frames. */
  #viewed: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(this.#viewed.buffer);

  constructor(splitter: Splitter) {
    this.#splitter = splitter;
  }

  /** Decodes a message that is like one before it; undefined for others. Ciphered ones are told when they are opened. */
  decode(message: Message, now: number): ApduResult | undefined {
    this.book.now = now;
    const { buffer, from, to, frame } = message;
    if (this.#viewed !== buffer) {
      this.#viewed = buffer;
      this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
    }
    const known = frame?.expected === undefined ? undefined : this.#planOf(frame.expected);
    const placed = { octets: buffer, view: this.#view, from, to };
    const plan = known ?? this.book.find(placed, "");
    if (plan === undefined) return undefined;
    if (known === undefined) this.#expect(plan, message);
    return decodeByPlan(plan, placed, now);
  }

  /** Keeps what a message was found to be. `reading`: the whole one that it gave; it comes back like those that follow. */
  keep({ sender, make }: NewPlan, message: Message, reading: Reading): Reading {
    if (!this.book.wantsMore || message.to - message.from > mostOctets) return reading;
    const plan = make(reading);
    this.book.add(sender, plan);
    // What is ciphered looks different each time.
    if (sender === "") this.#expect(plan, message);
    return plan.readFirst(this.book.now) ?? reading;
  }

  /** What the plans were made with has changed. */
  forget(): void {
    this.book.clear();
    this.#splitter.expectNone();
    this.#expected.length = 0;
  }

  #expect(plan: MessagePlan, { frame, from }: Message): void {
    const moved = from - (frame?.from ?? 0);
    const move = (range: OctetRange): OctetRange => ({ from: range.from + moved, to: range.to + moved });
    const { free, digits = [] } = plan.freedom;
    const expected =
      frame === undefined ? undefined : ExpectedFrame.of(frame, { free: free.map(move), digits: digits.map(move) });
    if (expected === undefined) return;
    this.#expected.unshift({ frame: expected, plan });
    if (this.#expected.length > mostExpected) this.#expected.pop();
    this.#splitter.expect(expected);
  }

  #planOf(expected: ExpectedFrame): MessagePlan | undefined {
    for (const { frame, plan } of this.#expected) if (frame === expected) return plan;
    return undefined;
  }
}
