import type { MeterState } from "@meter2mqtt/contract";
import { StoreError } from "../errors.ts";
import type { OutboxEntry } from "../sinks/sink.ts";
import { energySoFar } from "./energy-so-far.ts";
import type { Ledger } from "./ledger.ts";
import { LedgerReader } from "./ledger-reader.ts";

type EnergyEntry = OutboxEntry & { readonly kind: "energy" };

export interface EnergyTellerOptions {
  readonly ledger: Ledger;
  /** Under which names readings of a meter are kept. */
  readonly storedNames: (meter: string) => readonly string[];
  /** What is to stand beside the energy in the same message; asked each time. */
  readonly extra?: (meter: string, now: number) => object;
}

interface Told {
  readonly at: number;
  /** Arrival of the reading that was the latest then. */
  readonly receivedAt: string;
}

const quarterMs = 900_000;
/** While an interval is open. */
const openMs = 60_000;
/** Changes come in groups: an import puts in a register after the other. */
const groupMs = 5000;

/** Says when energy is to be told, and what: when an interval has ended or was changed, and once a minute in between. */
export class EnergyTeller {
  readonly #options: EnergyTellerOptions;
  readonly #reader: LedgerReader;
  readonly #told = new Map<string, Told>();
  /** Stored names of meters whose ledger has changed since. */
  readonly #changed = new Set<string>();

  constructor(options: EnergyTellerOptions) {
    this.#options = options;
    this.#reader = new LedgerReader(options.ledger);
    options.ledger.subscribe(({ meter }) => this.#changed.add(meter));
  }

  /** What is to be told now of the meters that are there; to be asked every second or so. */
  due(meters: readonly MeterState[], now: number): EnergyEntry[] {
    const entries = meters.flatMap((state) => this.#dueOf(state, now));
    if (this.#told.size > meters.length) this.#forget(meters);
    return entries;
  }

  #dueOf(state: MeterState, now: number): EnergyEntry[] {
    const { meter, receivedAt } = state;
    const told = this.#told.get(meter);
    const names = this.#options.storedNames(meter);
    if (told !== undefined && !this.#isDue(told, { names, receivedAt, now })) return [];
    try {
      const entry = this.#entryOf(meter, names, now);
      this.#told.set(meter, { at: now, receivedAt });
      for (const name of names) this.#changed.delete(name);
      return entry === undefined ? [] : [entry];
    } catch (error) {
      // The disk is not there: what is to be told is told once it is.
      if (error instanceof StoreError) return [];
      throw error;
    }
  }

  #isDue(
    told: Told,
    {
      names,
      receivedAt,
      now,
    }: { readonly names: readonly string[]; readonly receivedAt: string; readonly now: number },
  ): boolean {
    const since = now - told.at;
    // A clock that was set back must not keep everything waiting.
    if (since < 0) return true;
    if (since >= groupMs && names.some((name) => this.#changed.has(name))) return true;
    if (receivedAt === told.receivedAt) return false;
    return since >= openMs || Math.floor(now / quarterMs) !== Math.floor(told.at / quarterMs);
  }

  #entryOf(meter: string, names: readonly string[], now: number): EnergyEntry | undefined {
    const { ledger, extra } = this.#options;
    const calendar = names.flatMap((name) => ledger.calendarOf(name) ?? [])[0];
    if (calendar === undefined) return undefined;
    const energy = energySoFar(this.#reader, { meter, names, calendar, now }, extra?.(meter, now));
    return energy === undefined ? undefined : { kind: "energy", key: `${meter}:energy:${now}`, meter, energy };
  }

  #forget(meters: readonly MeterState[]): void {
    const there = new Set(meters.map(({ meter }) => meter));
    for (const meter of this.#told.keys()) if (!there.has(meter)) this.#told.delete(meter);
  }
}
