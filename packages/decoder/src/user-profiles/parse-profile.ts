import { dataTagNames } from "../axdr/data-tag.ts";
import { parseObis } from "../cosem/obis-code.ts";
import { unitNames } from "../cosem/units.ts";
import type { Column, Layout, ScaleRule, VendorProfile } from "../profiles/profile.ts";
import type { ClockRule } from "../reading/meter-clock.ts";
import { quantityOf } from "../reading/quantity-index.ts";
import { Fields, isText, type ProfileProblem } from "./parse-profile-fields.ts";

export type { ProfileProblem } from "./parse-profile-fields.ts";

export type ParsedProfile =
  | { readonly ok: true; readonly profile: VendorProfile }
  | { readonly ok: false; readonly problems: readonly ProfileProblem[] };

const clockRules: readonly ClockRule[] = ["dst-bit", "standard-all-year", "local", "ignore-deviation"];
const dataTypes: ReadonlySet<string> = new Set(Object.values(dataTagNames));
const units: ReadonlySet<string> = new Set(Object.values(unitNames));
/** No list of a meter is nearly as long, and no maker has nearly as many. */
const most = { columns: 400, layouts: 100, scales: 40, words: 40, alternatives: 10 };
const largestScaler = 12;

/** Checks what a user wrote as a profile. Every problem names its place (`layouts.0.columns.3.unit`) and what was expected. */
export function parseProfile(value: unknown): ParsedProfile {
  const problems: ProfileProblem[] = [];
  const fields = Fields.of(value, "", profileKeys, problems);
  if (fields === undefined) return { ok: false, problems };
  const profile = readProfile(fields);
  if (problems.length === 0) checkRecognisable(profile, fields);
  return problems.length === 0 ? { ok: true, profile } : { ok: false, problems };
}

const profileKeys = [
  ...["id", "manufacturer", "flagIds", "listVersions", "country", "clock"],
  ...["registers", "scales", "layouts"],
];

function readProfile(fields: Fields): VendorProfile {
  const id = fields.required("id", isId, "a name in small letters, digits and hyphens, such as `my-meter`");
  const manufacturer = fields.optional("manufacturer", isText, "text");
  const flagIds = fields
    .list("flagIds", most.words)
    ?.map((path, item) => fields.item(path, item, isFlagId, "three capital letters, such as `KFM`"));
  const listVersions = fields
    .list("listVersions", most.words)
    ?.map((path, item) =>
      fields.item(path, item, isFilledText, "the beginning of the list's first text, such as `KFM_`"),
    );
  const country = fields.optional("country", isCountry, "two capital letters, such as `NO`");
  const clock = fields.optional("clock", isClockRule, `one of ${clockRules.join(", ")}`);
  const registers = fields.optional(
    "registers",
    isRegisterRhythm,
    "`{ listVersions: [KFM_], minutes: 60 }`: of which lists, and how far apart their registers are",
  );
  const scales = fields
    .list("scales", most.scales)
    ?.map((path, item) => readScale(fields.inner(path, item, scaleKeys)));
  const layouts = fields
    .list("layouts", most.layouts)
    ?.map((path, item) => readLayout(fields.inner(path, item, layoutKeys)));
  return {
    id: id ?? "",
    manufacturer: manufacturer ?? "",
    flagIds: present(flagIds ?? []),
    listVersions: present(listVersions ?? []),
    ...(country === undefined ? {} : { country }),
    ...(clock === undefined ? {} : { clock }),
    ...(registers === undefined ? {} : { registers }),
    ...(scales === undefined ? {} : { scales: present(scales) }),
    ...(layouts === undefined ? {} : { layouts: present(layouts) }),
  };
}

/** A profile that nothing leads to would be silently without effect. */
function checkRecognisable({ flagIds, listVersions, layouts = [] }: VendorProfile, fields: Fields): void {
  if (flagIds.length > 0 || listVersions.length > 0 || layouts.some(({ anonymous }) => anonymous === true)) return;
  fields.report(
    "",
    "nothing tells which meters it is for: expected `flagIds`, `listVersions`, or a layout with `anonymous: true`",
  );
}

const scaleKeys = ["unit", "scaler", "models", "alternatives", "plausible"];

function readScale(fields: Fields | undefined): ScaleRule | undefined {
  if (fields === undefined) return undefined;
  const unit = fields.required("unit", isUnit, unitWords);
  const scaler = fields.required("scaler", isScalerRule, `${scalerWords}, or one for each country: \`{ NO: 1 }\``);
  const models = fields.optional("models", isModelScales, `${scalerWords}, for each beginning of a type text`);
  const alternatives = fields
    .list("alternatives", most.alternatives)
    ?.map((path, item) => fields.item(path, item, isScaler, scalerWords));
  const plausible = fields.optional("plausible", isRange, "`{ from: NUMBER, to: NUMBER }`, the smaller number first");
  return {
    unit: unit ?? "",
    scaler: scaler ?? 0,
    ...(models === undefined ? {} : { models }),
    ...(alternatives === undefined ? {} : { alternatives: present(alternatives) }),
    ...(plausible === undefined ? {} : { plausible }),
  };
}

const layoutKeys = ["about", "columns", "anonymous", "everyMaker"];

function readLayout(fields: Fields | undefined): Layout | undefined {
  if (fields === undefined) return undefined;
  const about = fields.optional("about", isText, "text");
  const anonymous = fields.optional("anonymous", isBoolean, "true or false");
  const everyMaker = fields.optional("everyMaker", isBoolean, "true or false");
  const columns = fields
    .list("columns", most.columns)
    ?.map((path, item) => readColumn(fields.inner(path, item, columnKeys)));
  if (columns === undefined) fields.missing("columns", "one column for each value of the list");
  else if (columns.length === 0) fields.report("columns", "is empty: expected one column for each value of the list");
  return {
    about: about ?? "",
    columns: present(columns ?? []),
    ...(anonymous === undefined ? {} : { anonymous }),
    ...(everyMaker === undefined ? {} : { everyMaker }),
  };
}

const columnKeys = ["obis", "unit", "scaler", "type"];

function readColumn(fields: Fields | undefined): Column | undefined {
  if (fields === undefined) return undefined;
  const obis = fields.optional("obis", isObis, "an OBIS code A-B:C.D.E, such as `1-0:1.7.0`");
  const unit = fields.optional("unit", isUnit, unitWords);
  const scaler = fields.optional("scaler", isScaler, scalerWords);
  const type = fields.optional("type", isDataType, "a data type in the books' words, such as `double-long-unsigned`");
  checkUnit(fields, obis, unit);
  return {
    ...(obis === undefined ? {} : { obis }),
    ...(unit === undefined ? {} : { unit }),
    ...(scaler === undefined ? {} : { scaler }),
    ...(type === undefined ? {} : { type }),
  };
}

/** A quantity in another unit than its own would be an object only, and no number to work with. */
function checkUnit(fields: Fields, obis: string | undefined, unit: string | undefined): void {
  const code = obis === undefined ? undefined : parseObis(obis);
  const row = code === undefined ? undefined : quantityOf(code.ab, code.cde, code.f);
  if (row === undefined || fields.wasRefused("unit", unit)) return;
  const expected = `\`${row.unit}\`, the unit of ${obis} (${row.about}); \`scaler\` says the size`;
  if (unit === undefined) fields.missing("unit", expected);
  else if (unit !== row.unit) fields.report("unit", `is \`${unit}\`: expected ${expected}`);
}

const isId = (value: unknown): value is string => isText(value) && /^[a-z0-9][a-z0-9-]{0,63}$/.test(value);
const isFlagId = (value: unknown): value is string => isText(value) && /^[A-Z]{3}$/.test(value);
const isFilledText = (value: unknown): value is string => isText(value) && value !== "";
const isCountry = (value: unknown): value is string => isText(value) && /^[A-Z]{2}$/.test(value);
const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
const isClockRule = (value: unknown): value is ClockRule => clockRules.some((rule) => rule === value);
const isUnit = (value: unknown): value is string => isText(value) && units.has(value);
const isObis = (value: unknown): value is string =>
  isText(value) && !value.includes("*") && parseObis(value) !== undefined;
const isDataType = (value: unknown): value is string => isText(value) && dataTypes.has(value);
const isScaler = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && Math.abs(value) <= largestScaler;
const unitWords = "a unit such as W, var, V, A, Wh, varh, Hz, m3, or nothing between quotes for a bare number";
const scalerWords = `a whole number from -${largestScaler} to ${largestScaler}: the value is the number sent x 10^scaler`;

function isScalerRule(value: unknown): value is ScaleRule["scaler"] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return isScaler(value);
  return Object.entries(value).every(([country, scaler]) => isCountry(country) && isScaler(scaler));
}

function isModelScales(value: unknown): value is Readonly<Record<string, number>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([start, scaler]) => start !== "" && isScaler(scaler));
}

function isRange(value: unknown): value is { readonly from: number; readonly to: number } {
  if (typeof value !== "object" || value === null) return false;
  const { from, to } = { from: undefined, to: undefined, ...value };
  const isSmaller = typeof from === "number" && typeof to === "number" && from < to;
  return isSmaller && Object.keys(value).length === 2;
}

function isRegisterRhythm(value: unknown): value is NonNullable<VendorProfile["registers"]> {
  if (typeof value !== "object" || value === null || Object.keys(value).length !== 2) return false;
  const listVersions: unknown = "listVersions" in value ? value.listVersions : undefined;
  const minutes = "minutes" in value ? value.minutes : undefined;
  const isList = Array.isArray(listVersions) && listVersions.length <= most.words && listVersions.every(isFilledText);
  // A day at most, in whole minutes.
  return isList && typeof minutes === "number" && Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440;
}

function present<Item>(items: readonly (Item | undefined)[]): readonly Item[] {
  return items.filter((item) => item !== undefined);
}
