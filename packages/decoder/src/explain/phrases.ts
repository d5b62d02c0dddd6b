import { obisPhrases } from "../cosem/obis-phrases.ts";
import { type DiagnosisCode, diagnoses } from "../diagnosis.ts";
import { plural } from "./words.ts";

type Count = { readonly count: number };
type Numbered = { readonly number: number };
type Octets = { readonly octets: number };
type Computed = { readonly computed: string };
type Scaler = { readonly scaler: number | string };
type Code = { readonly code: DiagnosisCode };
type Frames = Octets & { readonly frames: number };

const signed = (minutes: number): string => (minutes < 0 ? `- ${-minutes}` : `+ ${minutes}`);

/**
 * What values of fields mean, in English, by its key; what is filled in has a name. A node's meaning is one phrase or several
 * (`joinPhrases`); beside the text it carries their keys and values, so that pages can say the same in other languages.
 */
export const phrases = {
  ...obisPhrases,

  // Names of fields with a number or a term in them
  elementNumber: ({ number }: Numbered) => `element ${number}`,
  typeAndCount: ({ type }: { readonly type: string }) => `${type}: type and count`,
  damagedApdu: ({ apdu }: { readonly apdu: string }) => `${apdu}, damaged`,

  // A capture
  apdusInInput: ({ octets, apdus }: Octets & { readonly apdus: number }) =>
    `${plural(octets, "octet")}: ${plural(apdus, "APDU")} without a frame`,
  noFrameInInput: ({ octets }: Octets) => `${plural(octets, "octet")}: no frame found`,
  framesInInput: ({ octets, frames }: Frames) => `${plural(octets, "octet")}: ${plural(frames, "good frame")}`,
  damagedInInput: ({ octets, frames, damaged }: Frames & { readonly damaged: number }) =>
    `${plural(octets, "octet")}: ${plural(frames, "good frame")}, ${damaged} damaged`,
  fillBetweenFrames: "fill between frames",
  octetsOfNoFrame: ({ count }: Count) => `${plural(count, "octet")} that belong to no frame`,
  octetCount: ({ count }: Count) => plural(count, "octet"),
  /** What a diagnosis is called, and what to do about it. */
  titleOf: ({ code }: Code) => `${diagnoses[code].title}.`,
  hintOf: ({ code }: Code) => diagnoses[code].hint,

  // Frames
  fromMeter: "from a meter",
  toMeter: "to a meter",
  partOfMessage: "part of a message",
  numberedPartOfMessage: ({ number }: Numbered) => `part ${number} of a message`,
  lastOne: "the last one",
  moreFollow: "more follow",
  ofSegments: ({ octets }: Octets) =>
    `${plural(octets, "octet")}, put together from segments; offsets count in the message`,
  ofBlocks: ({ octets }: Octets) =>
    `${plural(octets, "octet")}, put together from blocks; offsets count in the message`,
  withoutEscapes: "with the doubled escape octets taken out; offsets count in what is left",
  frameBegins: "a frame begins",
  frameEnds: "the frame ends",
  cutShort: "cut short",
  formatType3: "format type 3",
  wholeOrLastSegment: "a whole message or its last segment",
  moreSegments: "more segments follow",
  octetsBetweenFlags: ({ count }: Count) => `${plural(count, "octet")} between the flags`,
  devices: ({ logical, physical }: { readonly logical: number; readonly physical: number }) =>
    `logical device ${logical}, physical device ${physical}`,
  controlUi: "UI: unnumbered information",
  controlDm: "DM: disconnected mode",
  controlDisc: "DISC: disconnect",
  controlUa: "UA: unnumbered acknowledgement",
  controlSnrm: "SNRM: set normal response mode",
  controlFrmr: "FRMR: frame reject",
  controlI: ({ number, awaited }: Numbered & { readonly awaited: number }) =>
    `I: information, number ${number}, awaits number ${awaited}`,
  controlRr: ({ awaited }: { readonly awaited: number }) => `RR: receive ready, awaits ${awaited}`,
  controlRnr: ({ awaited }: { readonly awaited: number }) => `RNR: not ready, awaits ${awaited}`,
  controlOther: "a kind of frame that meters do not send",
  pollFinal: "poll/final bit set",
  headerChecksumRight: "checksum of the header: right",
  headerChecksumWrong: ({ computed }: Computed) => `checksum of the header: wrong, ${computed} would be right`,
  frameChecksumRight: "checksum of the frame: right",
  frameChecksumWrong: ({ computed }: Computed) => `checksum of the frame: wrong, ${computed} would be right`,
  telegramChecksum: "checksum of the telegram",
  telegramChecksumRight: "checksum of the telegram: right",
  telegramChecksumWrong: ({ computed }: Computed) => `checksum of the telegram: wrong, ${computed} would be right`,
  sumRight: "sum of all octets from the C field on: right",
  sumWrong: ({ computed }: Computed) => `sum of all octets from the C field on: wrong, ${computed} would be right`,
  longFrameBegins: "an M-Bus long frame begins",
  repeated: "repeated",
  lengthSaidTwice: ({ octets }: Octets) => `${plural(octets, "octet")} from the C field to the checksum, said twice`,
  modulo256: "modulo 256",
  lengthNotSaid: "not said: the frame ends with the pause",
  sndUd: "SND-UD: user data",
  rspUd: "RSP-UD: response with user data",
  frameControl: "frame control",
  broadcastNotAnswered: "broadcast, not answered",
  broadcastAnswered: "broadcast, answered",
  addressOfMeter: "address of the meter",
  telegramOfMessage: ({ number }: Numbered) => `telegram ${number} of its message`,
  octetsFollow: ({ count }: Count) => `${plural(count, "octet")} follow`,

  // Messages
  startsNoApdu: "no APDU that a meter pushes begins so",
  notExplained: "not explained further: it carries no pushed values",
  /** Behind what was sent as date and time: what it was taken for. */
  readAs: ({ time }: { readonly time: string }) => `; read as ${time}`,
  noDateTime: "no date-time is sent",
  noTime: "no time is sent",
  dateTimeNotSpecified: "parts of date and time are not specified",
  invokeId: ({ id }: { readonly id: number }) => `invoke id ${id}`,
  confirmed: "confirmed",
  unconfirmed: "unconfirmed",
  normalPriority: "normal priority",
  highPriority: "high priority",
  deviationNotSpecified: "deviation from UTC not specified",
  deviation: ({ minutes }: { readonly minutes: number }) => `UTC is local time ${signed(minutes)} minutes`,
  clockStatusNotSpecified: "clock status not specified",
  daylightSaving: "daylight saving active",
  noDaylightSaving: "daylight saving not active",
  clockInvalid: "clock invalid",
  clockDoubtful: "clock doubtful",
  fromSecurityControl: "octets from the security control on",
  neverTwice: "counts the messages; never the same twice with one key",
  makerAndOwnPart: ({ maker }: { readonly maker: string }) => `maker ${maker}, and the meter's own part`,
  suite: ({ suite }: { readonly suite: number }) => `security suite ${suite}`,
  encrypted: "encrypted",
  notEncrypted: "not encrypted",
  authenticated: "authenticated",
  notAuthenticated: "not authenticated",
  broadcastKey: "broadcast key",
  unicastKey: "unicast key",
  compressed: "compressed",
  decrypted: "decrypted",
  alreadyDecrypted: "its content was already decrypted",
  signedOnly: "signed, not encrypted",
  notVerified: "not verified",
  verified: "verified: the authentication key is right, and nothing was changed",
  ciphertextGone: "can't be verified: the ciphertext is gone",
  noEncryptionKey: "not verified: no encryption key is set",
  noAuthenticationKey: "not verified: no authentication key is set",
  inClear: "in clear",
  plainText: ({ octets }: Octets) => `${plural(octets, "octet")}, deciphered; offsets count in the plain text`,
  plainLines: ({ octets }: Octets) =>
    `${plural(octets, "octet")}, the first line and what was deciphered; offsets count in the plain text`,
  moreBlocks: "more blocks follow",
  lastBlock: "last block",
  streaming: "streaming",
  notStreaming: "not streaming",
  window: ({ size }: { readonly size: number }) => `window ${size}`,
  block: ({ number }: Numbered) => `block ${number}`,
  octetsOfMessage: ({ count }: Count) => `${plural(count, "octet")} of the message`,

  // Values
  valueCount: ({ count }: Count) => plural(count, "value"),
  list: ({ version }: { readonly version: string }) => `list ${version}`,
  profile: ({ id }: { readonly id: string }) => `profile ${id}`,
  measured: ({ value, unit }: { readonly value: number | string; readonly unit: string }) => `${value} ${unit}`,
  number: ({ value }: { readonly value: number }) => `${value}`,
  readValue: ({ value }: { readonly value: string }) => `read as ${value}`,
  scaleNotKnown: "scale not known",
  byPlace: ({ code }: { readonly code: string }) => `${code} by its place`,
  valueBeforeTimes: ({ scaler }: Scaler) => `the value before it x 10^${scaler}`,
  valueTimes: ({ scaler }: Scaler) => `the value x 10^${scaler}`,
  noUnit: "no unit",
  unknownUnit: "a unit that the standard does not name",
  currency: "currency",
  otherUnit: "other",

  // P1 telegrams
  makerAndModel: ({ maker, model }: { readonly maker: string; readonly model: string }) =>
    `maker ${maker}, model ${model}`,
  makerOnly: ({ maker }: { readonly maker: string }) => `maker ${maker}, model not said`,
  malformedLine: "not `code(value)`: left out",
  summerTime: "summer time",
  winterTime: "winter time",
  textAsHex: "text in hexadecimal",

  // SML telegrams
  smlBegins: "an SML telegram begins, version 1",
  telegramEnds: "the telegram ends",
  openResponse: "open response",
  closeResponse: "close response",
  listResponse: "get-list response",
  secondsOfMeter: "seconds that the meter has counted",
  secondsUtc: "seconds since 1970, UTC",
  secondsLocal: "seconds since 1970, with local time beside it",
  secondsCounted: ({ count }: Count) => `${count} seconds counted`,
  absent: "absent",

  // Quantities and sub-meters, where a reading has names of its own
  demandAverage: "mean import power of the running quarter-hour",
  demandMaximum: "highest quarter-hour of this month",
  electricity: "electricity",
  water: "water",
  heatCostAllocator: "heat cost allocator",
  heatAndCooling: "heat and cooling",
} as const;

export type Phrases = typeof phrases;
