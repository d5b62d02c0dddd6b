import { dataNotificationTag, parseDataNotification } from "./apdu/data-notification.ts";
import { eventNotificationTag, parseEventNotification, toPushList } from "./apdu/event-notification.ts";
import { type CosemDateTime, parseDateTime } from "./axdr/date-time.ts";
import { DataWalker } from "./axdr/walk.ts";
import { Cursor } from "./bytes/cursor.ts";
import { createDiagnosis, type Diagnosis, type DiagnosisCode } from "./diagnosis.ts";
import { CutShortError, DecodeError } from "./errors.ts";
import { readP1Telegram } from "./p1/read-telegram.ts";
import { createTelegramPlan } from "./p1/telegram-plan.ts";
import type { ProfileSet } from "./profiles/match.ts";
import type { VendorProfile } from "./profiles/profile.ts";
import { createListPlan } from "./reading/list-plan.ts";
import type { MessagePlan } from "./reading/message-plan.ts";
import { type ClockContext, resolveDateTime } from "./reading/meter-clock.ts";
import type { PlacedMessage, PlanBook } from "./reading/plan-book.ts";
import { PushList } from "./reading/push-list.ts";
import { type ListResult, readList } from "./reading/read-list.ts";
import type { Reading } from "./reading/reading.ts";
import type { ScaleBook } from "./reading/scale-book.ts";
import type { UnscaledValues } from "./reading/unscaled-values.ts";
import { concat } from "./reassembly/assembly.ts";
import {
  type CipheredApdu,
  flagIdOf,
  generalGloTag,
  isCiphering,
  parseGeneralGlo,
  readUsualGlo,
  unsupportedCiphering,
} from "./security/general-ciphering.ts";
import { placePlain } from "./security/plain-room.ts";
import type { SenderWatch } from "./security/sender-watch.ts";
import { systemTitleText } from "./security/system-title.ts";
import { openUsual, type UnsealContext, type Unsealed, unseal } from "./security/unseal.ts";
import { readSml } from "./sml/read-sml.ts";
import { say, type Words } from "./words/say.ts";

export interface ApduContext extends UnsealContext {
  readonly country: string | undefined;
  readonly clock: (profile: VendorProfile | undefined) => ClockContext;
  readonly profiles: ProfileSet;
  /** What was learned of the senders of ciphered frames. */
  readonly senders: SenderWatch;
  /** What was learned of the lists that came before; absent where nobody waits for the next ones. */
  readonly plans?: PlanBook | undefined;
  /** What is known of the scales of the line's meters. */
  readonly scales: ScaleBook;
}

/** What one APDU, or one telegram, came to. */
export interface ApduResult {
  readonly reading?: Reading | undefined;
  readonly profile?: string | undefined;
  readonly ciphered?: CipheredApdu | undefined;
  readonly unsealed?: Unsealed | undefined;
  /** Epoch milliseconds of the meter's clock. */
  readonly clock?: number | undefined;
  /** The clock's offset came from zone rules. */
  readonly usedZone?: boolean | undefined;
  /** The values that came without a scaler: evidence of their scale, once the reading counts. */
  readonly unscaled?: UnscaledValues | undefined;
  readonly diagnoses: readonly Diagnosis[];
  /** Octets of the APDU that were read: behind it, another may stand. */
  readonly length: number;
  /** The octets end before the message does. */
  readonly isCut?: boolean | undefined;
  /** How to read the next list of this kind, once the reading is complete. */
  readonly plan?: NewPlan | undefined;
  /** The plan by which it was read: the same one for the same list. */
  readonly byPlan?: MessagePlan | undefined;
}

export interface NewPlan {
  readonly sender: string;
  readonly make: (reading: Reading) => MessagePlan;
}

/** Tags of APDUs that are known and that carry no values of their own accord (connection set-up, requests and answers, in clear or ciphered). */
const emptyTags: ReadonlySet<number> = new Set([
  0x60, 0x61, 0x62, 0x63, 0x81, 0xc0, 0xc1, 0xc3, 0xc4, 0xc5, 0xc7, 0xc8, 0xc9, 0xcb, 0xd0, 0xd1, 0xd3, 0xd8,
]);

/** Decodes one APDU, or a P1 telegram. Never throws for what it is given. */
export function decodeApdu(apdu: Uint8Array, context: ApduContext): ApduResult {
  try {
    return decode(apdu, context);
  } catch (error) {
    return refuseFor(error, apdu);
  }
}

/** What a parser threw, as a result; what isn't the meter's fault goes on. */
function refuseFor(error: unknown, octets: Uint8Array): ApduResult {
  if (!(error instanceof DecodeError)) throw error;
  const { code, words, offset } = error;
  const diagnoses = [createDiagnosis(code, words, { offset })];
  return { diagnoses, length: octets.length, ...(error instanceof CutShortError ? { isCut: true } : {}) };
}

/** Decodes the messages of one SML telegram. Never throws for what it is given. */
export function decodeSml(messages: Uint8Array): ApduResult {
  try {
    const reading = readSml(messages);
    const { length } = messages;
    if (reading !== undefined) {
      const clock = reading.timestamp === undefined ? undefined : Date.parse(reading.timestamp);
      return { reading, clock, diagnoses: [], length };
    }
    return refuse("apdu/no-values", say("smlNoList"), length);
  } catch (error) {
    return refuseFor(error, messages);
  }
}

function decode(apdu: Uint8Array, context: ApduContext): ApduResult {
  const tag = apdu[0];
  if (tag === dataNotificationTag) return decodeNotification(apdu, context, undefined);
  if (isCiphering(tag)) return decodeCiphered(apdu, context);
  if (tag === eventNotificationTag) return decodeEvent(apdu, context, undefined);
  if (tag === 0x2f) return decodeP1OrCiphered(apdu, context);
  if (tag === undefined) return refuse("apdu/no-values", say("noInformation"), 0);
  const text = `0x${tag.toString(16).padStart(2, "0")}`;
  if (emptyTags.has(tag)) return refuse("apdu/no-values", say("noPushedValues", { tag: text }), apdu.length);
  const unsupported = unsupportedCiphering(tag);
  if (unsupported !== undefined)
    return refuse("security/unsupported", say("unsupportedService", { service: unsupported, tag: text }), apdu.length);
  return refuse("apdu/unknown-tag", say("unknownTag", { tag: text }), apdu.length);
}

function refuse(code: DiagnosisCode, words: Words, length: number): ApduResult {
  return { diagnoses: [createDiagnosis(code, words)], length };
}

/** `firstLine`: of a P1 telegram whose ciphered content holds data lines only. */
function decodeCiphered(apdu: Uint8Array, context: ApduContext, firstLine?: Uint8Array): ApduResult {
  const { senders } = context;
  const ciphered = parseGeneralGlo(apdu, undefined, senders.knownTitle);
  const title = systemTitleText(ciphered.systemTitle);
  const unsealed = unseal(ciphered, context);
  if (!unsealed.ok) return { ciphered, unsealed, diagnoses: [unsealed.diagnosis], length: ciphered.length };
  const { plain, authenticated, notes } = unsealed;
  const content = firstLine === undefined || plain[0] === 0x2f ? plain : concat([firstLine, plain]);
  const inner = decodePlain(content, context, ciphered);
  const { reading } = inner;
  if (reading !== undefined) {
    reading.systemTitle = title;
    if (authenticated !== undefined) reading.authenticated = authenticated;
  }
  return {
    reading,
    profile: inner.profile,
    ciphered,
    unsealed,
    clock: inner.clock,
    usedZone: inner.usedZone,
    unscaled: inner.unscaled,
    diagnoses: notes.length === 0 ? inner.diagnoses : [...notes, ...inner.diagnoses],
    length: ciphered.length,
    isCut: inner.isCut,
    plan: inner.plan,
    byPlan: inner.byPlan,
  };
}

/** What stood behind a ciphering header; errors in it are of the message, not of the ciphering. */
function decodePlain(plain: Uint8Array, context: ApduContext, ciphered: CipheredApdu): ApduResult {
  try {
    const opened = { ciphered, unsealed: undefined };
    const planned = context.plans === undefined ? undefined : decodePlainByPlan(context.plans, plain, opened);
    if (planned !== undefined) return planned;
    if (plain[0] === dataNotificationTag) return decodeNotification(plain, context, ciphered);
    if (plain[0] === eventNotificationTag) return decodeEvent(plain, context, ciphered);
    if (plain[0] === 0x2f) return decodeP1(plain, context, ciphered);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return refuse(error.code, [...say("deciphered"), ...error.words], plain.length);
  }
  return refuse("apdu/no-values", say("decipheredNoMessage"), plain.length);
}

/** A first line, then data lines; or a first line, then ciphered content (Poland). */
function decodeP1OrCiphered(telegram: Uint8Array, context: ApduContext): ApduResult {
  const at = cipheredPartAt(telegram);
  if (at === undefined) return decodeP1(telegram, context, undefined);
  const apdu = concat([Uint8Array.of(generalGloTag), telegram.subarray(at)]);
  return { ...decodeCiphered(apdu, context, telegram.subarray(0, at)), length: telegram.length };
}

/** Where the ciphering begins behind a telegram's first line: the length of the system title, the APDU's tag left out. */
export function cipheredPartAt(telegram: Uint8Array): number | undefined {
  let at = telegram.indexOf(0x0a) + 1;
  while (telegram[at] === 0x0a || telegram[at] === 0x0d) at++;
  const next = telegram[at];
  return at > 0 && (next === 0 || next === 8) ? at : undefined;
}

function decodeP1(telegram: Uint8Array, context: ApduContext, ciphered: CipheredApdu | undefined): ApduResult {
  const clock = context.clock(undefined);
  const told = readP1Telegram(telegram, clock);
  if (told === undefined) return refuse("apdu/no-values", say("p1NoLine"), telegram.length);
  const { places, ...result } = told;
  const { length } = telegram;
  const isClockPlanned = result.clock === undefined || places.times.some(({ channel }) => channel === undefined);
  if (context.plans === undefined || result.diagnoses.length > 0 || !isClockPlanned) return { ...result, length };
  const planned = { octets: telegram, places, clock };
  return {
    ...result,
    length,
    plan: { sender: senderOf(ciphered), make: (whole) => createTelegramPlan(planned, whole) },
  };
}

const noDiagnoses: readonly Diagnosis[] = [];

/** How a message was deciphered that a plan reads. */
interface Opened {
  readonly ciphered: CipheredApdu;
  readonly unsealed: Unsealed | undefined;
}

/** Decodes a message by a plan that fits it; undefined where it needs the whole reader after all. */
export function decodeByPlan(
  plan: MessagePlan,
  { octets, view, from, to }: PlacedMessage,
  opened?: Opened,
): ApduResult | undefined {
  const reading = plan.read(octets, view, from);
  if (reading === undefined) return undefined;
  return {
    reading,
    profile: plan.profile,
    ciphered: opened?.ciphered,
    unsealed: opened?.unsealed,
    clock: plan.clock,
    usedZone: plan.usedZone,
    unscaled: plan.unscaled,
    diagnoses: noDiagnoses,
    length: opened?.ciphered.length ?? to - from,
    isCut: undefined,
    plan: undefined,
    byPlan: plan,
  };
}

/** Decodes a ciphered message of the usual form whose content is like one before it; undefined for others. */
export function decodeSealedByPlan(
  { octets, from, to }: PlacedMessage,
  context: ApduContext,
  plans: PlanBook,
): ApduResult | undefined {
  const ciphered = readUsualGlo(octets, { from, to }, context.senders.knownTitle);
  if (ciphered === undefined || !plans.knows(senderOf(ciphered), ciphered.content.length)) return undefined;
  const plain = openUsual(ciphered, context);
  if (plain === undefined) return undefined;
  const result = decodePlainByPlan(plans, plain, {
    ciphered,
    unsealed: { ok: true, plain, authenticated: true, notes: noDiagnoses },
  });
  if (result?.reading !== undefined) result.reading.authenticated = true;
  return result;
}

/** An APDU that was deciphered. */
function decodePlainByPlan(plans: PlanBook, octets: Uint8Array, opened: Opened): ApduResult | undefined {
  const placed = placePlain(octets, opened.ciphered.content.length);
  const plan = plans.find(placed, senderOf(opened.ciphered));
  return plan === undefined ? undefined : decodeByPlan(plan, placed, opened);
}

/** Which sender a plan is for: a ciphered list's maker is told by its system title. */
function senderOf(ciphered: CipheredApdu | undefined): string {
  return ciphered === undefined ? "" : systemTitleText(ciphered.systemTitle);
}

function decodeNotification(apdu: Uint8Array, context: ApduContext, ciphered: CipheredApdu | undefined): ApduResult {
  const { dateTimeAt, bodyAt } = parseDataNotification(apdu);
  const dateTime = dateTimeAt === undefined ? undefined : parseDateTime(apdu, dateTimeAt);
  const { list, ...result } = decodeBody(walkBody(apdu, bodyAt), dateTime, context, ciphered);
  const { reading, diagnoses, length } = result;
  // A date-time that can't be read may be one the next time: such a list is always read in full.
  const isPlain =
    diagnoses.length === 0 && length === apdu.length && (dateTimeAt === undefined || dateTime !== undefined);
  if (context.plans === undefined || reading === undefined || list === undefined || !isPlain) return result;
  const { places, profile, unscaled } = list;
  const clock = context.clock(profile);
  const planned = { apdu, places, dateTimeAt, clock, profile: profile?.id, unscaled };
  return { ...result, plan: { sender: senderOf(ciphered), make: (whole) => createListPlan(planned, whole) } };
}

function decodeEvent(apdu: Uint8Array, context: ApduContext, ciphered: CipheredApdu | undefined): ApduResult {
  const event = parseEventNotification(apdu);
  const dateTime = event.dateTimeAt === undefined ? undefined : parseDateTime(apdu, event.dateTimeAt);
  const { list, ...result } = decodeBody(walkBody(toPushList(apdu, event), 0), dateTime, context, ciphered);
  return { ...result, length: apdu.length };
}

interface Body {
  readonly list: PushList;
  readonly end: number;
}

function decodeBody(
  { list, end }: Body,
  dateTime: CosemDateTime | undefined,
  context: ApduContext,
  ciphered: CipheredApdu | undefined,
): ApduResult & { readonly list?: ListResult } {
  const flagId = ciphered === undefined ? undefined : flagIdOf(ciphered.systemTitle);
  const { country, clock, profiles, scales } = context;
  const result = readList(list, { flagId, country, clock, profiles, scales, systemTitle: ciphered?.systemTitle });
  if (result === undefined) {
    return refuse("apdu/no-values", say("noCodeOrNumber"), end);
  }
  const { reading, profile, unscaled, diagnoses } = result;
  const time = dateTime === undefined ? result.clock : resolveDateTime(dateTime, context.clock(profile));
  if (time !== undefined) reading.timestamp = time.text;
  return {
    reading,
    profile: profile?.id,
    clock: time?.epoch,
    usedZone: time?.usedZone ?? false,
    unscaled,
    diagnoses,
    length: end,
    list: result,
  };
}

function walkBody(apdu: Uint8Array, bodyAt: number): Body {
  const cursor = new Cursor(apdu, "axdr/malformed", bodyAt);
  const list = new PushList(apdu);
  try {
    new DataWalker(cursor, list).value();
    return { list, end: cursor.offset };
  } catch (error) {
    const untagged = error instanceof DecodeError ? walkAttributeList(apdu, bodyAt) : undefined;
    if (untagged === undefined) throw error;
    return untagged;
  }
}

/** What is no tagged data may be a list of untagged attributes. */
function walkAttributeList(apdu: Uint8Array, bodyAt: number): Body | undefined {
  const cursor = new Cursor(apdu, "axdr/malformed", bodyAt);
  const list = new PushList(apdu);
  try {
    new DataWalker(cursor, list).attributeList();
    return { list, end: cursor.offset };
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
