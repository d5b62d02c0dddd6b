import type { ChannelState } from "@meter2mqtt/contract";
import type { QuantityName } from "@meter2mqtt/decoder";
import { netOfPhase, phases, signedCurrent, twoTariffs } from "./derived-values.ts";
import { toDsmrClock } from "./dsmr-clock.ts";
import { toHexText } from "./dsmr-table.ts";
import type { Snapshot } from "./snapshot.ts";

/** A sub-meter as the API lists it. */
export interface HomeWizardExternal {
  readonly unique_id: string;
  readonly type: string;
  readonly timestamp: number;
  readonly value: number;
  readonly unit: string;
}

export type HomeWizardValue = number | string | readonly HomeWizardExternal[];

/** A key of `/api/v1/data`: left out where it gives undefined, as the original leaves out what its meter doesn't send. */
export interface HomeWizardRow {
  readonly key: string;
  readonly about: string;
  readonly value: (snapshot: Snapshot) => HomeWizardValue | undefined;
}

const plain = (key: string, about: string, name: QuantityName, factor = 1): HomeWizardRow => ({
  ...{ key, about },
  value: ({ values }) => scaled(values[name], factor),
});

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : Math.round(value * factor * 1e6) / 1e6;
}

const perMil = 1 / 1000;

function registers(way: "import" | "export", about: string): HomeWizardRow[] {
  const direction = way === "import" ? "Import" : "Export";
  const tariff = (number: 1 | 2): HomeWizardRow => ({
    key: `total_power_${way}_t${number}_kwh`,
    about: `the same, ${number === 1 ? "tariff 1, or the total" : "tariff 2, or 0"}, kWh`,
    value: ({ values }) => scaled(twoTariffs(values, direction)?.[number === 1 ? "first" : "second"], perMil),
  });
  return [plain(`total_power_${way}_kwh`, `${about}, kWh`, `energy${direction}Wh`, perMil), tariff(1), tariff(2)];
}

/** Types of sub-meters by the number of M-Bus. */
const externalTypes: Readonly<Record<number, string>> = {
  3: "gas_meter",
  4: "heat_meter",
  6: "warm_water_meter",
  7: "water_meter",
  12: "inlet_heat_meter",
};

function externalsOf(snapshot: Snapshot): HomeWizardExternal[] {
  return snapshot.state.channels.flatMap((channel): HomeWizardExternal[] => {
    const { type, id, value, unit } = channel;
    const word = type === undefined ? undefined : externalTypes[type];
    if (word === undefined || value === undefined || unit === undefined) return [];
    return [{ unique_id: toHexText(id ?? ""), type: word, timestamp: clockNumber(snapshot, channel), value, unit }];
  });
}

/** Clocks are numbers here: 260115130000 is 13:00 on 15 January 2026 by the meter's zone. */
function clockNumber({ at, zone }: Snapshot, { timestamp }: ChannelState): number {
  const said = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  return Number(toDsmrClock(Number.isNaN(said) ? at : said, zone).slice(0, 12));
}

const gasOf = (snapshot: Snapshot) =>
  snapshot.state.channels.find(({ type, value }) => type === 3 && value !== undefined);

const gas = (
  key: string,
  about: string,
  value: (channel: ChannelState, snapshot: Snapshot) => number | string | undefined,
): HomeWizardRow => ({
  ...{ key, about },
  value: (snapshot) => {
    const channel = gasOf(snapshot);
    return channel === undefined ? undefined : value(channel, snapshot);
  },
});

/** THE table of the API's measurement: one row a key. */
export const homeWizardRows: readonly HomeWizardRow[] = [
  { key: "smr_version", about: "version of the telegram: 50", value: () => 50 },
  {
    key: "meter_model",
    about: "model, else maker of the meter",
    value: ({ state }) => state.meterModel ?? state.manufacturer ?? "meter2mqtt",
  },
  {
    key: "unique_id",
    about: "number of the meter, in hexadecimal",
    value: ({ state }) => toHexText(state.meterId ?? state.meter),
  },
  { key: "active_tariff", about: "tariff, where the meter names it", value: ({ tariff }) => tariff },
  ...registers("import", "energy taken from the grid"),
  ...registers("export", "energy given to the grid"),
  plain("active_power_w", "power, export negative, W", "netActiveW"),
  ...phases.map(
    (phase): HomeWizardRow => ({
      key: `active_power_l${phase}_w`,
      about: `power of L${phase}, export negative, W`,
      value: ({ values }) => scaled(netOfPhase(values, phase), 1),
    }),
  ),
  ...phases.map((phase) => plain(`active_voltage_l${phase}_v`, `voltage of L${phase}, V`, `voltageL${phase}V`)),
  ...phases.map(
    (phase): HomeWizardRow => ({
      key: `active_current_l${phase}_a`,
      about: `current of L${phase}, A; negative where the phase's power is`,
      value: ({ values }) => signedCurrent(values, phase),
    }),
  ),
  plain("active_frequency_hz", "grid frequency, Hz", "frequencyHz"),
  plain("active_power_average_w", "mean import of the running quarter-hour, W", "demandAvgImportW"),
  plain("montly_power_peak_w", "highest quarter-hour of the month, W (spelled so by the API)", "demandMaxMonthImportW"),
  gas("total_gas_m3", "register of the gas meter, m3", ({ value, unit }) => (unit === "m3" ? value : undefined)),
  gas("gas_timestamp", "its time, YYMMDDhhmmss as a number", (channel, snapshot) => clockNumber(snapshot, channel)),
  gas("gas_unique_id", "its number, in hexadecimal", ({ id }) => (id === undefined ? undefined : toHexText(id))),
  { key: "external", about: "all sub-meters: unique_id, type, timestamp, value, unit", value: externalsOf },
];

/** What `/api/v1/data` answers. */
export function toHomeWizardData(snapshot: Snapshot): Record<string, HomeWizardValue> {
  const data: Record<string, HomeWizardValue> = {};
  for (const { key, value } of homeWizardRows) {
    const said = value(snapshot);
    if (said !== undefined) data[key] = said;
  }
  return data;
}
