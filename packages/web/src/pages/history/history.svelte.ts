import type { HomesAnswer } from "@meter2mqtt/contract";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar } from "@meter2mqtt/energy";
import { ApiProblem } from "../../api/client.ts";
import { askTariff } from "../tariff/answers.ts";
import { type Unit, unitOf } from "./amounts.ts";
import { ask, orNone } from "./answers.ts";
import { energyRegisters, load } from "./load.ts";
import { comparedPeriod, instantOfAt, type Period, periodAt } from "./periods.ts";
import { type Bar, toBars } from "./series.ts";
import type { View } from "./view.ts";

/** What is known of a meter before any amount is asked for. */
export interface Facts {
  readonly meter: string;
  readonly calendar: Calendar;
  /** From the first month of which anything is known until now; undefined where nothing is. */
  readonly known: Period | undefined;
  /** That the ledger has of the meter. */
  readonly registers: ReadonlySet<string>;
  readonly hasContract: boolean;
  readonly homes: HomesAnswer["homes"];
}

/** The bars in view, with what they are of. */
export interface Shown {
  readonly view: View;
  readonly facts: Facts;
  readonly period: Period;
  readonly compared: Period | undefined;
  readonly bars: readonly Bar[];
  readonly unit: Unit;
  /** What the months cost beside the days in view. */
  readonly byMonth: number | undefined;
  /** The gateway has nothing of the kind for this meter: no export, no contract, no home with production. */
  readonly none: boolean;
}

const rules = createIntlZoneRules();

/** Asks for what the page shows. What was shown stays until the next is there. */
export class HistoryModel {
  /** Undefined: not asked yet; null: the ledger knows nothing of this meter. */
  facts: Facts | null | undefined = $state.raw();
  shown: Shown | undefined = $state.raw();
  busy: boolean = $state(false);
  /** Why the last question went wrong. */
  problem: ApiProblem | undefined = $state.raw();
  #asking: AbortController | undefined;

  async loadFacts(meter: string, now: number): Promise<void> {
    await this.#work(async (signal) => {
      const [registers, homes, contracts] = await Promise.all([
        orNone(ask.registers(meter, signal)),
        orNone(ask.homes(meter, signal)),
        orNone(askTariff.contracts(meter, signal)),
      ]);
      if (registers === undefined) {
        this.facts = null;
        return;
      }
      const calendar = new Calendar(registers.zone, rules);
      const known = new Set(registers.registers.map(({ register }) => register));
      const first = await firstMonth(meter, { now, known, signal });
      this.facts = {
        ...{ meter, calendar, registers: known, homes: homes?.homes ?? [] },
        hasContract: contracts?.contract !== undefined,
        known: first === undefined ? undefined : { from: first, to: now },
      };
    });
  }

  async loadBars(facts: Facts, view: View, now: number): Promise<void> {
    await this.#work(async (signal) => {
      const { calendar, registers, hasContract } = facts;
      const { range, span, show, comparison } = view;
      const period = periodOf(facts, view, now);
      const compared = comparedPeriod(period, range, { comparison, calendar });
      const place = { meter: facts.meter, home: view.home };
      const selfUseOf = view.home ?? facts.homes.find(({ production }) => production)?.name;
      const asked = { place, selfUseOf, span, signal, registers, hasContract };
      const [main, other] = await Promise.all([
        load(show, { ...asked, period }),
        compared && load(show, { ...asked, period: compared }),
      ]);
      const query = { period, compared, range, span, calendar, now };
      this.shown = {
        ...{ view, facts, period, compared },
        bars: toBars(main?.known ?? [], other?.known ?? [], query),
        unit: unitOf(show, main?.unit ?? "Wh"),
        byMonth: main?.byMonth,
        none: main === undefined,
      };
    });
  }

  async #work(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.busy = true;
    try {
      await work(asking.signal);
      this.problem = undefined;
    } catch (error) {
      if (asking.signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      this.problem = error;
    } finally {
      if (this.#asking === asking) this.busy = false;
    }
  }
}

/** When the ledger begins, with what was imported from files: before there was any such meter nobody looks. */
async function firstMonth(
  meter: string,
  { now, known, signal }: { readonly now: number; readonly known: ReadonlySet<string>; readonly signal: AbortSignal },
): Promise<number | undefined> {
  const asked = { span: "month", from: Date.UTC(2000, 0, 1), to: now };
  const wanted = Object.values(energyRegisters).filter((register) => known.has(register));
  const answers = await Promise.all(
    wanted.map((register) => orNone(ask.intervals({ meter, home: undefined }, { ...asked, register }, signal))),
  );
  const starts = answers.flatMap((answer) => answer?.intervals.slice(0, 1).map(({ start }) => Date.parse(start)) ?? []);
  return starts.length === 0 ? undefined : Math.min(...starts);
}

/** The period that a view is of; without a place in time that of now. */
export function periodOf({ calendar, known }: Facts, { range, at }: View, now: number): Period {
  const all = known ?? { from: now, to: now };
  return periodAt(range, instantOfAt(at, calendar) ?? now, calendar, all);
}
