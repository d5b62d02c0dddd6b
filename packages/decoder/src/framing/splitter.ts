import { EventList } from "../bytes/event-list.ts";
import { createDiagnosis, type Diagnosis } from "../diagnosis.ts";
import { say } from "../words/say.ts";
import type { Frame } from "./frame.ts";
import { FrameFinder } from "./frame-finder.ts";

/** `at`: octets of the stream that came before the frame, or before the damage. */
export type SplitEvent =
  | { readonly kind: "frame"; readonly frame: Frame; readonly at: number }
  | { readonly kind: "damage"; readonly diagnosis: Diagnosis; readonly octets: Uint8Array; readonly at: number }
  | { readonly kind: "noise"; readonly octetCount: number };

/** What a {@link FrameFinder} finds, as events of each call. */
export class Splitter {
  readonly #events = new EventList<SplitEvent>();
  readonly #finder = new FrameFinder({
    frame: (frame, at) => this.#events.add({ kind: "frame", frame, at }),
    damage: (diagnosis, octets, at) => this.#events.add({ kind: "damage", diagnosis, octets, at }),
    noise: (octetCount) => this.#events.add({ kind: "noise", octetCount }),
  });

  push(octets: Uint8Array, now: number | undefined): SplitEvent[] {
    this.#finder.push(octets, now);
    return this.#events.take();
  }

  /** Ends what was begun when the line has been silent for long enough. */
  idle(now: number): SplitEvent[] {
    this.#finder.idle(now);
    return this.#events.take();
  }

  /** The stream ended, or paused. */
  end(): SplitEvent[] {
    this.#finder.end();
    return this.#events.take();
  }
}

/** What is said of a whole input in which nothing was found. */
export function noneFound(octetCount: number): Diagnosis {
  const words = octetCount === 0 ? say("noOctets") : say("noFrame", { octets: octetCount });
  return createDiagnosis("frame/none-found", words, { evidence: { octets: octetCount } });
}
