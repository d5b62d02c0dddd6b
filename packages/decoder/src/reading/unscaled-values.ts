import type { Diagnosis } from "../diagnosis.ts";
import type { ScaleRule, VendorProfile } from "../profiles/profile.ts";
import type { MeterScales } from "./meter-scales.ts";
import type { QuantityRow } from "./quantities.ts";
import type { Reading } from "./reading.ts";
import { candidateScalers, chooseScaler, documentedScaler, type ScaleTraits, scaleRuleOf } from "./scale.ts";
import type { ScaleBook, ScaleIdentity, ScaleInUse } from "./scale-book.ts";

/** Values of one unit that a list holds without a scaler. */
export interface UnscaledUnit {
  readonly unit: string;
  readonly rule: ScaleRule | undefined;
  /** The scalers between which evidence may decide. */
  readonly candidates: readonly number[];
  readonly documented: number | undefined;
  /** The list's values, as integers. */
  readonly raws: number[];
}

/** Gives the scaler of the value at one place of a list, and notes the value; undefined while it is undecided. */
export type ScalerQuestion = (raw: number) => number | undefined;

/** How the values of a list without a scaler were read, and what is to be said of it. */
export interface ScaleVerdict {
  readonly diagnoses: readonly Diagnosis[];
  readonly inUse: readonly ScaleInUse[];
}

interface Unit extends UnscaledUnit {
  /** The scaler whatever the value, and the book's version for which that holds. */
  settled: number | undefined;
  version: number;
  /** Values of the present list; those behind them in `raws` are another's. */
  count: number;
}

const notYet = -1;
const nothing: readonly Diagnosis[] = [];

/**
 * The values of a list that come without a scaler: asked for their scalers first, weighed as evidence afterwards. The
 * next list of the same kind is asked about in the same places, after {@link begin}.
 */
export class UnscaledValues {
  readonly #book: ScaleBook;
  readonly #identity: ScaleIdentity;
  readonly #profile: VendorProfile | undefined;
  readonly #traits: ScaleTraits;
  readonly #units: Unit[] = [];
  #scales: MeterScales;
  #importRaw: number | undefined;
  #exportRaw: number | undefined;
  #shown: readonly ScaleInUse[] = [];
  #shownVersion = notYet;

  constructor(book: ScaleBook, identity: ScaleIdentity, profile: VendorProfile | undefined, traits: ScaleTraits) {
    this.#book = book;
    this.#identity = identity;
    this.#profile = profile;
    this.#traits = traits;
    this.#scales = book.meter(identity);
  }

  /** Another list of the same kind. */
  begin(): void {
    const scales = this.#book.meter(this.#identity);
    for (const unit of this.#units) {
      unit.count = 0;
      if (scales !== this.#scales) unit.version = notYet;
    }
    if (scales !== this.#scales) this.#shownVersion = notYet;
    this.#scales = scales;
    this.#importRaw = undefined;
    this.#exportRaw = undefined;
  }

  /** The question to be asked about the values of one place. */
  place(row: QuantityRow | undefined, unit: string): ScalerQuestion {
    const asked = this.#units.find((candidate) => candidate.unit === unit) ?? this.#addUnit(unit);
    if (row?.name === "energyImportWh")
      return (raw) => {
        this.#importRaw ??= raw;
        return this.#ask(asked, raw);
      };
    if (row?.name === "energyExportWh")
      return (raw) => {
        this.#exportRaw ??= raw;
        return this.#ask(asked, raw);
      };
    return (raw) => this.#ask(asked, raw);
  }

  /** To be called once for a reading that counts; `at` by the meter's clock, else by arrival. */
  observe(reading: Reading, at: number | undefined): ScaleVerdict {
    for (const { raws, count } of this.#units) if (raws.length > count) raws.length = count;
    const decided = this.#scales.weigh(this.#units, this.#sampleOf(reading, at));
    const diagnoses = decided.length === 0 ? nothing : this.#book.take(decided);
    const { version } = this.#book;
    if (version !== this.#shownVersion || this.#units.some(isByValue)) {
      this.#shown = this.#scales.inUse(this.#units);
      this.#shownVersion = version;
    }
    return { diagnoses, inUse: this.#shown };
  }

  #sampleOf({ activeImportW, activeExportW, netActiveW }: Reading, at: number | undefined) {
    if (at === undefined) return undefined;
    const net = netActiveW ?? Number.NaN;
    return {
      at,
      importW: activeImportW ?? Math.max(net, 0),
      exportW: activeExportW ?? Math.max(-net, 0),
      importRaw: this.#importRaw,
      exportRaw: this.#exportRaw,
    };
  }

  #addUnit(unit: string): Unit {
    const rule = scaleRuleOf(this.#profile, unit);
    const candidates = rule === undefined ? [] : candidateScalers(rule);
    const documented = rule === undefined ? undefined : documentedScaler(rule, this.#traits);
    const added: Unit = { unit, rule, candidates, documented, raws: [], settled: undefined, version: notYet, count: 0 };
    this.#units.push(added);
    return added;
  }

  #ask(asked: Unit, raw: number): number | undefined {
    asked.raws[asked.count++] = raw;
    if (asked.version !== this.#book.version) {
      asked.settled = this.#scales.settled(asked.unit);
      asked.version = this.#book.version;
    }
    return asked.settled ?? chooseScaler(asked.rule, asked.documented, raw);
  }
}

/** Whether the scaler follows from each value by itself, so that it may be another one in the next list. */
function isByValue({ settled, rule }: Unit): boolean {
  return settled === undefined && rule?.plausible !== undefined;
}
