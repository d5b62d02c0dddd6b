import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onceForRun } from "./once-for-run.ts";
import { RealGateway } from "./real-gateway.ts";

/*
 * A made-up house in Oslo with solar panels, as a gateway knows it that has heard both from 10 October to 10 November
 * 2025, and was given the year before as a file. All of it is long past: what is shown never changes.
 */

const executable = fileURLToPath(new URL("../../../bin/meter2mqtt.js", import.meta.url));
const quarterMs = 900_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export const heardFrom: number = Date.parse("2025-10-10T00:00:00+02:00");
const heardTo = Date.parse("2025-11-11T00:00:00+01:00");
/** Summer time ends at 3 o'clock of the 26th: that day has 25 hours. */
const winterFrom = Date.parse("2025-10-26T01:00:00Z");
/** Six hours without a telegram. */
const silence = { from: Date.parse("2025-10-15T06:00:00+02:00"), to: Date.parse("2025-10-15T12:00:00+02:00") };

const offsetOf = (at: number) => (at >= winterFrom ? 1 : 2) * hourMs;

/** What the house used and its panels gave in the quarter-hour that begins at `at`, in Wh. */
export function quarterOf(at: number): { readonly used: number; readonly produced: number } {
  const local = new Date(at + offsetOf(at));
  const hour = local.getUTCHours() + local.getUTCMinutes() / 60;
  const day = Math.floor(at / dayMs);
  const evening = Math.exp(-(((hour - 18.5) / 2.5) ** 2));
  const morning = Math.exp(-(((hour - 7.5) / 1.5) ** 2));
  const used = Math.round(180 + 620 * evening + 340 * morning + 25 * (day % 5) + (day % 9 === 4 ? 400 * evening : 0));
  const sun = Math.max(0, Math.cos(((hour - 13) / 5) * (Math.PI / 2)));
  const produced = hour < 8 || hour > 18 ? 0 : Math.round(700 * sun * (0.35 + 0.65 * ((day * 7) % 4 === 0 ? 0.2 : 1)));
  return { used, produced };
}

interface Registers {
  readonly imported: number;
  readonly exported: number;
}

interface Captures {
  readonly house: string;
  readonly solar: string;
}

/** Both meters' telegrams, one each quarter-hour. */
function captures(isKept: (at: number) => boolean = () => true): Captures {
  const lines = { house: "", solar: "" };
  let [imported, exported, produced] = [1_000_000, 200_000, 500_000];
  for (let at = heardFrom; at <= heardTo; at += quarterMs) {
    const isSilent = at > silence.from && at < silence.to;
    if (!isSilent && isKept(at)) {
      lines.house += captureLine(at, telegram("4530303030303031", at, { imported, exported }));
      lines.solar += captureLine(at, telegram("4530303030303032", at, { imported: 0, exported: produced }));
    }
    const quarter = quarterOf(at);
    imported += Math.max(0, quarter.used - quarter.produced);
    exported += Math.max(0, quarter.produced - quarter.used);
    produced += quarter.produced;
  }
  const header = "# meter2mqtt capture: time of arrival, octets in hexadecimal digits\n";
  return { house: header + lines.house, solar: header + lines.solar };
}

/** A telegram as a capture keeps it. */
export function captureLine(at: number, text: string): string {
  return `${new Date(at + 2000).toISOString()} ${Buffer.from(text, "latin1").toString("hex")}\n`;
}

/** What a meter of that number says. */
export function telegram(id: string, at: number, { imported, exported }: Registers): string {
  const local = new Date(at + offsetOf(at)).toISOString();
  const clock = `${local.slice(2, 19).replace(/[-T:]/g, "")}${at >= winterFrom ? "W" : "S"}`;
  const kwh = (wh: number) => (wh / 1000).toFixed(3).padStart(10, "0");
  const body = [
    "/MUP5made-up",
    "",
    "1-3:0.2.8(50)",
    `0-0:1.0.0(${clock})`,
    `0-0:96.1.1(${id})`,
    `1-0:1.8.0(${kwh(imported)}*kWh)`,
    `1-0:2.8.0(${kwh(exported)}*kWh)`,
    "!",
  ].join("\r\n");
  return `${body}${crc16(body).toString(16).toUpperCase().padStart(4, "0")}\r\n`;
}

/** CRC-16/ARC, as P1 telegrams end with it. */
function crc16(text: string): number {
  let crc = 0;
  for (const octet of Buffer.from(text, "latin1")) {
    crc ^= octet;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}

/** The grid company's file of hours from `from` on, with local times as Elhub writes them. */
export function elhubFile(from: number, hours: number, kwhOf: (index: number) => number, quality = "Målt"): string {
  const local = (at: number) => {
    const [year = "", month = "", day = "", hour = "", minute = ""] = new Date(at + offsetAt(at))
      .toISOString()
      .split(/[-T:]/);
    return `${day}.${month}.${year} ${hour}:${minute}`;
  };
  const rows = Array.from({ length: hours }, (_, index) => {
    const start = from + index * hourMs;
    return `${local(start)},${local(start + hourMs)},"${kwhOf(index).toFixed(3).replace(".", ",")}",,${quality}`;
  });
  return `Fra,Til,KWH 60 Forbruk,KWH 15 Forbruk,Kvalitet\n${rows.join("\n")}\n`;
}

/** The last Sundays of October 2024 and 2025, and of March 2025. */
function offsetAt(at: number): number {
  const isWinter =
    at >= winterFrom || (at >= Date.parse("2024-10-27T01:00:00Z") && at < Date.parse("2025-03-30T01:00:00Z"));
  return (isWinter ? 1 : 2) * hourMs;
}

/** What the house took from the grid in an hour, in kWh. */
export function importedKwh(hour: number): number {
  let wh = 0;
  for (let at = hour; at < hour + hourMs; at += quarterMs) {
    const { used, produced } = quarterOf(at);
    wh += Math.max(0, used - produced);
  }
  return wh / 1000;
}

export const contract: object = {
  id: "home",
  name: "Energy with my grid company",
  currency: "NOK",
  components: [
    { id: "energy", name: "Energy", kind: "per-kwh", amount: 0.85 },
    {
      id: "day",
      name: "Grid, day",
      kind: "per-kwh",
      amount: 0.29,
      when: { hours: [[6, 22]], weekdays: [1, 2, 3, 4, 5] },
      source: { url: "https://grid.example/prices", about: "Prices of the grid company" },
    },
    {
      id: "night",
      name: "Grid, night and weekend",
      kind: "per-kwh",
      amount: 0.2,
      unless: [{ hours: [[6, 22]], weekdays: [1, 2, 3, 4, 5] }],
      source: { url: "https://grid.example/prices", about: "Prices of the grid company" },
    },
    { id: "tax", name: "Consumption tax", kind: "per-kwh", amount: 0.0713, from: "2025-01-01", to: "2027-01-01" },
    {
      id: "capacity",
      name: "Capacity",
      kind: "capacity",
      rule: "no-three-days",
      charge: {
        steps: [
          { fromKw: 0, perMonth: 120 },
          { fromKw: 2, perMonth: 200 },
          { fromKw: 5, perMonth: 330 },
        ],
      },
    },
    { id: "supplier", name: "Supplier", kind: "fee", amount: 39.2, per: "month" },
    { id: "vat", name: "VAT", kind: "percent", percent: 25 },
    { id: "sold", name: "Sold", direction: "export", kind: "per-kwh", amount: -0.6 },
  ],
};

const fixed: object = {
  id: "fixed",
  name: "One price for all hours",
  currency: "NOK",
  components: [
    { id: "all", name: "Energy and grid", kind: "per-kwh", amount: 1.4 },
    { id: "fee", name: "Fee", kind: "fee", amount: 49, per: "month" },
    { id: "sold", name: "Sold", direction: "export", kind: "per-kwh", amount: -0.5 },
  ],
};

/** Prices of the market are known of these days only: what it would have cost then is not. */
const spot: object = {
  id: "spot",
  name: "Spot by the hour",
  currency: "NOK",
  components: [
    { id: "spot", name: "Spot", kind: "spot" },
    { id: "grid", name: "Grid", kind: "per-kwh", amount: 0.3 },
    { id: "support", name: "Support", kind: "spot-support", share: 0.9, above: 0.77, capKwhPerMonth: 5000 },
  ],
};

async function writeCaptures(folder: string, { house, solar }: Captures): Promise<void> {
  await writeFile(join(folder, "house.txt"), house);
  await writeFile(join(folder, "solar.txt"), solar);
}

function configurationIn(folder: string): string {
  const file = (name: string) => join(folder, name);
  return `
broker: { enabled: false }
sources:
  - { type: file, name: house, path: "${file("house.txt")}", meter: { slug: house, name: House, zone: Europe/Oslo } }
  - { type: file, name: solar, path: "${file("solar.txt")}", meter: { slug: solar, name: Panels, zone: Europe/Oslo } }
store: { ledger: { quarterDays: 36500, hourDays: 36500 } }
homes: [{ name: home, meters: [house], production: [{ meter: solar }] }]
prices: { sources: [{ type: fixed, area: NO1, price: 0.9, currency: NOK }] }
tariffs: [{ meter: house, contract: "${file("contract.yaml")}", alternatives: ["${file("fixed.yaml")}", "${file("spot.yaml")}"], country: NO }]
`;
}

/** The house at work: a gateway that knows all of it, and a folder with the files that it came from. */
export class BookedHouse implements AsyncDisposable {
  readonly gateway: RealGateway;
  readonly folder: string;

  private constructor(gateway: RealGateway, folder: string) {
    this.gateway = gateway;
    this.folder = folder;
  }

  /** Moves into a copy of what {@link live} made: its gateway has heard the last telegrams, and knows all that came before. */
  static async move(): Promise<BookedHouse> {
    const made = await onceForRun("booked-house", BookedHouse.#live);
    const folder = await mkdtemp(join(tmpdir(), "meter2mqtt-house-"));
    await cp(made, folder, { recursive: true });
    const last = captures((at) => at === heardTo);
    await writeCaptures(folder, last);
    const gateway = await RealGateway.start({ configuration: configurationIn(folder), folder });
    const booked = new BookedHouse(gateway, folder);
    await booked.#heard("house");
    await booked.#heard("solar");
    return booked;
  }

  /** A gateway hears all that the house's meters said, and is given the grid company's files. */
  static async #live(folder: string): Promise<void> {
    await writeCaptures(folder, captures());
    const files = { contract, fixed, spot };
    for (const [name, content] of Object.entries(files))
      await writeFile(join(folder, `${name}.yaml`), JSON.stringify(content));
    await using gateway = await RealGateway.start({ configuration: configurationIn(folder), folder });
    const booked = new BookedHouse(gateway, folder);
    await booked.#heard("house");
    await booked.#heard("solar");
    // The year before, and the first days of the month, are known from the grid company only.
    const year = Date.parse("2024-10-01T00:00:00+02:00");
    const before = elhubFile(year, 61 * 24 + 1, (index) => 1 + ((index % 24) + 1) / 20);
    await booked.import("before.csv", before);
    const days = Date.parse("2025-10-05T00:00:00+02:00");
    await booked.import(
      "days.csv",
      elhubFile(days, 72, (index) => 1.2 + (index % 24) / 30, "Estimert"),
    );
  }

  /** Runs `import` beside the gateway, as a user does. */
  async import(name: string, content: string): Promise<void> {
    const path = join(this.folder, name);
    await writeFile(path, content);
    const config = join(this.gateway.folder, "meter2mqtt.yaml");
    const meters = ["--meter", (await this.#meterId("house")) ?? "house"];
    const child = spawn(process.execPath, [executable, "import", path, "--config", config, ...meters], {
      cwd: this.folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        said += String(chunk);
      });
    }
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`import of ${name} ended with ${code}: ${said}`);
  }

  /** Waits until the capture is read to its end, and the meter is known. */
  async #heard(meter: string): Promise<void> {
    const end = Date.now() + 240_000;
    const path = `api/v1/meters/${meter}/intervals?register=energyExportWh&span=hour&from=2025-11-10&to=2025-11-11`;
    for (;;) {
      const intervals = await this.#intervals(path);
      if (intervals >= 23 && (await this.#meterId(meter)) !== undefined) return;
      if (Date.now() > end) throw new Error(`${meter} was not booked: ${this.gateway.said}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** How many intervals there are; 0 while the gateway is too busy with the capture to answer. */
  async #intervals(path: string): Promise<number> {
    try {
      const response = await fetch(new URL(path, await this.gateway.address()));
      const answer: unknown = await response.json();
      const intervals = typeof answer === "object" && answer !== null && "intervals" in answer ? answer.intervals : [];
      return Array.isArray(intervals) ? intervals.length : 0;
    } catch {
      return 0;
    }
  }

  /** How the ledger calls a meter that has been heard. */
  async #meterId(slug: string): Promise<string | undefined> {
    const response = await fetch(new URL("api/v1/state", await this.gateway.address()));
    const answer: unknown = await response.json();
    const meters = typeof answer === "object" && answer !== null && "meters" in answer ? answer.meters : [];
    const found: unknown = Array.isArray(meters) ? meters.find(({ meter }) => meter === slug) : undefined;
    const id = typeof found === "object" && found !== null && "meterId" in found ? found.meterId : undefined;
    return typeof id === "string" ? id : undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.gateway[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true });
  }
}
