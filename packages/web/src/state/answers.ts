import type { ContractPricesAnswer, PricesAnswer, SummaryAnswer } from "@meter2mqtt/contract";

/* As with the live stream: the server checks what it sends; here only so much that a wrong answer can't break a page. */

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isSummaryAnswer(value: unknown): value is SummaryAnswer {
  if (!isRecord(value) || typeof value["meter"] !== "string" || typeof value["at"] !== "string") return false;
  const { tariff } = value;
  return (
    tariff === undefined || (isRecord(tariff) && Array.isArray(tariff["windows"]) && Array.isArray(tariff["capacity"]))
  );
}

export function isPricesAnswer(value: unknown): value is PricesAnswer {
  return isRecord(value) && typeof value["area"] === "string" && Array.isArray(value["prices"]);
}

export function isContractPricesAnswer(value: unknown): value is ContractPricesAnswer {
  return isRecord(value) && typeof value["currency"] === "string" && Array.isArray(value["prices"]);
}
