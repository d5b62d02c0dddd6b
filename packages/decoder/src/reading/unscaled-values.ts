import { scaled } from "../bytes/decimal.ts";
import type { Diagnosis } from "../diagnosis.ts";
import type { ScaleRule, VendorProfile } from "../profiles/profile.ts";
import type { MeterScales } from "./meter-scales.ts";
import type { QuantityRow } from "./quantities.ts";
import type { Reading } from "./reading.ts";
import {
  candidateScalers,
  chooseScaler,
  documentedScaler,
  type ScaleTraits,
  scaleRuleOf,
  tellingValue,
} from "./scale.ts";
import type { ScaleBook, ScaleIdentity, ScaleInUse } from "./scale-book.ts";

/** Values of one unit that a list holds without a scaler: they are one meter's, and have one scaler. */
export interface UnscaledUnit {
  readonly unit: string;
  readonly rule: ScaleRule | undefined;
  /** The scalers between which evidence may decide. */
  readonly candidates: readonly number[];
  readonly documented: number | undefined;
  /** The present list's values, as integers, where they tell their scaler. */
  readonly raws: number[];
  /** Their scaler in the list that was read in full; undefined while it is undecided. */
  readonly scaler: number | undefined;
  /** What they can't be beyond, as integers, at that scaler. */
  readonly most: number;
}

/** The place of a value without a scaler. */
export interface UnscaledPlace {
  readonly unit: UnscaledUnit;
  /** Its place among the unit's values; undefined where these are no evidence by themselves. */
  readonly slot: number | undefined;
  /** The register of which this is the total. */
  readonly register: "import" | "export" | undefined;
}

/** How the values of a list without a scaler were read, and what is to be said of it. */
export interface ScaleVerdict {
  readonly diagnoses: readonly Diagnosis[];
  readonly inUse: readonly ScaleInUse[];
}

interface Unit extends UnscaledUnit {
  scaler: number | undefined;
  most: number;
  /** What holds whatever the values, and the book's version for which it does. */
  settled: number | undefined;
  version: number;
}

const registerOf: Readonly<Record<string, UnscaledPlace["register"]>> = {
  energyImportWh: "import",
  energyExportWh: "export",
};

const notYet = -1;
const nothing: readonly Diagnosis[] = [];

/**
 * The values of a list that come without a scaler: noted first, then their scalers are asked for, and at last they are
 * weighed as evidence. In the next list of the same kind the same places are noted.
 */
export class UnscaledValues {
  readonly #book: ScaleBook;
  readonly #identity: ScaleIdentity;
  readonly #profile: VendorProfile | undefined;
  readonly #traits: ScaleTraits;
  readonly #units: Unit[] = [];
  /** Those whose values are evidence. */
  readonly #evidence: Unit[] = [];
  #hasRegisters = false;
  #scales: MeterScales;
  /**
   * Whether what is known of the meter gives the values of any list the scalers of the one that was read in full, unless one
   * is beyond what can be; and the book's turn and version for which that holds; none before the second list.
   */
  #turn: number = notYet;
  #version: number = notYet;
  #isSteady = false;
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

  /** Notes the value of one place of the list that is read in full. */
  place(row: QuantityRow | undefined, unit: string, raw: number): UnscaledPlace {
    const noted = this.#units.find((candidate) => candidate.unit === unit) ?? this.#addUnit(unit);
    const slot = isTold(noted) ? noted.raws.push(raw) - 1 : undefined;
    const register = row === undefined ? undefined : registerOf[row.name];
    if (register === "import") this.#importRaw ??= raw;
    if (register === "export") this.#exportRaw ??= raw;
    return { unit: noted, slot, register };
  }

  /** All places of the list that is read in full are noted: which scalers they have. */
  decide(): void {
    for (const unit of this.#units) {
      unit.scaler = this.#scalerOf(unit);
      unit.most = mostOf(unit);
    }
  }

  noteRegisters(importRaw: number | undefined, exportRaw: number | undefined): void {
    this.#importRaw = importRaw;
    this.#exportRaw = exportRaw;
  }

  /**
   * Whether the values of another list, which stand noted in the same places, have the same scalers. `isBeyond`: one is more
   * than it can be.
   */
  keepsScalers(isBeyond: boolean): boolean {
    const { turn, version } = this.#book;
    if (turn !== this.#turn || version !== this.#version) this.#findScales();
    return (this.#isSteady && !isBeyond) || this.#units.every((unit) => this.#scalerOf(unit) === unit.scaler);
  }

  #findScales(): void {
    const scales = this.#book.meter(this.#identity);
    if (scales !== this.#scales) {
      for (const unit of this.#units) unit.version = notYet;
      this.#shownVersion = notYet;
      this.#scales = scales;
    }
    this.#turn = this.#book.turn;
    this.#version = this.#book.version;
    this.#isSteady = this.#units.every((unit) => {
      const scaler = this.#settled(unit) ?? (isTold(unit) ? undefined : unit.documented);
      return scaler !== undefined && scaler === unit.scaler;
    });
  }

  /** To be called once for a reading that counts; `at` by the meter's clock, else by arrival. */
  observe(reading: Reading, at: number | undefined): ScaleVerdict {
    const isSample = this.#hasRegisters || this.#scales.weighsRegisters;
    const decided = this.#scales.weigh(this.#evidence, isSample ? this.#sampleOf(reading, at) : undefined);
    const diagnoses = decided.length === 0 ? nothing : this.#book.take(decided);
    const { version } = this.#book;
    if (version !== this.#shownVersion || (!this.#isSteady && this.#units.some(isOpen))) {
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
    const fresh = { raws: [], scaler: undefined, most: Number.POSITIVE_INFINITY, settled: undefined, version: notYet };
    const added: Unit = { unit, rule, candidates, documented, ...fresh };
    this.#units.push(added);
    if (isEvidence(added)) {
      this.#evidence.push(added);
      if (unit === "Wh") this.#hasRegisters = true;
    }
    return added;
  }

  #scalerOf(unit: Unit): number | undefined {
    const { rule, documented } = unit;
    const settled = this.#settled(unit);
    if (!isTold(unit)) return settled ?? documented;
    if (settled !== undefined && !this.#scales.isRefuted(unit)) return settled;
    return chooseScaler(rule, documented, tellingValue(unit));
  }

  #settled(unit: Unit): number | undefined {
    const { version } = this.#book;
    if (unit.version !== version) {
      unit.settled = this.#scales.settled(unit.unit);
      unit.version = version;
    }
    return unit.settled;
  }
}

/** Whether there is anything to be decided by its values. */
function isEvidence({ candidates }: UnscaledUnit): boolean {
  return candidates.length >= 2;
}

/** Whether the values themselves may tell which of several scalers they have. */
function isTold(unit: UnscaledUnit): boolean {
  return isEvidence(unit) && unit.rule?.plausible !== undefined;
}

/** Whether nothing but the list's own values tells the scaler, so that it may be another one in the next list. */
function isOpen(unit: Unit): boolean {
  return unit.settled === undefined && isTold(unit);
}

/** What no value can be beyond, as the integer that is sent. */
function mostOf(unit: Unit): number {
  const { rule, scaler } = unit;
  if (!isTold(unit) || rule?.plausible === undefined || scaler === undefined) return Number.POSITIVE_INFINITY;
  return scaled(rule.plausible.to, -scaler);
}
