import {
  encodeDataNotification,
  encodeGeneralGloCiphering,
  encodePushList,
  type IntegerType,
  integerTypes,
  type ListColumn,
  type ListText,
} from "@meter2mqtt/simulator";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Column, type Layout, quantities, type VendorProfile } from "../../src/index.ts";
import { vendorProfiles } from "../../src/profiles/match.ts";
import { hdlcOf } from "../helpers/framing.ts";
import { keys } from "../security-frames.ts";
import { clock, nameOf, numRuns, quantitiesOf, readOne, scaledBy, timestamp } from "./round-trip.ts";

const texts: Readonly<Record<string, ListText>> = {
  "1-1:0.2.129": "listVersion",
  "0-0:96.1.0": "meterId",
  "0-0:96.1.7": "meterModel",
  "0-0:42.0.0": "logicalDeviceName",
};
const rows = new Map(quantities.map((row) => [`1-0:${row.code}`, row]));

/** The name of the push setup that sends the list, which some lists begin with. */
const pushSetupName = { type: "octet-string", octets: Uint8Array.of(0, 0, 25, 9, 0, 255) } as const;

/** What lists say to the customer. */
const said: Readonly<Record<string, string>> = { "0-0:96.13.0": "hello", "0-0:96.13.1": "" };

const isInteger = (type: string): type is IntegerType => type in integerTypes;

/** How a layout's place is written, with a type where the layout leaves it open. */
function toListColumn(column: Column): ListColumn {
  const { obis, scaler = 0, type = "double-long-unsigned" } = column;
  if (obis === undefined && type === "octet-string") return { obis: "0-0:0.0.0", constant: pushSetupName };
  const saidText = obis === undefined ? undefined : said[obis];
  if (obis !== undefined && saidText !== undefined) {
    return { obis, constant: { type: "octet-string", octets: new TextEncoder().encode(saidText) } };
  }
  if (!isInteger(type)) throw new RangeError(`${type} is no integer`);
  if (obis === undefined) return { obis: "0-0:0.0.0", constant: { type, value: 1 } };
  if (obis === "0-0:1.0.0") return { obis, clock: true };
  const text = texts[obis];
  if (text !== undefined) return { obis, text, type: "octet-string" };
  const row = rows.get(obis);
  if (row === undefined) throw new RangeError(`${obis} is no quantity`);
  return { obis, quantity: nameOf(row), type, exponent: scaler };
}

const layouts = vendorProfiles.flatMap((profile) =>
  (profile.layouts ?? []).map((layout): [string, VendorProfile, Layout] => [
    `${profile.id}: ${layout.about}`,
    profile,
    layout,
  ]),
);

/** A system title of the maker, and a list version where its lists have one. */
function identityOf({ flagIds, listVersions }: VendorProfile) {
  const systemTitle = new Uint8Array(8);
  for (const [i, letter] of [...(flagIds[0] ?? "")].entries()) systemTitle[i] = letter.charCodeAt(0);
  return { systemTitle, listVersion: `${listVersions[0] ?? ""}001` };
}

describe("a list that follows a layout is read by it", () => {
  test.each(layouts)("%s", (_about, profile, layout) => {
    const columns = layout.columns.map(toListColumn);
    const { systemTitle, listVersion } = identityOf(profile);
    const names: Readonly<Partial<Record<ListText, string>>> = {
      listVersion,
      meterId: "99999017",
      meterModel: "MODEL-7",
      logicalDeviceName: `${profile.flagIds[0]}1030799999017`,
    };
    const raws = fc.array(fc.integer({ min: 0, max: 0xffff }), {
      minLength: columns.length,
      maxLength: columns.length,
    });
    fc.assert(
      fc.property(raws, fc.nat(0xffff_ffff), (numbers, invocationCounter) => {
        const values = Object.fromEntries(
          columns.flatMap((column, i) => {
            if (!("quantity" in column)) return [];
            const { unit, scaler } = layout.columns[i] ?? {};
            const number = numbers[i] ?? 0;
            // Where a layout leaves the scale of voltages open, what a grid allows decides it.
            const raw = unit === "V" && scaler === undefined ? 190 + (number % 60) : number;
            return [[column.quantity, scaledBy(raw, column.exponent ?? 0)]];
          }),
        );
        const body = encodePushList("positional", columns, { ...names, ...values, clock });
        const apdu = encodeDataNotification({ invokeId: 1, dateTime: clock, body });
        const fields = { ...keys, systemTitle, securityControl: 0x30, invocationCounter };
        const reading = readOne(hdlcOf(encodeGeneralGloCiphering(apdu, fields)), { keys });
        expect(quantitiesOf(reading)).toEqual(values);
        const told = columns.flatMap((column) => ("text" in column ? [[column.text, names[column.text]]] : []));
        expect(reading).toMatchObject({
          ...Object.fromEntries(told),
          manufacturer: profile.manufacturer,
          timestamp,
          authenticated: true,
        });
      }),
      { numRuns: numRuns / 4 },
    );
  });
});

describe("a list that every maker's meters send somewhere", () => {
  const shared = layouts.filter(([, , layout]) => layout.everyMaker === true);

  test.each(["LGZ", "ABC"])("is read of a %s, too, without another maker's name", (flagId) => {
    expect(shared.length).toBeGreaterThan(10);
    for (const [about, , layout] of shared) {
      const columns = layout.columns.map(toListColumn);
      const values = Object.fromEntries(
        columns.flatMap((column, i) =>
          "quantity" in column ? [[column.quantity, scaledBy(200 + i, layout.columns[i]?.scaler ?? 0)]] : [],
        ),
      );
      const names = { meterId: "99999017", logicalDeviceName: `${flagId}1030799999017` };
      const body = encodePushList("positional", columns, { ...values, ...names, clock });
      const apdu = encodeDataNotification({ invokeId: 1, body });
      const systemTitle = Uint8Array.from([...`${flagId}12345`], (letter) => letter.charCodeAt(0));
      const fields = { ...keys, systemTitle, securityControl: 0x30, invocationCounter: 1 };
      const reading = readOne(hdlcOf(encodeGeneralGloCiphering(apdu, fields)), { keys });
      expect(quantitiesOf(reading), about).toEqual(values);
      expect(reading.manufacturer, about).toBe(flagId === "LGZ" ? "Landis+Gyr" : undefined);
    }
  });
});
