import { isGroupValue, type Settings } from "../settings/setting-node.ts";
import { countryOf } from "./countries.ts";
import type { FoundKeys } from "./keys.ts";
import type { DetectPlace } from "./set-up-api.ts";

/** What set-up has been told so far. An empty text is nothing said. */
export interface SetUpDraft {
  readonly way: Way;
  readonly serial: { readonly port: string; readonly baud?: number; readonly format?: string };
  readonly tcp: { readonly host: string; readonly port: string };
  readonly mqtt: { readonly url: string; readonly topic: string; readonly username: string; readonly password: string };
  readonly simulator: { readonly model: string };
  /** Secrets, or the gateway's marks for those that it keeps. */
  readonly keys: { readonly encryptionKey?: unknown; readonly authenticationKey?: unknown };
  readonly meter: {
    readonly name: string;
    readonly country: string;
    readonly grid: "" | "TN" | "IT";
    readonly mainFuse: string;
  };
  readonly prices: {
    readonly kind: "none" | "spot" | "fixed";
    readonly area: string;
    readonly price: string;
    readonly currency: string;
  };
  /** The contract's file, where there is one already. */
  readonly contract: string;
  readonly output: {
    readonly kind: "own" | "broker";
    readonly url: string;
    readonly username: string;
    readonly password: string;
    readonly announce: boolean;
  };
}

/** Where the meter is heard. */
export const ways = ["serial", "tcp", "mqtt", "simulator"] as const;
export type Way = (typeof ways)[number];

export function emptyDraft(country: string): SetUpDraft {
  return {
    way: "serial",
    serial: { port: "" },
    tcp: { host: "", port: "" },
    mqtt: { url: "", topic: "", username: "", password: "" },
    simulator: { model: "" },
    keys: {},
    meter: { name: "", country, grid: "", mainFuse: "" },
    prices: { kind: "none", area: "", price: "", currency: "EUR" },
    contract: "",
    output: { kind: "own", url: "", username: "", password: "", announce: true },
  };
}

/** The source alone, as it would be listened to. */
export function sourceOf(draft: SetUpDraft): Settings {
  switch (draft.way) {
    case "serial": {
      const { port, baud, format } = draft.serial;
      return { type: "serial", port, ...(baud !== undefined && { baud }), ...(format !== undefined && { format }) };
    }
    case "tcp":
      return { type: "tcp", host: draft.tcp.host.trim(), port: toNumber(draft.tcp.port) };
    case "mqtt": {
      const { url, topic, username, password } = draft.mqtt;
      return { type: "mqtt", url: url.trim(), topic: topic.trim(), ...said({ username, password }) };
    }
    case "simulator":
      return { type: "simulator", ...said({ model: draft.simulator.model }) };
  }
}

/** Whether enough was said to go there. */
export function isPlaceSaid(draft: SetUpDraft): boolean {
  const { way, serial, tcp, mqtt } = draft;
  if (way === "serial") return serial.port !== "";
  if (way === "tcp") return tcp.host.trim() !== "" && portOf(tcp.port) !== undefined;
  return way === "simulator" || (mqtt.url.trim() !== "" && mqtt.topic.trim() !== "");
}

/** Where a line can be listened to before it is saved; undefined where there is none. */
export function placeOf({ way, serial, tcp }: SetUpDraft): DetectPlace | undefined {
  if (way === "serial") return { serialPort: serial.port };
  const port = portOf(tcp.port);
  return way === "tcp" && port !== undefined ? { host: tcp.host.trim(), port } : undefined;
}

/** The place as people read it; undefined while it is not said. */
export function placeText(draft: SetUpDraft): string | undefined {
  if (!isPlaceSaid(draft)) return undefined;
  const { way, serial, tcp, mqtt, simulator } = draft;
  if (way === "serial") return serial.port;
  if (way === "tcp") return `${tcp.host.trim()}:${tcp.port.trim()}`;
  return way === "mqtt" ? mqtt.topic.trim() : simulator.model || "kamstrup-dk-extended";
}

/** What a search found out about a serial line: the port's lasting name, rate and format. */
export function withFoundLine(draft: SetUpDraft, { type, port, baud, format }: Settings): SetUpDraft {
  if (draft.way !== "serial" || type !== "serial" || typeof port !== "string") return draft;
  const rate = typeof baud === "number" ? { baud } : {};
  return { ...draft, serial: { port, ...rate, ...(typeof format === "string" && { format }) } };
}

function portOf(text: string): number | undefined {
  const port = Number(text.trim());
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined;
}

/** What is there, with what set-up was told. Nothing that is there is taken away. */
export function settingsWith(before: Settings, draft: SetUpDraft): Settings {
  const sources = sourcesOf(before);
  const name = nameFor(draft.way, sources);
  const meter = meterOf(draft);
  const source = { ...sourceOf(draft), name, ...(Object.keys(meter).length > 0 && { meter }) };
  return {
    ...before,
    sources: [...sources, source],
    ...brokersWith(before, draft),
    ...pricesWith(before, draft),
    ...tariffsWith(before, draft, sources.length > 0 ? name : undefined),
  };
}

/** The settings with a source's keys in place of those it had. */
export function withKeys(settings: Settings, source: string, keys: FoundKeys): Settings {
  const sources = sourcesOf(settings).map((one) => {
    if (!isGroupValue(one) || one["name"] !== source) return one;
    return { ...one, meter: { ...(isGroupValue(one["meter"]) && one["meter"]), ...keys } };
  });
  return { ...settings, sources };
}

/** The sources that are there already. */
export function sourcesOf(settings: Settings): readonly unknown[] {
  return listOf(settings["sources"]);
}

/** The name of the source that set-up adds: its type, numbered where that is taken. */
export function nameFor(way: Way, sources: readonly unknown[]): string {
  const taken = new Set(
    sources.map((source) => (isGroupValue(source) ? (source["name"] ?? source["type"]) : undefined)),
  );
  for (let number = 1; ; number++) {
    const name = number === 1 ? way : `${way}-${number}`;
    if (!taken.has(name)) return name;
  }
}

function meterOf({ meter, keys, way }: SetUpDraft): Settings {
  const { name, country, grid, mainFuse } = meter;
  const zone = countryOf(country)?.zone ?? "";
  const place = way === "simulator" ? {} : said({ country, zone, grid });
  return {
    ...said({ name: name.trim() }),
    ...place,
    ...(mainFuse !== "" && { mainFuse: toNumber(mainFuse) }),
    ...keys,
  };
}

function brokersWith(before: Settings, { output }: SetUpDraft): Settings {
  if (output.kind === "own") return {};
  const { url, username, password, announce } = output;
  const broker = {
    url: url.trim(),
    ...said({ username, password }),
    ...(!announce && { discovery: { enabled: false } }),
  };
  return { mqtt: [...listOf(before["mqtt"]), broker] };
}

function pricesWith(before: Settings, { prices, meter }: SetUpDraft): Settings {
  if (prices.kind === "none") return {};
  const already = isGroupValue(before["prices"]) ? before["prices"] : {};
  const { area, price, currency } = prices;
  const service = countryOf(meter.country)?.prices?.type;
  const source =
    prices.kind === "fixed"
      ? { type: "fixed", area: "home", price: toNumber(price), currency }
      : { type: service ?? "energy-charts", area };
  return { prices: { ...already, sources: [...listOf(already["sources"]), source] } };
}

function tariffsWith(before: Settings, { contract, meter }: SetUpDraft, source: string | undefined): Settings {
  if (contract.trim() === "") return {};
  // With several meters it must say whose energy it is.
  const whose = source === undefined ? {} : said({ meter: meter.name.trim() || source });
  const tariff = { contract: contract.trim(), ...whose, ...said({ country: meter.country }) };
  return { tariffs: [...listOf(before["tariffs"]), tariff] };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function said(texts: Readonly<Record<string, string>>): Settings {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
}

/** Takes a decimal comma as well. What is no number stays, for the check to name. */
function toNumber(text: string): number | string {
  const plain = text.trim().replace(",", ".");
  return plain !== "" && Number.isFinite(Number(plain)) ? Number(plain) : text;
}
