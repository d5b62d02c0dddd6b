import { type QuantityName, quantities } from "@meter2mqtt/decoder";
import type { Component } from "./component.ts";

type Row = (typeof quantities)[number];

/** What Home Assistant calls a quantity of this unit, and in which unit it gets it. */
interface UnitClass {
  readonly deviceClass?: string;
  readonly unit?: string;
  /** What follows the quantity's name in entity ids, which know no units. */
  readonly word?: string;
  /** The value is sent divided by this. */
  readonly divisor?: number;
  readonly precision?: number;
}

const unitClasses: Readonly<Record<Row["unit"], UnitClass>> = {
  W: { deviceClass: "power", unit: "W", word: "power", precision: 0 },
  var: { deviceClass: "reactive_power", unit: "var", word: "power", precision: 0 },
  VA: { deviceClass: "apparent_power", unit: "VA", word: "power", precision: 0 },
  V: { deviceClass: "voltage", unit: "V", precision: 1 },
  A: { deviceClass: "current", unit: "A", precision: 2 },
  Wh: { deviceClass: "energy", unit: "kWh", divisor: 1000, precision: 3 },
  varh: { deviceClass: "reactive_energy", unit: "kvarh", word: "energy", divisor: 1000, precision: 3 },
  // Home Assistant has no class for apparent energy.
  VAh: { unit: "kVAh", word: "energy", divisor: 1000, precision: 3 },
  Hz: { deviceClass: "frequency", unit: "Hz", precision: 2 },
  "": { deviceClass: "power_factor", precision: 2 },
};

const rows: ReadonlyMap<string, Row> = new Map(quantities.map((row) => [row.name, row]));

/** Whether the text names a quantity: what comes back from a broker may be anything. */
export function isQuantityName(text: string): text is QuantityName {
  return rows.has(text);
}

export interface QuantityContext {
  /** Id of the device. */
  readonly id: string;
  /** The meter in entity ids. */
  readonly word: string;
  readonly expireAfter: number | undefined;
}

/** The entity of one quantity; undefined for a name that is none. Its value is in the native reading. */
export function quantityComponent(name: string, { id, word, expireAfter }: QuantityContext): Component | undefined {
  const row = rows.get(name);
  if (row === undefined) return undefined;
  const { deviceClass, unit, divisor, precision } = unitClasses[row.unit];
  return {
    platform: "sensor",
    name: capitalised(row.about),
    unique_id: `${id}_${name}`,
    default_entity_id: `sensor.${word}_${entityWordOf(row)}`,
    ...(deviceClass === undefined ? {} : { device_class: deviceClass }),
    state_class: row.kind === "register" ? "total_increasing" : "measurement",
    ...(unit === undefined ? {} : { unit_of_measurement: unit }),
    ...(precision === undefined ? {} : { suggested_display_precision: precision }),
    value_template: numberTemplate(`value_json.${name}`, divisor),
    ...(expireAfter === undefined ? {} : { expire_after: expireAfter }),
  };
}

/** A template for a number that may be absent: an empty text leaves the entity as it is. */
function numberTemplate(path: string, divisor = 1): string {
  const value = divisor === 1 ? path : `${path} / ${divisor}`;
  return `{{ ${value} if ${path} is number else '' }}`;
}

export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** `activeImportL1W` is `active_import_l1_power`, `energyImportT1Wh` is `energy_import_t1`. */
function entityWordOf({ name, unit }: Row): string {
  const suffix = unit.charAt(0).toUpperCase() + unit.slice(1);
  const bare = suffix !== "" && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  const { word } = unitClasses[unit];
  const parts = bare.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return word === undefined ? parts : `${parts}_${word}`;
}
