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
  /** The list's values, as integers, where each of them is looked at. */
  readonly raws: number[];
}

/** What is asked about the values of one place. */
export interface ScalerQuestion {
  /** Gives the scaler of a value, and notes the value; undefined while it is undecided. */
  readonly ask: (raw: number) => number | undefined;
  /** Where values are noted for which nobody has to ask; absent where they are no evidence by themselves. */
  readonly noted: NotedValues | undefined;
  /** The register of which this is the total. */
  readonly register: "import" | "export" | undefined;
}

/** The values of a unit in the present list, as integers. */
export interface NotedValues {
  readonly raws: number[];
  /** Those behind are another list's. */
  count: number;
}

/** How the values of a list without a scaler were read, and what is to be said of it. */
export interface ScaleVerdict {
  readonly diagnoses: readonly Diagnosis[];
  readonly inUse: readonly ScaleInUse[];
}

interface Unit extends UnscaledUnit, NotedValues {
  readonly raws: number[];
  /** The scaler whatever the value, and the book's version for which that holds. */
  settled: number | undefined;
  version: number;
  /** The scaler that its values had in the list that was read in full; not a number where they had several. */
  given: number | undefined;
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
  /** Those whose values are evidence. */
  readonly #evidence: Unit[] = [];
  #scales: MeterScales;
  /** The book's turn and version for which `#isSteady` holds; none before the second list. */
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

  /**
   * Another list of the same kind. True: all its values have the scalers that they had in the one that was read in full,
   * whatever they are, so that nobody has to ask; the values are noted, and {@link noteRegisters} is called.
   */
  begin(): boolean {
    const { turn, version } = this.#book;
    if (turn !== this.#turn || version !== this.#version) this.#findScales();
    if (this.#isSteady) return true;
    for (const unit of this.#units) unit.count = 0;
    this.noteRegisters(undefined, undefined);
    return false;
  }

  noteRegisters(importRaw: number | undefined, exportRaw: number | undefined): void {
    this.#importRaw = importRaw;
    this.#exportRaw = exportRaw;
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
      const isByValue = unit.rule?.plausible !== undefined;
      const scaler = this.#settled(unit) ?? (isByValue ? undefined : unit.documented);
      return scaler !== undefined && scaler === unit.given;
    });
  }

  /** The question to be asked about the values of one place. */
  place(row: QuantityRow | undefined, unit: string): ScalerQuestion {
    const asked = this.#units.find((candidate) => candidate.unit === unit) ?? this.#addUnit(unit);
    const noted = isEvidence(asked) && asked.rule?.plausible !== undefined ? asked : undefined;
    if (row?.name === "energyImportWh")
      return {
        ask: (raw) => {
          this.#importRaw ??= raw;
          return this.#ask(asked, raw);
        },
        noted,
        register: "import",
      };
    if (row?.name === "energyExportWh")
      return {
        ask: (raw) => {
          this.#exportRaw ??= raw;
          return this.#ask(asked, raw);
        },
        noted,
        register: "export",
      };
    return { ask: (raw) => this.#ask(asked, raw), noted, register: undefined };
  }

  /** To be called once for a reading that counts; `at` by the meter's clock, else by arrival. */
  observe(reading: Reading, at: number | undefined): ScaleVerdict {
    for (const { raws, count } of this.#evidence) if (raws.length > count) raws.length = count;
    const decided = this.#scales.weigh(this.#evidence, this.#sampleOf(reading, at));
    const diagnoses = decided.length === 0 ? nothing : this.#book.take(decided);
    const { version } = this.#book;
    if (version !== this.#shownVersion || (!this.#isSteady && this.#units.some(isByValue))) {
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
    const raws: number[] = [];
    const fresh = { settled: undefined, version: notYet, count: 0, given: undefined };
    const added: Unit = { unit, rule, candidates, documented, raws, ...fresh };
    this.#units.push(added);
    if (isEvidence(added)) this.#evidence.push(added);
    return added;
  }

  #ask(asked: Unit, raw: number): number | undefined {
    asked.raws[asked.count++] = raw;
    const scaler = this.#settled(asked) ?? chooseScaler(asked.rule, asked.documented, raw);
    const isFirstList = this.#turn === notYet;
    if (isFirstList) asked.given = asked.count === 1 || scaler === asked.given ? scaler : Number.NaN;
    return scaler;
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

/** Whether the scaler follows from each value by itself, so that it may be another one in the next list. */
function isByValue({ settled, rule }: Unit): boolean {
  return settled === undefined && rule?.plausible !== undefined;
}
