/** Where a key is printed as an example, with its own name or that of its maker. */
type Example = { readonly source: string };
type Counts = { readonly seen: number; readonly length: number };
type Sums = { readonly received: string; readonly computed: string };
type SizedSums = Sums & { readonly length: number };
type Limit = { readonly limit: number };
type Place = { readonly number: number; readonly expected: number };
type Counters = { readonly counter: number; readonly last: number };
/** `when`: ISO 8601; absent where it is not known. */
type LastGood = { readonly counter: number; readonly when?: string };
/** `version`: absent where a list has none. */
type List = { readonly version?: string; readonly count: number };
type Clock = { readonly timestamp: string; readonly minutes: number };
type KeyDigits = { readonly suite: number; readonly wanted: number; readonly digits: number };
type Tried = {
  readonly port: string;
  readonly settings: number;
  readonly lowest: number;
  readonly highest: number;
};

const valuesOf = (count: number): string => (count === 1 ? "1 value" : `${count} values`);
const listOf = ({ version, count }: List, article: string): string =>
  version === undefined ? `${article} list of ${valuesOf(count)}` : `the list ${version} of ${valuesOf(count)}`;
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const inBrackets = (text: string | undefined): string => (text === undefined ? "" : ` (${text})`);

const keyDigits = "A key has 32 hexadecimal digits, or 64 where the meter uses AES-256 (security suite 2)";
const noTagFits = "The encryption key gives a message, but the tag does not fit the authentication key";

/**
 * Every sentence in which a diagnosis says what was seen, in English, by its key; what is filled in has a name. A diagnosis
 * carries the key and the values beside the text, so that pages can say the same in other languages.
 */
export const sentences = {
  // Frames
  noOctets: "There are no octets at all.",
  noFrame: ({ octets }: { readonly octets: number }) => `No frame in ${octets} octets.`,
  hdlcChecksum: ({ length, received, computed }: SizedSums) =>
    `HDLC frame of ${length} octets: FCS ${received} received, ${computed} computed.`,
  hdlcChecksumOpen: ({ length, received, computed }: SizedSums) =>
    `HDLC frame of ${length} octets: FCS ${received} received, ${computed} computed, and no flag stands at its end.`,
  hdlcHeaderChecksum: ({ received, computed }: Sums) => `HDLC header: HCS ${received} received, ${computed} computed.`,
  hdlcCutShort: ({ seen, length }: Counts) =>
    `An HDLC frame ends after ${seen} octets; it says ${length} with its flags.`,
  hdlcCutInLength: ({ seen }: { readonly seen: number }) =>
    `An HDLC frame ends after ${seen} octets; its length field is not complete.`,
  mbusTwoLengths: ({ first, second }: { readonly first: number; readonly second: number }) =>
    `An M-Bus header says two lengths: ${first} and ${second}.`,
  mbusNoEnd: ({ limit }: Limit) => `No end of an M-Bus frame without a length within ${limit} octets.`,
  mbusWrongEnd: ({ length }: { readonly length: number }) =>
    `An M-Bus frame says ${length} octets, but 0x16 does not stand at its end.`,
  mbusChecksum: ({ length, received, computed }: SizedSums) =>
    `M-Bus frame of ${length} octets: checksum ${received} received, ${computed} computed.`,
  mbusCutShort: ({ seen, length }: Counts) => `An M-Bus frame ends after ${seen} octets; it says ${length}.`,
  cipheredCutShort: ({ seen, length }: Counts) => `A ciphered message ends after ${seen} octets; it says ${length}.`,
  wrapperCutShort: ({ seen, length }: Counts) => `A DLMS wrapper ends after ${seen} octets; it says ${length}.`,
  smlNoEnd: ({ limit }: Limit) => `No end of the SML telegram within ${limit} octets.`,
  smlCutShort: ({ seen }: { readonly seen: number }) =>
    `An SML telegram ends after ${seen} octets without its end mark.`,
  smlChecksum: ({ received, computed }: Sums) => `SML telegram: CRC ${received} received, ${computed} computed.`,
  smlInterrupted: "An SML telegram stops and another one begins.",
  smlUnknownEscape: "An SML telegram holds an unknown escape.",
  p1NoEnd: ({ limit }: Limit) => `No end of the P1 telegram within ${limit} octets.`,
  p1CutShort: ({ seen }: { readonly seen: number }) => `A P1 telegram ends after ${seen} octets without "!".`,
  p1Interrupted: "A P1 telegram stops and another one begins.",
  p1Checksum: ({ received, computed }: Sums) => `P1 telegram: CRC ${received} received, ${computed} computed.`,
  p1LineEnds: "With CR LF at the end of each line it is right: the line ends were changed on the way.",
  p1NoCrc: "P1 telegram: what stands behind `!` is no CRC.",
  p1NoText: ({ octet }: { readonly octet: string }) => `A P1 telegram holds the octet ${octet}, which is no text.`,
  p1CipheredInHeader: "A ciphered P1 telegram ends in its header.",
  p1CipheredLost: ({ seen, length }: Counts) =>
    `A ciphered P1 telegram holds ${seen} octets; it says ${length}: octets were lost.`,
  p1NoChecksum: "The telegram ends with `!` and no CRC, as before DSMR 4.",
  p1MalformedLine: ({ line, text }: { readonly line: number; readonly text: string }) =>
    `Line ${line} is not \`code(value)\`: ${text}`,
  p1MoreMalformedLines: ({ lines }: { readonly lines: number }) => `${lines} more lines are not \`code(value)\`.`,
  messageCut: ({ seen }: { readonly seen: number }) =>
    `The message ends after ${seen} octets, before what it holds does.`,

  // Messages in several frames
  lastSegmentAlone: "A last segment of a message came, but not the first one.",
  middleSegmentAlone: "A segment from the middle of a message came, but not the first one.",
  telegramWithoutFirst: ({ number }: { readonly number: number }) =>
    `Telegram ${number} of a message came, but not telegram 0.`,
  telegramOutOfTurn: ({ number, expected }: Place) =>
    `Telegram ${number} of a message came where telegram ${expected} was due.`,
  blockWithoutFirst: ({ number }: { readonly number: number }) => `Block ${number} of a message came, but not block 1.`,
  blockOutOfTurn: ({ number, expected }: Place) => `Block ${number} of a message came where block ${expected} was due.`,
  tooManyParts: ({ limit }: Limit) => `More than ${limit} octets or too many parts.`,
  tooManyBlocks: ({ limit }: Limit) => `More than ${limit} octets or too many blocks.`,
  segmentsWithoutEnd: ({ parts }: { readonly parts: number }) =>
    `A message began with ${parts === 1 ? "1 segment" : `${parts} segments`}, but its end never came.`,
  blocksWithoutEnd: ({ parts }: { readonly parts: number }) =>
    `A message began with ${parts === 1 ? "1 block" : `${parts} blocks`}, but its end never came.`,
  blockMalformed: "A general block is malformed:",

  // What a message holds
  deciphered: "Deciphered:",
  decipheredNoMessage: "The deciphered content is no message that a meter pushes.",
  noInformation: "The frame carries no information field.",
  noPushedValues: ({ tag }: { readonly tag: string }) => `An APDU with tag ${tag} carries no pushed values.`,
  unknownTag: ({ tag }: { readonly tag: string }) => `No APDU that a meter pushes begins with ${tag}.`,
  noCodeOrNumber: "The message holds neither an OBIS code nor a number.",
  p1NoLine: "The telegram holds no line that can be read.",
  smlNoList: "The SML telegram holds no list of values.",
  octetsExpected: ({ expected, left }: { readonly expected: number; readonly left: number }) =>
    `${expected} octets expected, ${left} left.`,
  nestedTooDeep: ({ limit }: Limit) => `Nested deeper than ${limit}.`,
  tooManyElements: ({ limit }: Limit) => `More than ${limit} elements.`,
  tooManyValues: ({ limit }: Limit) => `More than ${limit} values.`,
  smlLongLength: "A length of more than three octets.",
  smlLongList: ({ count }: { readonly count: number }) => `A list of ${count} elements, and not as many octets left.`,
  noList: "No list.",
  noAttributePair: "No pair of attribute and value.",
  listCut: ({ type, count, left }: { readonly type: string; readonly count: number; readonly left: number }) =>
    `${upper(type)} of ${count} values, ${left} octets left.`,
  noDataType: ({ tag }: { readonly tag: string }) => `Tag ${tag} is no data type.`,
  compactArrayLength: ({ length }: { readonly length: number }) =>
    `Compact-array of ${length} octets does not hold whole values.`,
  typesCut: ({ count }: { readonly count: number }) => `Structure of ${count} types, and not as many octets left.`,
  longLength: ({ octets }: { readonly octets: number }) => `Length of ${octets} octets.`,
  notNotification: ({ tag }: { readonly tag: string }) => `Tag ${tag} is not a data-notification.`,
  notEvent: ({ tag }: { readonly tag: string }) => `Tag ${tag} is not an event-notification-request.`,
  notCiphering: ({ tag }: { readonly tag: string }) => `Tag ${tag} is not a ciphering.`,
  dateTimeLength: ({ length }: { readonly length: number }) => `A date-time has 12 octets or none, here are ${length}.`,
  eventTimeLength: "An event's time is 12 octets, or is left out.",
  nothingCiphered: "Nothing is ciphered.",
  titleLength: ({ wanted, length }: { readonly wanted: number; readonly length: number }) =>
    `A system title has ${wanted} octets, here are ${length}.`,
  titleLeftOut: "The meter leaves its system title out, and none is set.",
  titleLeftOutAndWrong: ({ octets }: { readonly octets: number }) =>
    `The meter leaves its system title out, and the one that is set has ${octets} octets.`,
  serviceWithoutTitle: ({ service }: { readonly service: string }) =>
    `A ${service} carries no system title, and none is set.`,
  serviceWithWrongTitle: ({ service, octets }: { readonly service: string; readonly octets: number }) =>
    `A ${service} carries no system title, and the one that is set has ${octets} octets.`,

  // Protection and keys
  unsupportedService: ({ service, tag }: { readonly service: string; readonly tag: string }) =>
    `The meter uses ${service} (${tag}).`,
  unsupportedCompression: "The meter uses compressed content.",
  unsupportedSuite: ({ suite }: { readonly suite: number }) => `The meter uses security suite ${suite}.`,
  unprotected: "The meter uses a ciphering header without any protection.",
  encryptionKeyMissing: ({ title }: { readonly title: string }) =>
    `The meter ${title} encrypts, and no encryption key is set.`,
  signedWithoutEncryptionKey: "The frame is signed and not encrypted; without the encryption key it is not verified.",
  signedWithoutAuthenticationKey:
    "The frame is signed and not encrypted; without the authentication key it is not verified.",
  signedTagWrong:
    "The frame is signed and not encrypted, and its tag does not fit: one of the keys is wrong, or the frame.",
  tagNotVerified: "The frame carries a tag; without the authentication key it is not verified.",
  noTag: "The frame carries no tag, though an authentication key is set.",
  tagsBefore: "Frames before it had one.",
  plainOnLine: "The content behind the ciphering header is not encrypted: no meter sends that.",
  plainInFile: "The content behind the ciphering header was already decrypted.",
  tagFitsNot: `${noTagFits}.`,
  tagKeyZero: `${noTagFits}, which is all zero.`,
  tagKeyExample: ({ source }: Example) => `${noTagFits}, which is an example key of ${source}.`,
  keysSwapped: "The authentication key, taken as encryption key, gives a message.",
  neitherKey: "Neither key gives a message when it is taken as encryption key.",
  noMessage: "What the encryption key gives is no message.",
  encryptionKeyZero: "The encryption key is all zero.",
  encryptionKeyExample: ({ source }: Example) => `The encryption key is an example of ${source}.`,
  tooRegular: "The content is too regular to be encrypted at all.",
  keyIsText: "The key is made of characters of text: they may have been meant as hexadecimal digits.",
  keyOfOthers: "The key of another meter gives the same picture.",
  encryptionKeyLength: ({ suite, wanted, digits }: KeyDigits) =>
    `The meter uses security suite ${suite}, whose keys have ${wanted} hexadecimal digits; the encryption key has ${digits}.`,
  authenticationKeyLength: ({ suite, wanted, digits }: KeyDigits) =>
    `The meter uses security suite ${suite}, whose keys have ${wanted} hexadecimal digits; the authentication key has ${digits}.`,
  keyDigits: ({ digits }: { readonly digits: number }) => `${keyDigits}; here are ${digits}.`,
  keyCharacter: ({
    digits,
    place,
    character,
  }: {
    readonly digits: number;
    readonly place: number;
    readonly character: string;
  }) => `${keyDigits}; here are ${digits}, and character ${place} is "${character}".`,
  keyDigitMeant: ({ meant }: { readonly meant: string }) => `Is it the digit ${meant}?`,
  keyAsText: "The key was taken as 16 characters of text, not as hexadecimal.",
  someKeyAsText: "A key was taken as 16 characters of text.",
  noKeyInText: "There is no key in the text.",
  noKeyFits: "No key gives a message.",
  clearAfterEncrypted: "A frame came in clear, though frames before it were encrypted.",
  keyNotNeeded: "A key is set, but the meter sends its frames in clear.",
  counterReplayed: ({ counter, last }: Counters) =>
    `The invocation counter is ${counter}, after ${last}: this frame was sent before.`,
  counterRestarted: ({ counter, last }: Counters) =>
    `The invocation counter is ${counter}, after ${last}; the meter's clock went on.`,
  counterWentBack: ({ counter, last }: Counters) =>
    `The invocation counter is ${counter}, after ${last}; without a verified tag it proves nothing.`,
  frameChanged: ({ counter }: { readonly counter: number }) =>
    `The tag does not fit, though these keys verified frame ${counter} of this meter: this one was changed.`,
  keysStopped: ({ counter, when }: LastGood) =>
    `The keys worked until invocation counter ${counter}${inBrackets(when)}, and not for this frame.`,
  keysStoppedLong: ({ counter, when }: LastGood) =>
    `The keys worked until invocation counter ${counter}${inBrackets(when)}, and not for several frames in a row.`,
  authenticationKeyStopped: ({ counter, when }: LastGood) =>
    `The authentication key worked until invocation counter ${counter}${inBrackets(when)}, and not for this frame.`,
  authenticationKeyStoppedLong: ({ counter, when }: LastGood) =>
    `The authentication key worked until invocation counter ${counter}${inBrackets(when)}, and not for several frames in a row.`,
  framesRising: "Several frames in a row say so, and their counters go up: the frames are whole, so it is the keys.",
  framesJumping:
    "Several frames in a row say so, but their counters jump: frames may be damaged, or of several senders.",
  keysOfAnother: ({ owner, title }: { readonly owner: string; readonly title: string }) =>
    `The keys open the frames of the meter ${owner}, and not those of ${title}.`,

  // Lists and scales
  unknownList: ({ count }: { readonly count: number }) =>
    `A list of ${count} values without OBIS codes, which no profile knows.`,
  scaleUndecided: ({
    count,
    maker,
    country,
  }: {
    readonly count: number;
    readonly maker?: string;
    readonly country?: string;
  }) =>
    `${count} registers carry no scale, and none is documented for ${maker ?? "unknown maker"}, ${country ?? "unknown country"}.`,
  scaleByValues: ({
    unit,
    size,
    lists,
    raw,
  }: {
    readonly unit: string;
    readonly size: number;
    readonly lists: number;
    readonly raw: number;
  }) =>
    `A step of the values in ${unit} is ${size} ${unit}: values of ${lists} lists, the latest ${raw}, are plausible at no other scale.`,
  scaleByRegisters: ({
    unit,
    size,
    steps,
    wh,
  }: {
    readonly unit: string;
    readonly size: number;
    readonly steps: number;
    readonly wh: number;
  }) =>
    `A step of the values in ${unit} is ${size} ${unit}: ${steps} steps of the register against ${wh} Wh of measured power.`,
  // Why a scale was decided: stands behind the unit
  aboutValues: ({ lists, raw }: { readonly lists: number; readonly raw: number }) =>
    `values of ${lists} lists, the latest ${raw}, are plausible at no other scale`,
  aboutRegisters: ({ steps, wh }: { readonly steps: number; readonly wh: number }) =>
    `${steps} steps of the register against ${wh} Wh of measured power`,
  listStopped: (list: List) =>
    `${upper(listOf(list, "a"))} came regularly and comes no more; other lists hold all its values.`,
  listChanged: ({
    version,
    count,
    newVersion,
    newCount,
    added,
    removed,
  }: List & {
    readonly newVersion?: string;
    readonly newCount: number;
    readonly added: number;
    readonly removed: number;
  }) =>
    `${upper(listOf({ ...(version === undefined ? {} : { version }), count }, "a"))} came until now; in its place comes ${listOf({ ...(newVersion === undefined ? {} : { version: newVersion }), count: newCount }, "a")} (${added} added, ${removed} removed).`,
  codeVanished: ({ code, version, count }: List & { readonly code: string }) =>
    `${code} came regularly with ${listOf({ ...(version === undefined ? {} : { version }), count }, "a")}, and no list holds it any more.`,
  codesVanished: ({ codes, version, count }: List & { readonly codes: number }) =>
    `${codes} values came regularly with ${listOf({ ...(version === undefined ? {} : { version }), count }, "a")}, and no list holds it any more.`,
  codeVanishedAtChange: ({ code }: { readonly code: string }) =>
    `${code} came regularly until the list changed, and no list holds it any more.`,
  codesVanishedAtChange: ({ codes }: { readonly codes: number }) =>
    `${codes} values came regularly until the list changed, and no list holds it any more.`,

  // Clocks
  zoneAssumed: ({ zone }: { readonly zone: string }) =>
    `No zone is set, and the meter sends no offset: ${zone} was taken.`,
  clockAhead: ({ timestamp, minutes }: Clock) => `The meter's clock says ${timestamp}: ${minutes} minutes ahead.`,
  clockBehind: ({ timestamp, minutes }: Clock) => `The meter's clock says ${timestamp}: ${minutes} minutes behind.`,
  clockJumpedAhead: ({ timestamp, minutes }: Clock) =>
    `The meter's clock has jumped: ${timestamp}, ${minutes} minutes ahead.`,
  clockJumpedBehind: ({ timestamp, minutes }: Clock) =>
    `The meter's clock has jumped: ${timestamp}, ${minutes} minutes behind.`,
  clockNeverSet: ({ timestamp }: { readonly timestamp: string }) =>
    `The meter's clock was never set: it says ${timestamp}.`,
  seasonSummer: ({ clock, zone }: { readonly clock: string; readonly zone: string }) =>
    `The telegram says summer time at ${clock}; in ${zone} that is not so.`,
  seasonWinter: ({ clock, zone }: { readonly clock: string; readonly zone: string }) =>
    `The telegram says winter time at ${clock}; in ${zone} that is not so.`,

  // Lines, as the gateway opens them
  lineSilent: ({ seconds }: { readonly seconds: number }) => `Open for ${seconds} seconds, and not one octet came.`,
  portSilent: ({ port, settings, lowest, highest, seconds }: Tried & { readonly seconds: number }) =>
    `Nothing came on ${port}: ${settings} settings from ${lowest} to ${highest} baud were tried for ${seconds} seconds, and not one octet was heard.`,
  portWithoutFrame: ({ port, settings, lowest, highest }: Tried) =>
    `Something speaks on ${port}, but at none of ${settings} settings from ${lowest} to ${highest} baud a frame came that passes its checks.`,
  portWithDamage: ({ port, settings, lowest, highest, damaged }: Tried & { readonly damaged: number }) =>
    `Something speaks on ${port}, but at none of ${settings} settings from ${lowest} to ${highest} baud a frame came that passes its checks (${damaged} began and were damaged).`,
  portMostHeard: ({ best, octets }: { readonly best: string; readonly octets: number }) =>
    `Most was heard at ${best}: ${octets} octets.`,
  answerWithoutFrame: "An answer brings no frame.",
  messageWithoutFrame: ({ topic }: { readonly topic: string }) => `A message on ${topic} brings no frame.`,
  holdsNoJson: "It holds no JSON.",
  noFrameInFields: ({ fields }: { readonly fields: string }) => `It holds a frame in none of the fields ${fields}.`,
  noTextAtPath: ({ path }: { readonly path: string }) => `It has no text at ${path}.`,
  noHexText: "It is no hexadecimal text.",
  noHexTextBut: ({ text }: { readonly text: string }) => `It is no hexadecimal text: ${text}.`,
  answerNoNumber: "An answer is no number.",
  answerNoNumberAt: ({ path }: { readonly path: string }) => `An answer has no number at ${path}.`,
  messageNoNumber: ({ topic }: { readonly topic: string }) => `A message on ${topic} is no number.`,
  messageNoNumberAt: ({ topic, path }: { readonly topic: string; readonly path: string }) =>
    `A message on ${topic} has no number at ${path}.`,
} as const;
