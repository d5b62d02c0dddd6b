import type {
  ContractsAnswer,
  ContractView,
  CostsAnswer,
  EnergyNow,
  PeaksAnswer,
  WhatIfAnswer,
} from "@meter2mqtt/contract";
import { type Guard, getJson } from "../../api/client.ts";

/* Answers are looked at so far that another version's shape can't break the page; fields that are absent stay so. */

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isContract: Guard<ContractView> = (value): value is ContractView =>
  isRecord(value) &&
  typeof value["currency"] === "string" &&
  Array.isArray(value["components"]) &&
  value["components"].every((component) => isRecord(component) && isRecord(component["details"])) &&
  Array.isArray(value["leftOut"]);

const isContracts: Guard<ContractsAnswer> = (value): value is ContractsAnswer =>
  isRecord(value) &&
  (value["contract"] === undefined || isContract(value["contract"])) &&
  Array.isArray(value["alternatives"]) &&
  value["alternatives"].every(isContract);

const isEnergy: Guard<EnergyNow> = (value): value is EnergyNow =>
  isRecord(value) &&
  typeof value["currency"] === "string" &&
  Array.isArray(value["windows"]) &&
  Array.isArray(value["capacity"]);

const isCosts: Guard<CostsAnswer> = (value): value is CostsAnswer =>
  isRecord(value) &&
  Array.isArray(value["items"]) &&
  value["items"].every((item) => isRecord(item) && isRecord(item["components"]));

const isPeaks: Guard<PeaksAnswer> = (value): value is PeaksAnswer =>
  isRecord(value) &&
  Array.isArray(value["months"]) &&
  value["months"].every((month) => isRecord(month) && Array.isArray(month["peaks"]));

const isWhatIf: Guard<WhatIfAnswer> = (value): value is WhatIfAnswer =>
  isRecord(value) &&
  Array.isArray(value["contracts"]) &&
  value["contracts"].every((one) => isRecord(one) && isRecord(one["components"]));

/** Of a meter that has a contract. */
export type OwnContracts = Required<ContractsAnswer>;

interface Asked {
  readonly from: number;
  readonly to: number;
}

function path(meter: string, what: string, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `api/v1/meters/${encodeURIComponent(meter)}/${what}${search === "" ? "" : `?${search}`}`;
}

const time = ({ from, to }: Asked) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });

/** What the page asks the gateway. Every function rejects with ApiProblem. */
export const askTariff = {
  contracts: (meter: string, signal: AbortSignal): Promise<ContractsAnswer> =>
    getJson(path(meter, "contracts"), isContracts, { signal }),
  energy: (meter: string, signal: AbortSignal): Promise<EnergyNow> =>
    getJson(path(meter, "energy"), isEnergy, { signal }),
  costs: (meter: string, span: "day" | "month", asked: Asked, signal: AbortSignal): Promise<CostsAnswer> =>
    getJson(path(meter, "costs", { span, ...time(asked) }), isCosts, { signal }),
  peaks: (meter: string, asked: Asked, signal: AbortSignal): Promise<PeaksAnswer> =>
    getJson(path(meter, "peaks", time(asked)), isPeaks, { signal }),
  whatIf: (meter: string, asked: Asked, signal: AbortSignal): Promise<WhatIfAnswer> =>
    getJson(path(meter, "what-if", time(asked)), isWhatIf, { signal }),
};
