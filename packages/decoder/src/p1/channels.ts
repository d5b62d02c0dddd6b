import { cdeOf, type ObisCode } from "../cosem/obis-code.ts";
import { channelKinds } from "../reading/channel-kinds.ts";
import { type ClockContext, resolveSeasonTime } from "../reading/meter-clock.ts";
import type { ReadingChannel } from "../reading/reading.ts";
import { decodeHexText, parseP1Number, parseP1Time } from "./value.ts";

const typeCode = cdeOf("24.1.0");
const oldReadingCode = cdeOf("24.3.0");
const valveCode = cdeOf("24.4.0");
const idCodes: ReadonlySet<number> = new Set([cdeOf("96.1.0"), cdeOf("96.1.1"), cdeOf("96.1.2")]);
/** 24.2.0 to 24.2.3: the latest value; Belgian gas that isn't temperature-corrected stands under .3. */
const readingPrefix = cdeOf("24.2.0") >> 8;
/** Gas on a medium of its own, as before DSMR 2.2 (NTA 8130). */
const gasMedium = 7;

type Draft = { -readonly [K in keyof ReadingChannel]: ReadingChannel[K] };

/** Collects what a telegram says of the sub-meters on its M-Bus channels (DSMR companion standard P1, clause 6.4). */
export class ChannelReader {
  readonly #clock: ClockContext;
  readonly #drafts = new Map<number, Draft>();

  constructor(clock: ClockContext) {
    this.#clock = clock;
  }

  /** True where it gave the channel its value, and the time of it. */
  object(obis: ObisCode, values: readonly string[]): boolean {
    const channel = obis.ab & 0xff;
    if (obis.ab >> 8 === gasMedium || channel === 0) return false;
    const draft = this.#drafts.get(channel) ?? { channel };
    this.#drafts.set(channel, draft);
    const last = values.at(-1) ?? "";
    if (obis.cde === typeCode) this.#type(draft, last);
    else if (obis.cde === valveCode) setNumber(draft, "valve", last);
    else if (idCodes.has(obis.cde) && last !== "") draft.id ??= decodeHexText(last);
    else if (obis.cde >> 8 === readingPrefix) return this.#value(draft, values[0] ?? "", last, undefined);
    else if (obis.cde === oldReadingCode) this.#oldValue(draft, values);
    return false;
  }

  finish(): readonly ReadingChannel[] {
    return [...this.#drafts.values()].sort((a, b) => a.channel - b.channel);
  }

  #type(draft: Draft, text: string): void {
    setNumber(draft, "type", text);
    const kind = draft.type === undefined ? undefined : channelKinds[draft.type];
    if (kind !== undefined) draft.kind = kind;
  }

  #value(draft: Draft, time: string, text: string, unit: string | undefined): boolean {
    const parsed = parseP1Time(time);
    if (parsed !== undefined) draft.timestamp = resolveSeasonTime(parsed.local, parsed.season, this.#clock).text;
    const number = parseP1Number(text);
    if (number === undefined) return false;
    draft.value = number.value;
    const said = number.unit ?? unit;
    if (said !== undefined) draft.unit = said;
    return parsed !== undefined;
  }

  /** DSMR 2.2 and 3: `(time)(status)(minutes)(count)`, for each of the count `(code)(unit)`, and the values below. */
  #oldValue(draft: Draft, values: readonly string[]): void {
    const first = 4 + 2 * Math.max(1, parseP1Number(values[3] ?? "")?.value ?? 1);
    const value = values[first];
    if (value !== undefined) this.#value(draft, values[0] ?? "", value, values[5]);
  }
}

function setNumber(draft: Draft, field: "type" | "valve", text: string): void {
  const number = parseP1Number(text);
  if (number !== undefined && number.unit === undefined) draft[field] = number.value;
}
