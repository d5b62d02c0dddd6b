import type { MeterDecoder, ScaleDecision } from "@meter2mqtt/decoder";
import type { StoredScale } from "../store/scales-table.ts";

/**
 * Scales that decoders have decided: given to every decoder that is made, and to those at work once the store is open,
 * so that a meter's scale is decided once.
 */
export class ScaleKeeper {
  readonly #known = new Map<string, StoredScale>();
  readonly #decoders = new Map<string, MeterDecoder>();

  /** The decoder of a source, made anew. */
  attach(source: string, decoder: MeterDecoder): void {
    this.#decoders.set(source, decoder);
    decoder.setScales(this.#decisionsFor(source));
  }

  /** The source has ended. */
  detach(source: string): void {
    this.#decoders.delete(source);
  }

  /** What the store holds. What was decided since the start stays. */
  load(stored: readonly StoredScale[]): void {
    for (const scale of stored) if (!this.#known.has(keyOf(scale))) this.#known.set(keyOf(scale), scale);
    for (const [source, decoder] of this.#decoders) decoder.setScales(this.#decisionsFor(source));
  }

  /** What the decoder of a source has decided since this was asked last, to be stored. */
  collect(source: string, now: number): StoredScale[] {
    const decided = this.#decoders.get(source)?.decidedScales ?? [];
    const news = decided
      .map((decision): StoredScale => ({ source: decision.meter === "" ? source : "", decision, decidedAt: now }))
      .filter((scale) => !isSame(this.#known.get(keyOf(scale))?.decision, scale.decision));
    for (const scale of news) this.#known.set(keyOf(scale), scale);
    return news;
  }

  #decisionsFor(source: string): ScaleDecision[] {
    return [...this.#known.values()]
      .filter((scale) => scale.source === "" || scale.source === source)
      .map(({ decision }) => decision);
  }
}

function keyOf({ source, decision: { meter, unit } }: StoredScale): string {
  return JSON.stringify([source, meter, unit]);
}

function isSame(one: ScaleDecision | undefined, other: ScaleDecision): boolean {
  return one?.scaler === other.scaler && one.about === other.about;
}
