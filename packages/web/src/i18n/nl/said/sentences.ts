import type { Said } from "../../said.ts";

interface List {
  readonly version?: string;
  readonly count: number;
}

const octets = (text: string) => `${text} octetten`;
const valuesOf = (count: number) => (count === 1 ? "1 waarde" : `${count} waarden`);
const listOf = ({ version, count }: List) =>
  version === undefined ? `een lijst van ${valuesOf(count)}` : `de lijst ${version} van ${valuesOf(count)}`;
const upperListOf = ({ version, count }: List) =>
  version === undefined ? `Een lijst van ${valuesOf(count)}` : `De lijst ${version} van ${valuesOf(count)}`;
const inBrackets = (text: string | undefined) => (text === undefined ? "" : ` (${text})`);
const keyDigits = "Een sleutel heeft 32 hexadecimale cijfers, of 64 waar de meter AES-256 gebruikt (security suite 2)";
const noTagFits = "De encryptiesleutel geeft een bericht, maar de handtekening past niet bij de authenticatiesleutel";

/** What a diagnosis saw this time, in Dutch. */
export const sentences: Said["sentences"] = {
  noOctets: "Er zijn helemaal geen octetten.",
  noFrame: ({ octets: count }, n) => `Geen telegram in ${octets(n(count))}.`,
  hdlcChecksum: ({ length, received, computed }, n) =>
    `HDLC-telegram van ${octets(n(length))}: FCS ${received} ontvangen, ${computed} berekend.`,
  hdlcChecksumOpen: ({ length, received, computed }, n) =>
    `HDLC-telegram van ${octets(n(length))}: FCS ${received} ontvangen, ${computed} berekend, en aan het einde staat geen vlag.`,
  hdlcHeaderChecksum: ({ received, computed }) => `HDLC-kop: HCS ${received} ontvangen, ${computed} berekend.`,
  hdlcCutShort: ({ seen, length }, n) =>
    `Een HDLC-telegram houdt op na ${octets(n(seen))}; het geeft er ${n(length)} op, met zijn vlaggen.`,
  hdlcCutInLength: ({ seen }, n) =>
    `Een HDLC-telegram houdt op na ${octets(n(seen))}; zijn lengteveld is niet volledig.`,
  mbusTwoLengths: ({ first, second }, n) => `Een M-Bus-kop geeft twee lengtes op: ${n(first)} en ${n(second)}.`,
  mbusNoEnd: ({ limit }, n) => `Geen einde van een M-Bus-telegram zonder lengte binnen ${octets(n(limit))}.`,
  mbusWrongEnd: ({ length }, n) =>
    `Een M-Bus-telegram geeft ${octets(n(length))} op, maar aan het einde staat geen 0x16.`,
  mbusChecksum: ({ length, received, computed }, n) =>
    `M-Bus-telegram van ${octets(n(length))}: controlesom ${received} ontvangen, ${computed} berekend.`,
  mbusCutShort: ({ seen, length }, n) =>
    `Een M-Bus-telegram houdt op na ${octets(n(seen))}; het geeft er ${n(length)} op.`,
  cipheredCutShort: ({ seen, length }, n) =>
    `Een versleuteld bericht houdt op na ${octets(n(seen))}; het geeft er ${n(length)} op.`,
  wrapperCutShort: ({ seen, length }, n) =>
    `Een DLMS-omhulsel houdt op na ${octets(n(seen))}; het geeft er ${n(length)} op.`,
  smlNoEnd: ({ limit }, n) => `Geen einde van het SML-telegram binnen ${octets(n(limit))}.`,
  smlCutShort: ({ seen }, n) => `Een SML-telegram houdt op na ${octets(n(seen))} zonder zijn eindteken.`,
  smlChecksum: ({ received, computed }) => `SML-telegram: CRC ${received} ontvangen, ${computed} berekend.`,
  smlInterrupted: "Een SML-telegram breekt af en een ander begint.",
  smlUnknownEscape: "Een SML-telegram bevat een onbekende escapereeks.",
  p1NoEnd: ({ limit }, n) => `Geen einde van het P1-telegram binnen ${octets(n(limit))}.`,
  p1CutShort: ({ seen }, n) => `Een P1-telegram houdt op na ${octets(n(seen))} zonder ‘!’.`,
  p1Interrupted: "Een P1-telegram breekt af en een ander begint.",
  p1Checksum: ({ received, computed }) => `P1-telegram: CRC ${received} ontvangen, ${computed} berekend.`,
  p1LineEnds: "Met CR LF aan het eind van elke regel klopt die: de regeleinden zijn onderweg veranderd.",
  p1NoCrc: "P1-telegram: wat achter ‘!’ staat, is geen CRC.",
  p1NoText: ({ octet }) => `Een P1-telegram bevat het octet ${octet}, dat geen tekst is.`,
  p1CipheredInHeader: "Een versleuteld P1-telegram houdt op in zijn kop.",
  p1CipheredLost: ({ seen, length }, n) =>
    `Een versleuteld P1-telegram bevat ${octets(n(seen))}; het geeft er ${n(length)} op: octetten zijn verloren gegaan.`,
  p1NoChecksum: "Het telegram eindigt met ‘!’ en zonder CRC, zoals vóór DSMR 4.",
  p1MalformedLine: ({ line, text }) => `Regel ${line} is geen ‘code(waarde)’: ${text}`,
  p1MoreMalformedLines: ({ lines }, n) => `Meer regels die geen ‘code(waarde)’ zijn: ${n(lines)}.`,
  messageCut: ({ seen }, n) => `Het bericht houdt op na ${octets(n(seen))}, eerder dan zijn inhoud.`,

  lastSegmentAlone: "Er kwam een laatste segment van een bericht, maar het eerste niet.",
  middleSegmentAlone: "Er kwam een segment uit het midden van een bericht, maar het eerste niet.",
  telegramWithoutFirst: ({ number }) => `Telegram ${number} van een bericht kwam, maar telegram 0 niet.`,
  telegramOutOfTurn: ({ number, expected }) =>
    `Telegram ${number} van een bericht kwam waar telegram ${expected} aan de beurt was.`,
  blockWithoutFirst: ({ number }) => `Blok ${number} van een bericht kwam, maar blok 1 niet.`,
  blockOutOfTurn: ({ number, expected }) =>
    `Blok ${number} van een bericht kwam waar blok ${expected} aan de beurt was.`,
  tooManyParts: ({ limit }, n) => `Meer dan ${octets(n(limit))} of te veel delen.`,
  tooManyBlocks: ({ limit }, n) => `Meer dan ${octets(n(limit))} of te veel blokken.`,
  segmentsWithoutEnd: ({ parts }, n) => `Een bericht begon, maar het einde kwam nooit. Segmenten: ${n(parts)}.`,
  blocksWithoutEnd: ({ parts }, n) => `Een bericht begon, maar het einde kwam nooit. Blokken: ${n(parts)}.`,
  blockMalformed: "Een algemeen blok is ongeldig:",

  deciphered: "Ontsleuteld:",
  decipheredNoMessage: "De ontsleutelde inhoud is geen bericht dat een meter verzendt.",
  noInformation: "Het telegram heeft geen informatieveld.",
  noPushedValues: ({ tag }) => `Een APDU met kenmerk ${tag} bevat geen waarden van de meter.`,
  unknownTag: ({ tag }) => `Geen APDU die een meter verzendt, begint met ${tag}.`,
  noCodeOrNumber: "Het bericht bevat geen OBIS-code en geen getal.",
  p1NoLine: "Het telegram bevat geen regel die te lezen is.",
  smlNoList: "Het SML-telegram bevat geen lijst met waarden.",
  octetsExpected: ({ expected, left }, n) => `${octets(n(expected))} verwacht, nog ${n(left)} over.`,
  nestedTooDeep: ({ limit }, n) => `Dieper genest dan ${n(limit)}.`,
  tooManyElements: ({ limit }, n) => `Meer dan ${n(limit)} elementen.`,
  tooManyValues: ({ limit }, n) => `Meer dan ${n(limit)} waarden.`,
  smlLongLength: "Een lengte van meer dan drie octetten.",
  smlLongList: ({ count }, n) => `Een lijst van ${n(count)} elementen, en niet zo veel octetten over.`,
  noList: "Geen lijst.",
  noAttributePair: "Geen paar van attribuut en waarde.",
  listCut: ({ type, count, left }, n) => `Waarden in ${type}: ${n(count)}; octetten over: ${n(left)}.`,
  noDataType: ({ tag }) => `Kenmerk ${tag} is geen gegevenstype.`,
  compactArrayLength: ({ length }, n) => `Compact-array van ${octets(n(length))} komt niet uit op hele waarden.`,
  typesCut: ({ count }, n) => `Structuur van ${n(count)} typen, en niet zo veel octetten over.`,
  longLength: ({ octets: count }, n) => `Een lengte van ${octets(n(count))}.`,
  notNotification: ({ tag }) => `Kenmerk ${tag} is geen data-notification.`,
  notEvent: ({ tag }) => `Kenmerk ${tag} is geen event-notification-request.`,
  notCiphering: ({ tag }) => `Kenmerk ${tag} is geen versleuteling.`,
  dateTimeLength: ({ length }, n) => `Een datum met tijd heeft 12 octetten of geen; hier zijn het er ${n(length)}.`,
  eventTimeLength: "De tijd van een gebeurtenis heeft 12 octetten, of is weggelaten.",
  nothingCiphered: "Er is niets versleuteld.",
  titleLength: ({ wanted, length }, n) => `Een systeemtitel heeft ${octets(n(wanted))}; hier zijn het er ${n(length)}.`,
  titleLeftOut: "De meter laat zijn systeemtitel weg, en er is er geen ingesteld.",
  titleLeftOutAndWrong: ({ octets: count }, n) =>
    `De meter laat zijn systeemtitel weg, en de ingestelde heeft ${octets(n(count))}.`,
  serviceWithoutTitle: ({ service }) => `${service} heeft geen systeemtitel, en er is er geen ingesteld.`,
  serviceWithWrongTitle: ({ service, octets: count }, n) =>
    `${service} heeft geen systeemtitel, en de ingestelde heeft ${octets(n(count))}.`,

  unsupportedService: ({ service, tag }) => `De meter gebruikt ${service} (${tag}).`,
  unsupportedCompression: "De meter gebruikt gecomprimeerde inhoud.",
  unsupportedSuite: ({ suite }) => `De meter gebruikt security suite ${suite}.`,
  unprotected: "De meter gebruikt een encryptiekop zonder enige beveiliging.",
  encryptionKeyMissing: ({ title }) => `De meter ${title} versleutelt, en er is geen encryptiesleutel ingesteld.`,
  signedWithoutEncryptionKey:
    "Het telegram is ondertekend en niet versleuteld; zonder de encryptiesleutel is het niet gecontroleerd.",
  signedWithoutAuthenticationKey:
    "Het telegram is ondertekend en niet versleuteld; zonder de authenticatiesleutel is het niet gecontroleerd.",
  signedTagWrong:
    "Het telegram is ondertekend en niet versleuteld, en de handtekening past niet: een van de sleutels is onjuist, of het telegram.",
  tagNotVerified: "Het telegram heeft een handtekening; zonder de authenticatiesleutel is het niet gecontroleerd.",
  noTag: "Het telegram heeft geen handtekening, hoewel er een authenticatiesleutel is ingesteld.",
  tagsBefore: "Telegrammen ervoor hadden er een.",
  plainOnLine: "De inhoud achter de encryptiekop is niet versleuteld: dat verzendt geen enkele meter.",
  plainInFile: "De inhoud achter de encryptiekop was al ontsleuteld.",
  tagFitsNot: `${noTagFits}.`,
  tagKeyZero: `${noTagFits}, die alleen uit nullen bestaat.`,
  tagKeyExample: ({ source }) => `${noTagFits}, die een voorbeeld is. Het staat hier: ${source}.`,
  keysSwapped: "De authenticatiesleutel, als encryptiesleutel gebruikt, geeft een bericht.",
  neitherKey: "Geen van beide sleutels geeft een bericht als hij als encryptiesleutel wordt gebruikt.",
  noMessage: "Wat de encryptiesleutel geeft, is geen bericht.",
  encryptionKeyZero: "De encryptiesleutel bestaat alleen uit nullen.",
  encryptionKeyExample: ({ source }) => `De encryptiesleutel is een voorbeeld. Het staat hier: ${source}.`,
  tooRegular: "De inhoud is te regelmatig om versleuteld te zijn.",
  keyIsText: "De sleutel bestaat uit teksttekens: misschien waren ze bedoeld als hexadecimale cijfers.",
  keyOfOthers: "De sleutel van een andere meter geeft hetzelfde beeld.",
  encryptionKeyLength: ({ suite, wanted, digits }, n) =>
    `De meter gebruikt security suite ${suite}, met sleutels van ${n(wanted)} hexadecimale cijfers; de encryptiesleutel heeft er ${n(digits)}.`,
  authenticationKeyLength: ({ suite, wanted, digits }, n) =>
    `De meter gebruikt security suite ${suite}, met sleutels van ${n(wanted)} hexadecimale cijfers; de authenticatiesleutel heeft er ${n(digits)}.`,
  keyDigits: ({ digits }, n) => `${keyDigits}; hier zijn het er ${n(digits)}.`,
  keyCharacter: ({ digits, place, character }, n) =>
    `${keyDigits}; hier zijn het er ${n(digits)}, en teken ${n(place)} is ‘${character}’.`,
  keyDigitMeant: ({ meant }) => `Is het het cijfer ${meant}?`,
  keyAsText: "De sleutel is opgevat als 16 tekens tekst, niet als hexadecimaal.",
  someKeyAsText: "Een sleutel is opgevat als 16 tekens tekst.",
  noKeyInText: "Er staat geen sleutel in de tekst.",
  noKeyFits: "Geen enkele sleutel geeft een bericht.",
  clearAfterEncrypted: "Een telegram kwam onversleuteld, hoewel de telegrammen ervoor versleuteld waren.",
  keyNotNeeded: "Er is een sleutel ingesteld, maar de meter verzendt zijn telegrammen onversleuteld.",
  counterReplayed: ({ counter, last }) =>
    `De teller (invocation counter) is ${counter}, na ${last}: dit telegram is al eerder verzonden.`,
  counterRestarted: ({ counter, last }) =>
    `De teller (invocation counter) is ${counter}, na ${last}; de klok van de meter liep door.`,
  counterWentBack: ({ counter, last }) =>
    `De teller (invocation counter) is ${counter}, na ${last}; zonder gecontroleerde handtekening bewijst hij niets.`,
  frameChanged: ({ counter }) =>
    `De handtekening past niet, hoewel deze sleutels telegram ${counter} van deze meter bevestigden: dit is veranderd.`,
  keysStopped: ({ counter, when }) =>
    `De sleutels werkten tot en met invocation counter ${counter}${inBrackets(when)}, en niet bij dit telegram.`,
  keysStoppedLong: ({ counter, when }) =>
    `De sleutels werkten tot en met invocation counter ${counter}${inBrackets(when)}, en niet bij meer telegrammen achter elkaar.`,
  authenticationKeyStopped: ({ counter, when }) =>
    `De authenticatiesleutel werkte tot en met invocation counter ${counter}${inBrackets(when)}, en niet bij dit telegram.`,
  authenticationKeyStoppedLong: ({ counter, when }) =>
    `De authenticatiesleutel werkte tot en met invocation counter ${counter}${inBrackets(when)}, en niet bij meer telegrammen achter elkaar.`,
  framesRising:
    "Meer telegrammen achter elkaar zeggen dit, en hun tellers lopen op: de telegrammen zijn heel, dus het zijn de sleutels.",
  framesJumping:
    "Meer telegrammen achter elkaar zeggen dit, maar hun tellers springen: telegrammen kunnen beschadigd zijn, of van meer zenders komen.",
  keysOfAnother: ({ owner, title }) =>
    `De sleutels openen de telegrammen van de meter ${owner}, en niet die van ${title}.`,

  unknownList: ({ count }, n) => `Een lijst van ${n(count)} waarden zonder OBIS-codes, die geen profiel kent.`,
  scaleUndecided: ({ count, maker = "onbekende fabrikant", country = "onbekend land" }, n) =>
    `Meterstanden zonder schaal: ${n(count)}. Er is er geen gedocumenteerd voor ${maker}, ${country}.`,
  scaleByValues: ({ unit, size, lists, raw }, n) =>
    `Een stap van de waarden in ${unit} is ${n(size)} ${unit}: waarden uit ${n(lists)} lijsten, de laatste ${n(raw)}, zijn met geen andere schaal aannemelijk.`,
  scaleByRegisters: ({ unit, size, steps, wh }, n) =>
    `Een stap van de waarden in ${unit} is ${n(size)} ${unit}: ${n(steps)} stappen van de meterstand tegen ${n(wh)} Wh gemeten vermogen.`,
  aboutValues: ({ lists, raw }, n) =>
    `waarden uit ${n(lists)} lijsten, de laatste ${n(raw)}, zijn met geen andere schaal aannemelijk`,
  aboutRegisters: ({ steps, wh }, n) => `${n(steps)} stappen van de meterstand tegen ${n(wh)} Wh gemeten vermogen`,
  listStopped: (list) =>
    `${upperListOf(list)} kwam regelmatig en komt niet meer; andere lijsten bevatten alle waarden ervan.`,
  listChanged: ({ newVersion, newCount, added, removed, ...before }, n) =>
    `${upperListOf(before)} kwam tot nu toe; in plaats daarvan komt ${listOf({ ...(newVersion === undefined ? {} : { version: newVersion }), count: newCount })} (bijgekomen: ${n(added)}, weggevallen: ${n(removed)}).`,
  codeVanished: ({ code, ...list }) =>
    `${code} kwam regelmatig met ${listOf(list)}, en geen enkele lijst bevat die nog.`,
  codesVanished: ({ codes, ...list }, n) =>
    `Waarden die regelmatig kwamen met ${listOf(list)}, en die geen enkele lijst nog bevat: ${n(codes)}.`,
  codeVanishedAtChange: ({ code }) =>
    `${code} kwam regelmatig tot de lijst veranderde, en geen enkele lijst bevat die nog.`,
  codesVanishedAtChange: ({ codes }, n) =>
    `Waarden die regelmatig kwamen tot de lijst veranderde, en die geen enkele lijst nog bevat: ${n(codes)}.`,

  zoneAssumed: ({ zone }) =>
    `Er is geen tijdzone ingesteld, en de meter verzendt geen afwijking van UTC: ${zone} is genomen.`,
  clockAhead: ({ timestamp, minutes }, n) => `De klok van de meter zegt ${timestamp}: ${n(minutes)} minuten voor.`,
  clockBehind: ({ timestamp, minutes }, n) => `De klok van de meter zegt ${timestamp}: ${n(minutes)} minuten achter.`,
  clockJumpedAhead: ({ timestamp, minutes }, n) =>
    `De klok van de meter is gesprongen: ${timestamp}, ${n(minutes)} minuten voor.`,
  clockJumpedBehind: ({ timestamp, minutes }, n) =>
    `De klok van de meter is gesprongen: ${timestamp}, ${n(minutes)} minuten achter.`,
  clockNeverSet: ({ timestamp }) => `De klok van de meter is nooit gezet: hij zegt ${timestamp}.`,
  seasonSummer: ({ clock, zone }) => `Het telegram zegt zomertijd om ${clock}; in ${zone} is dat niet zo.`,
  seasonWinter: ({ clock, zone }) => `Het telegram zegt wintertijd om ${clock}; in ${zone} is dat niet zo.`,

  lineSilent: ({ seconds }, n) => `${n(seconds)} seconden open, en er kwam geen enkel octet.`,
  portSilent: ({ port, settings, lowest, highest, seconds }, n) =>
    `Er kwam niets op ${port}: ${n(settings)} instellingen van ${lowest} tot ${highest} baud zijn ${n(seconds)} seconden lang geprobeerd, en er is geen enkel octet ontvangen.`,
  portWithoutFrame: ({ port, settings, lowest, highest }, n) =>
    `Er zendt iets op ${port}, maar bij geen van ${n(settings)} instellingen van ${lowest} tot ${highest} baud kwam een telegram dat zijn controles doorstaat.`,
  portWithDamage: ({ port, settings, lowest, highest, damaged }, n) =>
    `Er zendt iets op ${port}, maar bij geen van ${n(settings)} instellingen van ${lowest} tot ${highest} baud kwam een telegram dat zijn controles doorstaat (begonnen en beschadigd: ${n(damaged)}).`,
  portMostHeard: ({ best, octets: count }, n) => `Het meeste is ontvangen bij ${best}: ${octets(n(count))}.`,
  answerWithoutFrame: "Een antwoord bevat geen telegram.",
  messageWithoutFrame: ({ topic }) => `Een bericht op ${topic} bevat geen telegram.`,
  holdsNoJson: "Het is geen JSON.",
  noFrameInFields: ({ fields }) => `In geen van de velden ${fields} staat een telegram.`,
  noTextAtPath: ({ path }) => `Onder ${path} staat geen tekst.`,
  noHexText: "Het is geen hexadecimale tekst.",
  noHexTextBut: ({ text }) => `Het is geen hexadecimale tekst: ${text}.`,
  answerNoNumber: "Een antwoord is geen getal.",
  answerNoNumberAt: ({ path }) => `Een antwoord heeft geen getal onder ${path}.`,
  messageNoNumber: ({ topic }) => `Een bericht op ${topic} is geen getal.`,
  messageNoNumberAt: ({ topic, path }) => `Een bericht op ${topic} heeft geen getal onder ${path}.`,
};
