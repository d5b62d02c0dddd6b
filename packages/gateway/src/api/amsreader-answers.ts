import type {
  GatewayState,
  MeterState,
  MqttEnergy,
  ShownDiagnosis,
  SinkState,
  SourceState,
} from "@meter2mqtt/contract";
import type { AmsPrices } from "../sinks/amsreader/ams-prices.ts";
import { Decimal, type JsonObject, type JsonValue, whole } from "../sinks/amsreader/json-text.ts";
import { accountingAnswer } from "../sinks/amsreader/realtime-fields.ts";
import { priceFields } from "./amsreader-prices.ts";
import { errorNumber, meterTypeNumber, silentMeter } from "./amsreader-tables.ts";

/** What the answers are made of. */
export interface AnswerContext {
  readonly gateway: GatewayState;
  /** The meter that is asked for; undefined while none was heard. */
  readonly meter: MeterState | undefined;
  /** The meter's energy so far; undefined while nothing is known of it. */
  readonly energy?: MqttEnergy;
  readonly now: number;
  readonly freeMemory: number;
  /** 12 hexadecimal digits. */
  readonly deviceId: string;
  readonly hostname: string;
  /** By the meter's contract, or of the main area; absent where there is neither. */
  readonly prices?: AmsPrices | undefined;
  /** Energy and money of the month before this one. */
  readonly lastMonth?: LastMonth | undefined;
}

/** Money where the meter has a contract. */
export interface LastMonth {
  readonly usedKwh: number;
  readonly producedKwh: number;
  readonly cost?: number;
  readonly income?: number;
}

/** The firmware's colours. */
const colours = { grey: 0, green: 1, yellow: 2, red: 3 } as const;
type Colour = (typeof colours)[keyof typeof colours];

/** As in the firmware while no fuse is set. */
const defaultFuse = 40;
const unknownMaximum = 20_000;
/** A meter that is silent for so long is yellow, however slow it is. */
const freshMs = 15_000;

/** `/data.json`. */
export function dataAnswer(context: AnswerContext): JsonObject {
  const { gateway, meter, now, freeMemory } = context;
  const values = meter?.values ?? {};
  const port = meterPort(context);
  const broker = brokerHealth(gateway.sinks);
  return {
    ...{ im: whole(maximumPower(meter)), om: whole(0), mf: whole(defaultFuse) },
    ...powers(values),
    ...registers(values),
    ...phases(meter),
    ...{ v: whole(0), r: whole(0), t: whole(-127), u: whole(uptimeOf(context)), m: whole(freeMemory) },
    ...{ em: whole(colours.green), hm: whole(port.colour), wm: whole(colours.grey), mm: whole(broker.colour) },
    ...{ me: whole(broker.error), he: whole(port.error), ee: whole(0) },
    sa: whole(Math.max(colours.green, port.colour, broker.colour)),
    ...{ mt: whole(meterTypeNumber(meter)), ds: whole(distributionSystem(meter)) },
    ...(context.energy === undefined ? {} : { ea: accountingAnswer(context.energy) }),
    ...priceFields(context.prices),
    ...{ c: whole(Math.floor(now / 1000)), a: false },
    ...(port.diagnosis === undefined ? {} : { diagnosis: wordsOf(port.diagnosis) }),
  };
}

type Values = Readonly<Record<string, number>>;

function powers(values: Values): JsonObject {
  const at = (name: string) => whole(values[name] ?? 0);
  const net = (values["activeImportW"] ?? 0) - (values["activeExportW"] ?? 0);
  return {
    ...{ i: at("activeImportW"), e: at("activeExportW"), w: whole(values["netActiveW"] ?? net) },
    ...{ ri: at("reactiveImportVar"), re: at("reactiveExportVar") },
  };
}

function registers(values: Values): JsonObject {
  const at = (name: string) => new Decimal((values[name] ?? 0) / 1000, 3);
  return {
    ...{ ic: at("energyImportWh"), ict1: at("energyImportT1Wh"), ict2: at("energyImportT2Wh") },
    ...{ ec: at("energyExportWh"), ect1: at("energyExportT1Wh"), ect2: at("energyExportT2Wh") },
    ...{ ric: at("reactiveImportVarh"), rec: at("reactiveExportVarh") },
  };
}

function phases(meter: MeterState | undefined): JsonObject {
  const at = (name: string, decimals: number) => new Decimal(meter?.values[name] ?? 0, decimals);
  const phase = (number: number): JsonObject => ({
    ...{ u: at(`voltageL${number}V`, 2), i: at(`currentL${number}A`, 2) },
    ...{ p: at(`activeImportL${number}W`, 0), q: at(`activeExportL${number}W`, 0), f: at(`powerFactorL${number}`, 2) },
  });
  const lacksCurrent = meter?.missing?.includes("currentL2A") ?? false;
  return { f: at("powerFactor", 2), l1: phase(1), l2: { ...phase(2), e: lacksCurrent }, l3: phase(3) };
}

function uptimeOf({ gateway, now }: AnswerContext): number {
  return Math.max(0, Math.floor((now - Date.parse(gateway.startedAt)) / 1000));
}

/** From the fuse and the phases that have a voltage. */
function maximumPower(meter: MeterState | undefined): number {
  if (meter === undefined) return unknownMaximum;
  const voltage = meter.grid?.type === "IT" ? 230 : 400;
  const live = [1, 2, 3].filter((phase) => (meter.values[`voltageL${phase}V`] ?? 0) > 0).length;
  if (live === 0) return unknownMaximum;
  if (live === 3) return defaultFuse * Math.sqrt(3) * voltage;
  return defaultFuse * (live === 2 ? voltage : 230);
}

function distributionSystem(meter: MeterState | undefined): number {
  if (meter?.grid === undefined) return 0;
  return meter.grid.type === "IT" ? 1 : 2;
}

interface PortHealth {
  readonly colour: Colour;
  readonly error: number;
  readonly diagnosis?: ShownDiagnosis;
}

/** The line behind the meter: an error that is newer than the last reading, else how long the meter is silent. */
function meterPort({ gateway, meter, now }: AnswerContext): PortHealth {
  const diagnosis = diagnosisOf(gateway.sources, meter);
  const heardAt = meter === undefined ? undefined : Date.parse(meter.receivedAt);
  const isCurrent = diagnosis !== undefined && (heardAt === undefined || Date.parse(diagnosis.at) > heardAt);
  const error = isCurrent ? errorNumber(diagnosis.code) : 0;
  if (isCurrent && error !== 0) return { colour: colours.red, error, diagnosis };
  const silence = now - (heardAt ?? Date.parse(gateway.startedAt));
  if (meter === undefined) return silence < 2 * freshMs ? { colour: colours.yellow, error: 0 } : silentPort;
  if (meter.stale) return silentPort;
  const usual = (meter.intervalSeconds ?? 0) * 1500;
  return { colour: silence < Math.max(freshMs, usual) ? colours.green : colours.yellow, error: 0 };
}

const silentPort: PortHealth = { colour: colours.red, error: silentMeter };

function diagnosisOf(sources: readonly SourceState[], meter: MeterState | undefined): ShownDiagnosis | undefined {
  if (meter !== undefined) return sources.find(({ name }) => name === meter.source)?.diagnosis;
  return sources.find(({ diagnosis }) => diagnosis !== undefined)?.diagnosis;
}

function wordsOf({ code, title, message, hint }: ShownDiagnosis): JsonObject {
  return { code, title, message, hint };
}

/** By the firmware's client: no connection is -3, a refusal -10. The worst broker is shown. */
function brokerHealth(sinks: readonly SinkState[]): { readonly colour: Colour; readonly error: number } {
  const brokers = sinks.filter(({ type }) => type === "mqtt");
  if (brokers.length === 0) return { colour: colours.grey, error: 0 };
  if (brokers.some(({ status }) => status === "failed")) return { colour: colours.red, error: -10 };
  if (brokers.some(({ status }) => status === "waiting")) return { colour: colours.red, error: -3 };
  const isOpen = brokers.every(({ status }) => status === "open");
  return { colour: isOpen ? colours.green : colours.yellow, error: 0 };
}

/** `/sysinfo.json`. */
export function sysinfoAnswer(context: AnswerContext): JsonObject {
  const { gateway, meter, deviceId, hostname } = context;
  const { version, sinks } = gateway;
  return {
    version,
    ...{ chip: "linux", chipId: deviceId.slice(6), cpu: whole(0), mac: macOf(deviceId), apmac: macOf(deviceId) },
    ...{ board: "meter2mqtt", vndcfg: true, usrcfg: true, hostname, booting: false, upgrading: false },
    if: { eth: false },
    meter: { mfg: meter?.manufacturer ?? "", model: meter?.meterModel ?? "", id: meter?.meterId ?? "" },
    ...{ security: whole(0), context: "" },
    ...(context.lastMonth === undefined ? {} : { last_month: lastMonthOf(context.lastMonth) }),
    ...{ clock_offset: whole(clockOffset(meter)), features: [] },
    services: [
      ...sinks.filter(({ type }) => type === "mqtt").map(serviceOf),
      ...(gateway.prices === undefined ? [] : [priceService(gateway.prices, context.prices)]),
    ],
  };
}

function lastMonthOf({ usedKwh, producedKwh, cost, income }: LastMonth): JsonObject {
  return {
    u: new Decimal(usedKwh, 3),
    ...(cost === undefined ? {} : { c: new Decimal(cost, 2) }),
    p: new Decimal(producedKwh, 3),
    ...(income === undefined ? {} : { i: new Decimal(income, 2) }),
  };
}

/** All price sources as one, as the firmware has one. */
function priceService(states: NonNullable<GatewayState["prices"]>, prices: AmsPrices | undefined): JsonObject {
  const isKnown = (prices?.import.prices.length ?? 0) > 0;
  const hasFailed = states.some(({ status }) => status === "failed");
  const state = isKnown ? 1 : hasFailed ? 3 : 2;
  return { k: "price", s: whole(state), e: whole(0), d: prices?.import.area ?? "" };
}

function macOf(deviceId: string): string {
  return (deviceId.match(/../g) ?? []).join(":").toUpperCase();
}

/** Hours that the meter's clock is ahead of UTC. */
function clockOffset(meter: MeterState | undefined): number {
  const [, sign, hours] = /([+-])(\d\d):\d\d$/.exec(meter?.timestamp ?? "") ?? [];
  return Number(hours ?? 0) * (sign === "-" ? -1 : 1);
}

const serviceStates = { open: 1, connecting: 2, waiting: 3, failed: 3 } as const;

function serviceOf(sink: SinkState): JsonValue {
  const { name, description, status } = sink;
  return { k: "mqtt", s: whole(serviceStates[status]), e: whole(brokerHealth([sink]).error), d: description, n: name };
}

export const realtimeTotal = 360;
const stepMs = 10_000;
/** How far back the history is asked for: a value holds until the next, for the patience that a meter has. */
export const realtimeMinutes = 61;

/** `/realtime.json`: net power in steps of 10 s, the newest first; 0 where nothing is known, as in the firmware. */
export function realtimeAnswer(
  points: readonly (readonly [number, number])[],
  { now, offset, size }: { readonly now: number; readonly offset: number; readonly size: number },
): JsonObject {
  const data = Array.from({ length: size }, (_, index) => {
    const end = now - (offset + index) * stepMs;
    const last = points.findLast(([at]) => at <= end);
    return whole(last !== undefined && end - last[0] < 60_000 ? last[1] : 0);
  });
  return { offset: whole(offset), size: whole(data.length), total: whole(realtimeTotal), data };
}
