import type { ListSample } from "./draft-profile-sample.ts";

/** What a place of the list is taken to be, and why. */
export interface Guess {
  readonly obis?: string;
  readonly unit?: string;
  readonly scaler?: number;
  readonly reason: string;
}

/** A place with numbers, over all captures of one list. */
export interface NumberPlace {
  readonly index: number;
  readonly type: string;
  /** One for each capture, in the order of the meter's clock. */
  readonly numbers: readonly number[];
}

/** More than this is no momentary power of a household (63 A at three phases is 43 kW, but nobody uses that). */
export const largestPower = 30_000;

const numberTypes: ReadonlySet<string> = new Set([
  "long",
  "long-unsigned",
  "double-long",
  "double-long-unsigned",
  "long64",
  "long64-unsigned",
  "float32",
  "float64",
]);
const wideTypes: ReadonlySet<string> = new Set([
  "double-long",
  "double-long-unsigned",
  "long64",
  "long64-unsigned",
  "float64",
]);

/** The places of one list in all its captures, and what they are taken to be so far. */
export class Places {
  readonly samples: readonly ListSample[];
  readonly types: readonly string[];
  readonly guesses: (Guess | undefined)[];
  readonly #numbers: readonly (NumberPlace | undefined)[];

  /** `samples`: captures of one shape, in the order of the meter's clock. */
  constructor(samples: readonly ListSample[], types: readonly string[]) {
    this.samples = samples;
    this.types = types;
    this.guesses = types.map(() => undefined);
    this.#numbers = types.map((type, index) => toNumberPlace(samples, type, index));
  }

  /** The numbers at a place that nothing is guessed for yet. */
  free(index: number): NumberPlace | undefined {
    return this.guesses[index] === undefined ? this.#numbers[index] : undefined;
  }

  /** Free places of one data type, one behind the other, from `index` on; `step` -1 looks towards the front. */
  run(index: number, step: 1 | -1, fits: (place: NumberPlace) => boolean): readonly NumberPlace[] {
    const places: NumberPlace[] = [];
    for (let at = index; ; at += step) {
      const place = this.free(at);
      const type = places[0]?.type ?? place?.type;
      if (place === undefined || place.type !== type || !fits(place)) break;
      places.push(place);
    }
    return step === 1 ? places : places.reverse();
  }

  /** `count` free places of one data type from `first` on; undefined where there are not as many. */
  block(first: number, count: number, step = 1): readonly NumberPlace[] | undefined {
    const places: NumberPlace[] = [];
    for (let i = 0; i < count; i++) {
      const place = this.free(first + i * step);
      if (place === undefined || (places[0] !== undefined && places[0].type !== place.type)) return undefined;
      places.push(place);
    }
    return places;
  }

  guess(place: { readonly index: number }, guess: Guess): void {
    this.guesses[place.index] = guess;
  }
}

function toNumberPlace(samples: readonly ListSample[], type: string, index: number): NumberPlace | undefined {
  if (!numberTypes.has(type)) return undefined;
  const numbers = samples.map((sample) => sample.values[index]?.number);
  const known = numbers.filter((number) => number !== undefined);
  return known.length === samples.length ? { index, type, numbers: known } : undefined;
}

/** 32 bits and more: what registers come in. */
export function isWide({ type }: NumberPlace): boolean {
  return wideTypes.has(type);
}

export function is64Bits({ type }: NumberPlace): boolean {
  return type.startsWith("long64");
}

/** No capture shows more than a household's power. */
export function isSmall({ numbers }: NumberPlace): boolean {
  return numbers.every((number) => Math.abs(number) <= largestPower);
}

export function isZero({ numbers }: NumberPlace): boolean {
  return numbers.every((number) => number === 0);
}

/** A register never counts backwards. */
export function everFalls({ numbers }: NumberPlace): boolean {
  return numbers.some((number, i) => number < (numbers[i - 1] ?? number));
}

/** How often it was more than the time before, where it never was less. */
export function timesGrown(place: NumberPlace): number {
  if (everFalls(place)) return 0;
  return place.numbers.filter((number, i) => number > (place.numbers[i - 1] ?? number)).length;
}

export function sumAt(places: readonly NumberPlace[], sample: number): number {
  return places.reduce((sum, { numbers }) => sum + (numbers[sample] ?? 0), 0);
}
