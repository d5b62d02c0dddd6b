import { DataTag } from "../axdr/data-tag.ts";
import { dateTimeOctets, parseDateTime } from "../axdr/date-time.ts";
import { scaled, scaledText } from "../bytes/decimal.ts";
import { toHex } from "../bytes/hex.ts";
import { cdeOf, type ObisCode, obisText, parseObis } from "../cosem/obis-code.ts";
import { unitNames } from "../cosem/units.ts";
import { createDiagnosis, type Diagnosis } from "../diagnosis.ts";
import { builtInProfiles, matchLayout, matchProfile, type ProfileSet } from "../profiles/match.ts";
import type { Column, Layout, VendorProfile } from "../profiles/profile.ts";
import { say } from "../words/say.ts";
import { fitsLayout } from "./fit-layout.ts";
import { channelOf, ListChannels } from "./list-channels.ts";
import type { ListPlaces } from "./list-plan.ts";
import { listShape } from "./list-shape.ts";
import { type ClockContext, type MeterTime, resolveDateTime } from "./meter-clock.ts";
import { isString, type ListItem, type PushList } from "./push-list.ts";
import type { QuantityRow } from "./quantities.ts";
import { isElectricity, quantityOf, setQuantity } from "./quantity-index.ts";
import type { QuantityName, Reading, ReadingObject } from "./reading.ts";
import { regroupItems } from "./regroup-items.ts";
import { candidateScalers, scaleRuleOf } from "./scale.ts";
import { ScaleBook } from "./scale-book.ts";
import { scaleIdentityOf } from "./scale-identity.ts";
import { textOf } from "./text.ts";
import { type UnscaledPlace, UnscaledValues } from "./unscaled-values.ts";

/** What a list is read with. */
export interface ListContext {
  /** Three letters of the system title's maker. */
  readonly flagId?: string | undefined;
  readonly country?: string | undefined;
  readonly clock: (profile: VendorProfile | undefined) => ClockContext;
  /** Default: the built-in ones. */
  readonly profiles?: ProfileSet | undefined;
  /** What is known of the scales of the line's meters. Default: nothing but what is documented. */
  readonly scales?: ScaleBook | undefined;
  /** Of the ciphering around the list. */
  readonly systemTitle?: Uint8Array | undefined;
}

export interface ListResult {
  readonly reading: Reading;
  readonly profile: VendorProfile | undefined;
  /** The clock register's time, where the list holds one. */
  readonly clock: MeterTime | undefined;
  /** The values that came without a scaler; undefined where all had one. */
  readonly unscaled: UnscaledValues | undefined;
  readonly diagnoses: readonly Diagnosis[];
  /** Where the values stand that may change from one list to the next. */
  readonly places: ListPlaces;
}

const clockCode = cdeOf("1.0.0");
const deviceNameCode = cdeOf("42.0.0");
const deviceCode = cdeOf("96.1.1");
const versionCode = cdeOf("0.2.129");
const tariffCode = cdeOf("96.14.0");
/** Electricity ID 2: where Kamstrup's long lists say the meter's number, as a number. */
const meterNumberCode = cdeOf("0.0.1");

/** Identity by OBIS code (medium 0, or 1 as Kamstrup and Aidon write it); the first row whose text is there wins. */
const identityCodes: ReadonlyMap<number, "listVersion" | "meterId" | "meterModel" | "logicalDeviceName"> = new Map([
  [cdeOf("0.2.129"), "listVersion"],
  [cdeOf("96.1.0"), "meterId"],
  [cdeOf("0.0.5"), "meterId"],
  [cdeOf("96.1.1"), "meterModel"],
  [cdeOf("96.1.7"), "meterModel"],
  [cdeOf("42.0.0"), "logicalDeviceName"],
]);

/**
 * Reads what a push list says; undefined where it holds neither an OBIS code nor a number.
 */
export function readList(list: PushList, context: ListContext): ListResult | undefined {
  list.bindCaptureObjects();
  regroupItems(list);
  const hasNumber = list.items.some(isNumber);
  if (list.items.length === 0 || !(list.hasObis || hasNumber)) return undefined;
  const listVersion = listVersionOf(list);
  const traits = { listVersion, flagId: context.flagId ?? flagIdOfDevice(list) };
  const profiles = context.profiles ?? builtInProfiles;
  const byPlace = list.hasObis ? undefined : matchLayout(traits, profiles, (layout) => fitsLayout(list, layout));
  const known = matchProfile(traits, profiles);
  const layout = byPlace?.layout;
  const profile = byPlace?.profile ?? known;
  const reading: Reading = { objects: [] };
  const reader = new ListReader(list, reading, profile, context);
  const maker = known ?? (layout?.everyMaker === true ? undefined : profile);
  if (maker !== undefined && maker.manufacturer !== "") reading.manufacturer = maker.manufacturer;
  if (listVersion !== undefined && known !== undefined && beginsWithVersion(layout)) reading.listVersion = listVersion;
  reader.read(layout);
  if (!list.hasObis && layout === undefined) reader.diagnoses.push(unknownList(list));
  const { clock, unscaled, diagnoses, places } = reader;
  return { reading, profile, clock, unscaled, diagnoses, places };
}

/** The text that stands first may be a device's name, where a layout says so. */
function beginsWithVersion(layout: Layout | undefined): boolean {
  const first = layout?.columns[0]?.obis;
  return first === undefined || parseObis(first)?.cde === versionCode;
}

/** The text under 0.2.129, or the one that stands first without an OBIS code. */
function listVersionOf(list: PushList): string | undefined {
  const item = list.items.find((candidate) => candidate.obis?.cde === versionCode) ?? list.items[0];
  if (item === undefined || (item.obis !== undefined && item.obis.cde !== versionCode)) return undefined;
  return isString(item) ? textOf(list.octets, item.from, item.to) : undefined;
}

/** The maker's three letters at the start of the logical device name (Green Book, "COSEM logical device name"). */
function flagIdOfDevice(list: PushList): string | undefined {
  const item = list.items.find((candidate) => candidate.obis?.cde === deviceNameCode && isString(candidate));
  return item === undefined ? undefined : textOf(list.octets, item.from, item.to)?.slice(0, 3);
}

/** What a profile for this list must fit: its places, and the data types that stand there. */
function unknownList(list: PushList): Diagnosis {
  const { positions } = list;
  return createDiagnosis("profile/unknown-list", say("unknownList", { count: positions }), {
    evidence: { count: positions, dataTypes: listShape(list) },
  });
}

/** The unit that was sent, else the one that is documented; undefined where there is none. */
function unitOf(item: ListItem, column: Column | undefined, row: QuantityRow | undefined): string | undefined {
  return item.unit === undefined ? (column?.unit ?? row?.unit) : unitNames[item.unit];
}

/** Eight to twenty letters and digits, most of them digits. */
function looksLikeMeterNumber(text: string): boolean {
  return /^[0-9A-Za-z]{8,20}$/.test(text) && text.replace(/\D/g, "").length * 2 > text.length;
}

/** Undefined where the scaler is damage, or a float is no number. */
function scaledValue(item: ListItem, scaler: number): number | string | boolean | undefined {
  if (item.big !== undefined) return scaledText(item.big, scaler);
  if (item.tag === DataTag.Boolean) return item.number !== 0;
  const value = scaled(item.number ?? Number.NaN, scaler);
  return Number.isFinite(value) ? value : undefined;
}

/** With other numbers these two could be the scaler and the unit, or the attribute, of a value beside them. */
function mayScaleAnother({ tag, scaler }: ListItem): boolean {
  return scaler === undefined && (tag === DataTag.Integer || tag === DataTag.Enum);
}

function isNumber({ number, big }: ListItem): boolean {
  return number !== undefined || big !== undefined;
}

function isFloat({ tag }: ListItem): boolean {
  return tag === DataTag.Float32 || tag === DataTag.Float64;
}

function isClock({ cde, f }: ObisCode): boolean {
  return cde === clockCode && f === 255;
}

/** Its twelve octets may be the meter's date and time. */
function mayBeClock(obis: ObisCode | undefined): boolean {
  return obis === undefined || isClock(obis);
}

/** The meter's own number says who it is: another one is another meter. A sub-meter's value stands in two places of a reading. */
function staysFixed(obis: ObisCode | undefined): boolean {
  return obis !== undefined && (obis.cde === meterNumberCode || channelOf(obis) > 0);
}

/** An item, and what its place in the list means. */
interface PlacedItem {
  readonly item: ListItem;
  readonly obis: ObisCode | undefined;
  readonly column: Column | undefined;
  /** A number's; undefined where it is no quantity of ours. */
  readonly row: QuantityRow | undefined;
  /** A number's whose scaler has to be asked for. */
  readonly unscaled: UnscaledPlace | undefined;
}

/** What a number was read with. */
interface ReadNumber {
  readonly scaler: number;
  /** It set the row's quantity. */
  readonly isQuantity: boolean;
}

class ListReader {
  readonly diagnoses: Diagnosis[] = [];
  readonly places: ListPlaces = { numbers: [], clocks: [] };
  clock: MeterTime | undefined;
  unscaled: UnscaledValues | undefined;
  #layout: Layout | undefined;
  readonly #list: PushList;
  readonly #reading: Reading;
  readonly #profile: VendorProfile | undefined;
  readonly #context: ListContext;
  readonly #objects: ReadingObject[] = [];
  readonly #undecided: string[] = [];
  readonly #channels = new ListChannels();
  #meterNumber: number | undefined;

  constructor(list: PushList, reading: Reading, profile: VendorProfile | undefined, context: ListContext) {
    this.#list = list;
    this.#reading = reading;
    this.#profile = profile;
    this.#context = context;
  }

  read(layout: Layout | undefined): void {
    this.#layout = layout;
    // Values of one unit share a scaler: all of them are noted before the first is read.
    const placed = this.#list.items.map((item) => this.#place(item, layout?.columns[item.position]));
    this.unscaled?.decide();
    for (const place of placed) {
      const { item, obis } = place;
      this.#item(place);
      if (obis?.cde === meterNumberCode && isElectricity(obis.ab)) this.#meterNumber = item.number;
    }
    this.#reading.objects = this.#objects;
    const channels = this.#channels.finish();
    if (channels.length > 0) this.#reading.channels = channels;
    if (this.#meterNumber !== undefined) this.#reading.meterId ??= `${this.#meterNumber}`;
    if (layout === undefined) this.#identifyByLastText();
    if (this.#undecided.length > 0) this.diagnoses.push(this.#scaleUndecided());
  }

  #place(item: ListItem, column: Column | undefined): PlacedItem {
    const obis = item.obis ?? (column?.obis === undefined ? undefined : parseObis(column.obis));
    if (!isNumber(item)) return { item, obis, column, row: undefined, unscaled: undefined };
    const row = obis === undefined ? undefined : quantityOf(obis.ab, obis.cde, obis.f);
    return { item, obis, column, row, unscaled: this.#noteUnscaled(item, column, row) };
  }

  #item(place: PlacedItem): void {
    const { item, obis } = place;
    if (isNumber(item)) this.#number(place);
    else if (item.tag === DataTag.NullData || item.tag === DataTag.DontCare) this.#push(item, obis, { value: null });
    else this.#string(item, obis);
  }

  #push(item: ListItem, obis: ObisCode | undefined, object: Omit<ReadingObject, "obis" | "position">): void {
    this.#objects.push(
      obis === undefined ? { position: item.position, ...object } : { obis: obisText(obis), ...object },
    );
    if (obis !== undefined) this.#channels.object(obis, object);
  }

  #number(place: PlacedItem): void {
    const { item, obis, column, row } = place;
    const unit = unitOf(item, column, row);
    const raw = item.number ?? `${item.big}`;
    const scaler = this.#scalerOf(place);
    if (scaler === undefined) {
      this.#undecided.push(obis === undefined ? `${item.position}` : obisText(obis));
      return this.#push(item, obis, { raw, ...(unit ? { unit } : {}) });
    }
    const value = scaledValue(item, scaler);
    if (value === undefined) return this.#push(item, obis, { raw: Number.isFinite(raw) ? raw : `${raw}` });
    this.#push(item, obis, { value, ...(unit ? { unit } : {}), raw });
    if (typeof value !== "number") return;
    const isQuantity = row !== undefined && unit === row.unit && setQuantity(this.#reading, row, value);
    if (!staysFixed(obis)) this.#notePlace(place, { scaler, isQuantity });
  }

  /** A number that may be another one next time. What looked like a scaler first has no place of its own. */
  #notePlace({ item, row, unscaled }: PlacedItem, { scaler, isQuantity }: ReadNumber): void {
    const { from: at, to, tag } = item;
    if (to === at || item.isTelling || mayScaleAnother(item)) return;
    this.places.numbers.push({
      at,
      octets: to - at,
      tag,
      scaler,
      index: this.#objects.length - 1,
      quantity: isQuantity ? (row?.name as QuantityName) : undefined,
      unscaled,
    });
  }

  #scalerOf({ item, column, unscaled }: PlacedItem): number | undefined {
    if (item.scaler !== undefined) return item.scaler;
    return unscaled === undefined ? this.#columnScaler(item, column) : unscaled.unit.scaler;
  }

  /** The scaler of a place in a list, where the value has none: as documented, unless the user has set another. */
  #columnScaler(item: ListItem, column: Column | undefined): number {
    const configured =
      column?.unit === undefined || isFloat(item) ? undefined : this.#context.scales?.configured(column.unit);
    return configured ?? column?.scaler ?? 0;
  }

  /** Notes a value whose scaler has to be asked for; undefined where there is nothing to ask. */
  #noteUnscaled(item: ListItem, column: Column | undefined, row: QuantityRow | undefined): UnscaledPlace | undefined {
    if (item.scaler !== undefined) return undefined;
    const unit = column === undefined ? row?.unit : column.unit;
    // A float carries its own scale; a value that is no quantity of ours is shown as sent.
    if (unit === undefined || isFloat(item)) return undefined;
    if (column !== undefined && (column.scaler !== undefined || this.#isCertain(unit))) return undefined;
    this.unscaled ??= this.#openUnscaled();
    return this.unscaled.place(row, unit, item.number ?? Number(item.big));
  }

  /** Whether the maker's meters do not differ in the scale of a unit: a place without a scaler says 0 then. */
  #isCertain(unit: string): boolean {
    const rule = scaleRuleOf(this.#profile, unit);
    return rule === undefined || candidateScalers(rule).length < 2;
  }

  #openUnscaled(): UnscaledValues {
    const { country, scales: book = new ScaleBook(), systemTitle } = this.#context;
    const { model, ...identity } = scaleIdentityOf(this.#list, this.#layout, systemTitle);
    return new UnscaledValues(book, identity, this.#profile, { country, model });
  }

  #string(item: ListItem, obis: ObisCode | undefined): void {
    const { octets } = this.#list;
    const { from, to } = item;
    const hex = toHex(octets.subarray(from, to));
    const time = this.#time(item, obis);
    if (time !== undefined) {
      this.#push(item, obis, { value: time.text, raw: hex });
      const isMeterClock = mayBeClock(obis) && !item.isSideAttribute;
      return void this.places.clocks.push({ at: item.from, index: this.#objects.length - 1, isMeterClock });
    }
    const text = isString(item) ? textOf(octets, from, to) : undefined;
    const isText = item.tag === DataTag.VisibleString || item.tag === DataTag.Utf8String;
    if (text === undefined) this.#push(item, obis, { value: hex });
    else this.#push(item, obis, isText ? { value: text } : { value: hex, text });
    if (obis !== undefined && text !== undefined) this.#identify(obis, text);
  }

  #time(item: ListItem, obis: ObisCode | undefined): MeterTime | undefined {
    // Twelve octets without a code that are a date and a time stand for the meter's clock (Sagemcom T210-D).
    const isClockPlace = mayBeClock(obis);
    const mayBeTime = item.tag === DataTag.DateTime || (isClockPlace && item.tag === DataTag.OctetString);
    if (item.to - item.from !== dateTimeOctets || !mayBeTime) return undefined;
    const dateTime = parseDateTime(this.#list.octets, item.from);
    if (dateTime === undefined) return undefined;
    const time = resolveDateTime(dateTime, this.#context.clock(this.#profile));
    if (isClockPlace && !item.isSideAttribute) this.clock ??= time;
    return time;
  }

  #identify(obis: ObisCode, text: string): void {
    const channel = obis.ab & 0xff;
    const medium = obis.ab >> 8;
    if (obis.ab === 0 && obis.cde === tariffCode && /^\d{1,4}$/.test(text)) this.#reading.tariff ??= Number(text);
    const isAbstractDevice = medium === 0 && obis.cde === deviceCode;
    const field = isAbstractDevice ? "deviceId1" : identityCodes.get(obis.cde);
    // Channels above belong to sub-meters; Kamstrup writes the electricity meter's own codes with channel 1.
    if (field === undefined || medium > 1 || channel > medium) return;
    this.#reading[field] ??= text.trim();
  }

  /** A meter's number that ends a list without an OBIS code (Sagemcom T210-D). */
  #identifyByLastText(): void {
    const last = this.#list.items.at(-1);
    if (last === undefined || last.obis !== undefined || !isString(last) || !this.#list.hasObis) return;
    const text = textOf(this.#list.octets, last.from, last.to);
    if (text !== undefined && looksLikeMeterNumber(text)) this.#reading.meterId ??= text;
  }

  #scaleUndecided(): Diagnosis {
    const maker = this.#profile?.manufacturer;
    const { country } = this.#context;
    const words = say("scaleUndecided", {
      count: this.#undecided.length,
      ...(maker === undefined ? {} : { maker }),
      ...(country === undefined ? {} : { country }),
    });
    const evidence = {
      ...(maker === undefined ? {} : { maker }),
      ...(country === undefined ? {} : { country }),
      objects: this.#undecided.join(" ").slice(0, 400),
    };
    return createDiagnosis("profile/scale-undecided", words, { evidence });
  }
}
