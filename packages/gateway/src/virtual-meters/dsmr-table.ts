import type { QuantityName } from "@meter2mqtt/decoder";
import { netOfPhase, type PhaseNumber, phases, sizeOfCurrent, twoTariffs } from "./derived-values.ts";
import { toDsmrClock } from "./dsmr-clock.ts";
import type { Snapshot } from "./snapshot.ts";

/** How DSMR writes a number: `00.244*kW` has 2 digits before the point and 3 behind it. */
export interface DsmrFormat {
  readonly whole: number;
  readonly decimals: number;
  readonly unit: string;
}

/** A line of the telegram: left out where it gives undefined. */
export type DsmrRow = { readonly obis: string; readonly about: string } & (
  | { readonly format: DsmrFormat; readonly number: (snapshot: Snapshot) => number | undefined }
  | { readonly text: (snapshot: Snapshot) => string | undefined }
);

// DSMR 5.0.2 P1 companion standard, table 6-2: F9(3,3), F5(3,3), F4(1,1) and F3(0,0).
const kWh: DsmrFormat = { whole: 6, decimals: 3, unit: "kWh" };
const kW: DsmrFormat = { whole: 2, decimals: 3, unit: "kW" };
const volts: DsmrFormat = { whole: 3, decimals: 1, unit: "V" };
const amperes: DsmrFormat = { whole: 3, decimals: 0, unit: "A" };

/** Currents go up to the next ampere: a load balancer must never see less than flows. What a product of decimals adds does not count. */
const roundedUp = (current: number | undefined) => (current === undefined ? undefined : Math.ceil(current - 1e-6));

const kilo = (value: number | undefined) => (value === undefined ? undefined : value / 1000);

const register = (obis: string, direction: "Import" | "Export", tariff: "first" | "second"): DsmrRow => {
  const ways = { Import: "taken from the grid", Export: "given to the grid" };
  const about = `energy ${ways[direction]}, ${tariff === "first" ? "tariff 1, or the total" : "tariff 2, or 0"}`;
  return { obis, about, format: kWh, number: ({ values }) => kilo(twoTariffs(values, direction)?.[tariff]) };
};

const plain = (obis: string, about: string, format: DsmrFormat, name: QuantityName): DsmrRow => ({
  ...{ obis, about, format },
  number: ({ values }) => (format.unit === "kW" ? kilo(values[name]) : values[name]),
});

const oneWay = (obis: string, sign: 1 | -1, phase: PhaseNumber): DsmrRow => ({
  ...{ obis, format: kW, about: `power ${sign === 1 ? "taken from" : "given to"} the grid, L${phase}` },
  number: ({ values }) => {
    const sent = values[`active${sign === 1 ? "Import" : "Export"}L${phase}W`];
    const net = netOfPhase(values, phase);
    return kilo(sent ?? (net === undefined ? undefined : Math.max(0, sign * net)));
  },
});

/** Which tariff holds: as the meter says, and 1 where there is but one register. */
function tariffOf({ values, tariff }: Snapshot): string | undefined {
  const registers = twoTariffs(values, "Import");
  if (registers === undefined) return undefined;
  const now = registers.isSent ? tariff : 1;
  return now === undefined ? undefined : String(now).padStart(4, "0");
}

/** Text as the hexadecimal digits of its octets, as equipment identifiers are written. */
export function toHexText(text: string): string {
  return Buffer.from(text, "utf8").toString("hex").toUpperCase();
}

/** THE table of a telegram that is made: one row a line, in the order of the standard. */
export const dsmrRows: readonly DsmrRow[] = [
  { obis: "1-3:0.2.8", about: "version of the telegram: 50", text: () => "50" },
  { obis: "0-0:1.0.0", about: "the meter's clock, with S or W", text: ({ at, zone }) => toDsmrClock(at, zone) },
  {
    obis: "0-0:96.1.1",
    about: "number of the meter, in hexadecimal",
    text: ({ state }) => toHexText((state.meterId ?? state.meter).slice(0, 48)),
  },
  register("1-0:1.8.1", "Import", "first"),
  register("1-0:1.8.2", "Import", "second"),
  register("1-0:2.8.1", "Export", "first"),
  register("1-0:2.8.2", "Export", "second"),
  { obis: "0-0:96.14.0", about: "tariff, where the meter names it", text: tariffOf },
  plain("1-0:1.7.0", "power taken from the grid", kW, "activeImportW"),
  plain("1-0:2.7.0", "power given to the grid", kW, "activeExportW"),
  { obis: "0-0:96.13.0", about: "text message: none", text: () => "" },
  ...phases.map((phase) => plain(`1-0:${phase * 20 + 12}.7.0`, `voltage, L${phase}`, volts, `voltageL${phase}V`)),
  ...phases.map(
    (phase): DsmrRow => ({
      obis: `1-0:${phase * 20 + 11}.7.0`,
      about: `current without direction, up to the next ampere, L${phase}`,
      format: amperes,
      number: ({ values }) => roundedUp(sizeOfCurrent(values, phase)),
    }),
  ),
  ...phases.map((phase) => oneWay(`1-0:${phase * 20 + 1}.7.0`, 1, phase)),
  ...phases.map((phase) => oneWay(`1-0:${phase * 20 + 2}.7.0`, -1, phase)),
];
