/** Work that goes on until its signal aborts. */
export interface CrewMember {
  run(signal: AbortSignal): Promise<void>;
}

/** Work that goes on side by side: who comes or goes does not disturb the others. */
export class Crew {
  #members: readonly CrewMember[];
  /** Of those at work, how each is told to end. */
  readonly #ends = new Map<CrewMember, AbortController>();
  readonly #work = new Set<Promise<void>>();
  #shift: { readonly signal: AbortSignal; readonly fail: (error: unknown) => void } | undefined;

  constructor(members: readonly CrewMember[]) {
    this.#members = members;
  }

  /** From now on it is these: others end, and those that are new begin where the crew is at work. */
  change(members: readonly CrewMember[]): void {
    this.#members = members;
    for (const [member, end] of this.#ends) {
      if (members.includes(member)) continue;
      this.#ends.delete(member);
      end.abort();
    }
    this.#beginNew();
  }

  /** Works until the signal aborts. Rejects where one of them does: the others have ended then, and all begin anew together. */
  async run(signal: AbortSignal): Promise<void> {
    const failed = new AbortController();
    const stop = AbortSignal.any([signal, failed.signal]);
    this.#shift = { signal: stop, fail: (error) => failed.abort(error) };
    this.#beginNew();
    await aborted(stop);
    this.#shift = undefined;
    this.#ends.clear();
    await Promise.all(this.#work);
    if (failed.signal.aborted) throw failed.signal.reason;
  }

  #beginNew(): void {
    const shift = this.#shift;
    if (shift === undefined) return;
    for (const member of this.#members) {
      if (this.#ends.has(member)) continue;
      const end = new AbortController();
      this.#ends.set(member, end);
      const work = member.run(AbortSignal.any([shift.signal, end.signal])).catch(shift.fail);
      this.#work.add(work);
      void work.then(() => this.#work.delete(work));
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
