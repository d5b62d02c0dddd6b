/** What tells a frame from others of its meter. */
export interface FrameMark {
  /** System title, counter and time of a ciphered frame, which are the same in any framing; else what it says, octet by octet. */
  readonly text: string;
  /** Made from its octets. */
  readonly content: string;
  /** It has an invocation counter: the meter never sends the same frame again. */
  readonly isCounted: boolean;
  /** It has a counter, or a clock that goes: another one that is like it is the same one. */
  readonly isUnique: boolean;
}

interface Heard {
  readonly mark: FrameMark;
  readonly at: number;
  readonly sources: Set<string>;
}

/** One line may be so much behind another: a broker that was away, a device that is asked now and then. */
const uniqueMs = 300_000;
/** Lists without clock and counter are alike while the power stays the same: only what comes close behind is the same one. */
const alikeMs = 10_000;
/** Some minutes of a meter that pushes every second. */
const mostHeard = 512;

/**
 * Frames of one meter that were heard lately, and where. The same frame from a second source is dropped, each frame of the
 * first source standing for one of the second; the same source brings one again only where a counter proves it.
 */
export class DuplicateWatch {
  /** In the order in which they came; and by their text, as every telegram asks for its own. */
  readonly #heard: Heard[] = [];
  readonly #byText = new Map<string, Heard[]>();

  /** Whether this frame was heard before; if not, it is remembered. */
  isDuplicate(mark: FrameMark, source: string, now: number): boolean {
    const patience = mark.isUnique ? uniqueMs : alikeMs;
    for (const { mark: known, at, sources } of this.#byText.get(mark.text) ?? []) {
      if (Math.abs(now - at) > patience) continue;
      if (!sources.has(source)) {
        sources.add(source);
        return true;
      }
      if (mark.isCounted && known.content === mark.content) return true;
    }
    this.#remember({ mark, at: now, sources: new Set([source]) });
    return false;
  }

  #remember(heard: Heard): void {
    const { text } = heard.mark;
    const alike = this.#byText.get(text);
    if (alike === undefined) this.#byText.set(text, [heard]);
    else alike.push(heard);
    this.#heard.push(heard);
    if (this.#heard.length > mostHeard) this.#forgetOldest();
  }

  #forgetOldest(): void {
    const text = this.#heard.shift()?.mark.text ?? "";
    const alike = this.#byText.get(text);
    // The oldest of all is the oldest of those like it.
    alike?.shift();
    if (alike?.length === 0) this.#byText.delete(text);
  }
}
