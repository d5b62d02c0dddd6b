import type { MeterState } from "@meter2mqtt/contract";
import { quantities } from "@meter2mqtt/decoder";
import type { KnownListType } from "./list-type.ts";

/** One telegram: how rich it was, and the meter's state after it. */
export interface Telegram {
  readonly listType: KnownListType;
  readonly state: MeterState;
}

/** What the formats know of a meter: its telegrams merged by the firmware's rules, without their known mistakes. */
export interface AmsState {
  /** The richest telegram so far. */
  readonly listType: KnownListType;
  /** Quantities by our names and units; registers go on with the power between two telegrams that hold them. */
  readonly values: Readonly<Record<string, number>>;
  readonly listVersion: string;
  readonly meterId: string;
  readonly meterModel: string;
  /** Epoch milliseconds: arrival of the latest telegram, and the meter's clock in the latest one with registers. */
  readonly packageTime: number;
  readonly meterTime: number | undefined;
  /** True: registers were advanced since the meter sent them. */
  readonly isEstimated: boolean;
  /** Import minus export, in Wh, as it was sent last. */
  readonly sentNetWh: number;
  /** Arrival of the latest telegram with more than import power. */
  readonly richAt: number | undefined;
}

/** Registers that are advanced, by which power, and which telegrams say it. */
const advanced = [
  { register: "energyImportWh", power: "activeImportW", needs: 1 },
  { register: "energyExportWh", power: "activeExportW", needs: 2 },
  { register: "reactiveImportVarh", power: "reactiveImportVar", needs: 2 },
  { register: "reactiveExportVarh", power: "reactiveExportVar", needs: 2 },
] as const;

const registers: readonly string[] = quantities.filter(({ kind }) => kind === "register").map(({ name }) => name);
const hourMs = 3_600_000;
/** Aidon meters repeat the last hour's registers now and then; so far the estimate must be ahead to be believed. */
const repeatedWh = 1000;

/** The state after a telegram. Giving the same telegram twice changes nothing more. */
export function mergeTelegram(before: AmsState | undefined, { listType, state }: Telegram): AmsState {
  const now = Date.parse(state.receivedAt);
  const { timestamp, listVersion = "", meterId = "", meterModel = "" } = state;
  const common = {
    listType: before === undefined || listType > before.listType ? listType : before.listType,
    ...{ listVersion, meterId, meterModel, packageTime: now },
    richAt: listType >= 2 ? now : before?.richAt,
  };
  const sentNetWh = netWh(state.values);
  const isSent = listType >= 3 && !isRepeated(before, state, sentNetWh);
  if (isSent || before === undefined) {
    const meterTime = timestamp === undefined ? before?.meterTime : Date.parse(timestamp);
    return { ...common, values: state.values, meterTime, isEstimated: false, sentNetWh };
  }
  const kept = Object.fromEntries(Object.entries(before.values).filter(([name]) => registers.includes(name)));
  const values = { ...state.values, ...kept, ...advance(before, state.values, now, listType) };
  const isEstimated = before.isEstimated || advanced.some(({ register }) => register in before.values);
  return { ...common, values, meterTime: before.meterTime, isEstimated, sentNetWh: before.sentNetWh };
}

function advance(
  before: AmsState,
  values: Readonly<Record<string, number>>,
  now: number,
  listType: KnownListType,
): Record<string, number> {
  const result: Record<string, number> = {};
  for (const { register, power, needs } of advanced) {
    const [old, from] = [before.values[register], needs === 1 ? before.packageTime : before.richAt];
    if (old === undefined || from === undefined || listType < needs) continue;
    // A longer silence than the hour between two lists with registers says nothing about the power in it.
    const elapsed = Math.min(Math.max(now - from, 0), hourMs);
    const mean = ((before.values[power] ?? 0) + (values[power] ?? 0)) / 2;
    result[register] = old + (mean * elapsed) / hourMs;
  }
  return result;
}

function isRepeated(before: AmsState | undefined, { manufacturer }: MeterState, sentNetWh: number): boolean {
  if (before === undefined || !before.isEstimated || !manufacturer?.startsWith("Aidon")) return false;
  return sentNetWh === before.sentNetWh && Math.abs(netWh(before.values) - sentNetWh) >= repeatedWh;
}

function netWh(values: Readonly<Record<string, number>>): number {
  return (values["energyImportWh"] ?? 0) - (values["energyExportWh"] ?? 0);
}
