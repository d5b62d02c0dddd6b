import { withoutControls } from "../amounts.ts";
import { ExchangeError } from "../exchange-error.ts";
import { sayOfFile } from "../sentences.ts";
import type {
  FirmwareAccounting,
  FirmwareBackup,
  FirmwareDomoticz,
  FirmwareMeter,
  FirmwareMqtt,
  FirmwarePayloadFormat,
  FirmwarePlot,
  FirmwarePriceRow,
  UnreadLine,
} from "./firmware-backup.ts";
import { accountingOf, numbersOf, plotOf } from "./number-lists.ts";
import { priceRowOf } from "./price-row.ts";

/** The firmware itself reads lines of 1024 octets; a file has some hundred of them. */
const maxLineLength = 4096;
const maxLines = 5000;
const maxCharacters = 1024 * 1024;

/** Keys whose values are about the board, its network, its page, or what the firmware does by itself. */
const boardKeys =
  /^(boardType|netmode|hostname|ssid|psk|ip|gateway|subnet|dns[12]|mdns|use11b|web\w+|gpio\w+|ntp(Enable|Dhcp|Server)|mqtt(Timeout|Keepalive|RebootMinutes)|homeAssistantDiscovery(Hostname|NameTag)|priceEnabled)$/;

const formats: ReadonlyMap<string, FirmwarePayloadFormat> = new Map([
  ["0", "json"],
  ["1", "raw-minimal"],
  ["2", "raw-full"],
  ["3", "domoticz"],
  ["4", "home-assistant"],
  ["5", "json-multi"],
  ["6", "json-flat"],
  ["255", "hex"],
]);

/** Reads a backup file of amsreader-firmware. Throws {@link ExchangeError}; single lines that are wrong end in `unread`. */
export function parseFirmwareBackup(text: string): FirmwareBackup {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  if (text.length > maxCharacters || lines.length > maxLines) {
    const said = sayOfFile("backupTooMuch", { lines: maxLines, characters: maxCharacters });
    throw new ExchangeError("too-large", said, notABackup);
  }
  if (lines[0]?.trim() !== "amsconfig") {
    throw new ExchangeError("not-recognised", sayOfFile("backupFirstLine"), notABackup, 1);
  }
  const parser = new BackupParser();
  lines.slice(1).forEach((line, index) => {
    if (line.trim() !== "") parser.read(line.trim(), index + 2);
  });
  return parser.backup();
}

const notABackup = sayOfFile("backupWhence");

/** Settings of one word each. */
type Texts = ReadonlyMap<string, string>;

class BackupParser {
  readonly #texts = new Map<string, string>();
  readonly #priceRows: FirmwarePriceRow[] = [];
  readonly #left: string[] = [];
  readonly #unread: UnreadLine[] = [];
  #thresholds: FirmwareBackup["thresholds"];
  #dayPlot: FirmwarePlot | undefined;
  #monthPlot: FirmwarePlot | undefined;
  #accounting: FirmwareAccounting | undefined;

  read(text: string, line: number): void {
    const blank = text.search(/\s/);
    const key = withoutControls((blank < 0 ? text : text.slice(0, blank)).slice(0, 64));
    const value = blank < 0 ? "" : text.slice(blank + 1).trim();
    const fail = (why: UnreadLine["why"]): void => {
      this.#unread.push({ line, key, why });
    };
    if (text.length > maxLineLength) fail("too-long");
    else if (withoutControls(value) !== value) fail("odd-characters");
    else if (boardKeys.test(key)) this.#left.push(key);
    else if (settingKeys.has(key)) this.#texts.set(key, value);
    else this.#readList(key, value, fail);
  }

  backup(): FirmwareBackup {
    const texts: Texts = this.#texts;
    const priceArea = texts.get("priceArea") ?? texts.get("entsoeArea");
    const currency = texts.get("priceCurrency") ?? texts.get("entsoeCurrency");
    return {
      ...text("version", texts.get("version")),
      ...text("zone", texts.get("ntpTimezone")),
      meter: meterOf(texts),
      mqtt: mqttOf(texts),
      domoticz: domoticzOf(texts),
      ...text("priceArea", priceArea),
      ...text("currency", currency),
      ...text("priceToken", texts.get("priceEntsoeToken") ?? texts.get("entsoeToken")),
      priceRows: this.#priceRows,
      ...(this.#thresholds === undefined ? {} : { thresholds: this.#thresholds }),
      ...(this.#dayPlot === undefined ? {} : { dayPlot: this.#dayPlot }),
      ...(this.#monthPlot === undefined ? {} : { monthPlot: this.#monthPlot }),
      ...(this.#accounting === undefined ? {} : { accounting: this.#accounting }),
      left: this.#left,
      unread: this.#unread,
    };
  }

  #readList(key: string, value: string, fail: (why: UnreadLine["why"]) => void): void {
    if (key === "priceModifier") {
      const row = priceRowOf(value);
      if (row === undefined) fail("layout");
      else this.#priceRows.push(row);
      return;
    }
    const numbers = numbersOf(value);
    if (!["thresholds", "dayplot", "monthplot", "energyaccounting"].includes(key)) fail("unknown-key");
    else if (numbers === undefined || !this.#takeNumbers(key, numbers)) fail("numbers");
  }

  /** Whether the numbers are what the key wants. */
  #takeNumbers(key: string, numbers: readonly number[]): boolean {
    if (key === "dayplot") {
      this.#dayPlot = plotOf("day", numbers);
      return this.#dayPlot !== undefined;
    }
    if (key === "monthplot") {
      this.#monthPlot = plotOf("month", numbers);
      return this.#monthPlot !== undefined;
    }
    if (key === "energyaccounting") {
      this.#accounting = accountingOf(numbers);
      return this.#accounting !== undefined;
    }
    const hours = numbers.at(-1) ?? 0;
    if (numbers.length !== 11) return false;
    this.#thresholds = { kwh: numbers.slice(0, 10).filter((kwh) => kwh > 0), hours };
    return true;
  }
}

const settingKeys: ReadonlySet<string> = new Set([
  "version",
  "ntpTimezone",
  ...["Baud", "Parity", "Invert", "DistributionSystem", "MainFuse", "ProductionCapacity"].map((key) => `meter${key}`),
  ...["EncryptionKey", "AuthenticationKey"].map((key) => `meter${key}`),
  ...["Wattage", "Voltage", "Amperage", "Accumulated"].map((key) => `meter${key}Multiplier`),
  ...["Host", "Port", "ClientId", "PublishTopic", "SubscribeTopic"].map((key) => `mqtt${key}`),
  ...["Username", "Password", "PayloadFormat", "Ssl"].map((key) => `mqtt${key}`),
  ...["Elidx", "Vl1idx", "Vl2idx", "Vl3idx", "Cl1idx"].map((key) => `domoticz${key}`),
  "homeAssistantDiscoveryPrefix",
  "priceArea",
  "priceCurrency",
  "priceEntsoeToken",
  "entsoeToken",
  "entsoeArea",
  "entsoeCurrency",
]);

/** A key that is nothing but zeros is none, as in the firmware's memory. */
function keyOf(value: string | undefined): string | undefined {
  return value === undefined || /^(0x)?0*$/.test(value) ? undefined : value;
}

function meterOf(texts: Texts): FirmwareMeter {
  const system = texts.get("meterDistributionSystem");
  const grid = system === "1" ? "IT" : "TN";
  return {
    ...number("baud", texts.get("meterBaud"), 0, 921_600),
    ...text("parity", texts.get("meterParity")),
    ...(texts.has("meterInvert") ? { isInverted: isOn(texts.get("meterInvert")) } : {}),
    ...(system === "1" || system === "2" ? { grid } : {}),
    ...number("mainFuseA", texts.get("meterMainFuse"), 1, 100_000),
    ...number("productionKwp", texts.get("meterProductionCapacity"), 1, 100_000),
    ...text("encryptionKey", keyOf(texts.get("meterEncryptionKey"))),
    ...text("authenticationKey", keyOf(texts.get("meterAuthenticationKey"))),
    ...multiplier("powerMultiplier", texts.get("meterWattageMultiplier")),
    ...multiplier("voltageMultiplier", texts.get("meterVoltageMultiplier")),
    ...multiplier("currentMultiplier", texts.get("meterAmperageMultiplier")),
    ...multiplier("energyMultiplier", texts.get("meterAccumulatedMultiplier")),
  };
}

function mqttOf(texts: Texts): FirmwareMqtt {
  const format = formats.get(texts.get("mqttPayloadFormat") ?? "");
  return {
    ...text("host", texts.get("mqttHost")),
    ...number("port", texts.get("mqttPort"), 1, 65_535),
    ...text("clientId", texts.get("mqttClientId")),
    ...text("publishTopic", texts.get("mqttPublishTopic")),
    ...text("subscribeTopic", texts.get("mqttSubscribeTopic")),
    ...text("username", texts.get("mqttUsername")),
    ...text("password", texts.get("mqttPassword")),
    ...(format === undefined ? {} : { format }),
    ...(texts.has("mqttSsl") ? { isTls: isOn(texts.get("mqttSsl")) } : {}),
    ...text("discoveryPrefix", texts.get("homeAssistantDiscoveryPrefix")),
  };
}

function domoticzOf(texts: Texts): FirmwareDomoticz {
  const index = <Name extends string>(name: Name, key: string) => number(name, texts.get(`domoticz${key}`), 1, 999_999);
  return {
    ...index("electricity", "Elidx"),
    ...index("voltageL1", "Vl1idx"),
    ...index("voltageL2", "Vl2idx"),
    ...index("voltageL3", "Vl3idx"),
    ...index("currents", "Cl1idx"),
  };
}

function isOn(value: string | undefined): boolean {
  return value === "1" || value === "true";
}

function text<Name extends string>(name: Name, value: string | undefined): { readonly [Key in Name]?: string } {
  return value === undefined || value === "" ? {} : single(name, value);
}

/** An integer; absent where it is none, or outside what makes sense. */
function number<Name extends string>(
  name: Name,
  value: string | undefined,
  min: number,
  max: number,
): { readonly [Key in Name]?: number } {
  const parsed = value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  return parsed >= min && parsed <= max ? single(name, parsed) : {};
}

/** 0 and 1 change nothing. */
function multiplier<Name extends string>(name: Name, value: string | undefined): { readonly [Key in Name]?: number } {
  const parsed = value !== undefined && /^\d{1,6}(\.\d{1,6})?$/.test(value) ? Number(value) : 0;
  return parsed === 0 || parsed === 1 || parsed > 100_000 ? {} : single(name, parsed);
}

function single<Name extends string, Value>(name: Name, value: Value): { readonly [Key in Name]?: Value } {
  const entries: { [Key in Name]?: Value } = {};
  entries[name] = value;
  return entries;
}
