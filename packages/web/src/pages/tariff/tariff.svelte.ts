import type { CostAnswerItem, EnergyNow, PeaksAnswer, WhatIfAnswer } from "@meter2mqtt/contract";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { Calendar } from "@meter2mqtt/energy";
import { ApiProblem } from "../../api/client.ts";
import { type ContractWords, loadContractWords } from "../../i18n/contract-words.ts";
import type { Address } from "../../shell/address.ts";
import { ask, orNone } from "../history/answers.ts";
import { instantOfAt, type Period } from "../history/periods.ts";
import { askTariff, type OwnContracts } from "./answers.ts";

/** The meter's contract, which does not change while the gateway runs. */
export interface Contracts {
  readonly meter: string;
  readonly calendar: Calendar;
  readonly answer: OwnContracts;
  /** To tell them with. */
  readonly words: ContractWords;
}

/** What the chosen month came to. */
export interface Month {
  readonly period: Period;
  /** Undefined where the gateway has nothing of the month. */
  readonly whole: CostAnswerItem | undefined;
  /** Days of which energy is known. */
  readonly days: readonly CostAnswerItem[];
  readonly peaks: PeaksAnswer["months"];
}

const rules = createIntlZoneRules();

/** Asks for what the page shows. What was shown stays until the next is there. */
export class TariffModel {
  /** Undefined: not asked yet; `no-meter`: the ledger knows nothing of it; `no-contract`: nobody said what energy costs. */
  contracts: Contracts | "no-meter" | "no-contract" | undefined = $state.raw();
  month: Month | undefined = $state.raw();
  now: EnergyNow | undefined = $state.raw();
  whatIf: WhatIfAnswer | undefined = $state.raw();
  problem: ApiProblem | undefined = $state.raw();
  busy: number = $state(0);

  async loadContracts(meter: string, signal: AbortSignal): Promise<void> {
    await this.#work(signal, async () => {
      const [answer, words] = await Promise.all([orNone(askTariff.contracts(meter, signal)), loadContractWords()]);
      if (answer === undefined) this.contracts = "no-meter";
      else if (answer.contract === undefined) this.contracts = "no-contract";
      else {
        const { contract, alternatives } = answer;
        const registers = await orNone(ask.registers(meter, signal));
        const calendar = registers && new Calendar(registers.zone, rules);
        this.contracts =
          calendar === undefined ? "no-meter" : { meter, answer: { contract, alternatives }, words, calendar };
      }
    });
  }

  async loadMonth({ meter }: Contracts, period: Period, signal: AbortSignal): Promise<void> {
    await this.#work(signal, async () => {
      const [months, days, peaks] = await Promise.all([
        orNone(askTariff.costs(meter, "month", period, signal)),
        orNone(askTariff.costs(meter, "day", period, signal)),
        orNone(askTariff.peaks(meter, period, signal)),
      ]);
      const inMonth = ({ start }: CostAnswerItem) => Date.parse(start) >= period.from && Date.parse(start) < period.to;
      const isKnown = ({ importKwh, exportKwh }: CostAnswerItem) => importKwh > 0 || exportKwh > 0;
      this.month = {
        period,
        whole: months?.items.find(inMonth),
        days: (days?.items ?? []).filter((day) => inMonth(day) && isKnown(day)),
        peaks: peaks?.months ?? [],
      };
    });
  }

  async loadNow({ meter }: Contracts, signal: AbortSignal): Promise<void> {
    await this.#work(signal, async () => {
      this.now = await orNone(askTariff.energy(meter, signal));
    });
  }

  async loadWhatIf({ meter }: Contracts, period: Period, signal: AbortSignal): Promise<void> {
    await this.#work(signal, async () => {
      this.whatIf = await orNone(askTariff.whatIf(meter, period, signal));
    });
  }

  async #work(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    this.busy++;
    try {
      await work();
      this.problem = undefined;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      this.problem = error;
    } finally {
      this.busy--;
    }
  }
}

/** The month that an address names, else that of now. */
export function monthOf({ query }: Address, calendar: Calendar, now: number): Period {
  const at = instantOfAt(query.get("month"), calendar) ?? now;
  return { from: calendar.startOf("month", at), to: calendar.endOf("month", at) };
}

/** The days of the what-if that an address names, both included; the month without. */
export function whatIfOf({ query }: Address, calendar: Calendar, month: Period): Period {
  const from = instantOfAt(query.get("from"), calendar) ?? month.from;
  const last = instantOfAt(query.get("to"), calendar) ?? month.to - 1;
  return last < from ? month : { from, to: calendar.endOf("day", last) };
}
