import type { Said } from "../../said.ts";

interface List {
  readonly version?: string;
  readonly count: number;
}

const octets = (text: string) => `${text} oktetter`;
const valuesOf = (count: number) => (count === 1 ? "1 værdi" : `${count} værdier`);
const listOf = ({ version, count }: List) =>
  version === undefined ? `en liste med ${valuesOf(count)}` : `listen ${version} med ${valuesOf(count)}`;
const upperListOf = ({ version, count }: List) =>
  version === undefined ? `En liste med ${valuesOf(count)}` : `Listen ${version} med ${valuesOf(count)}`;
const inBrackets = (text: string | undefined) => (text === undefined ? "" : ` (${text})`);
const keyDigits = "En nøgle har 32 hexadecimale cifre, eller 64, hvor måleren bruger AES-256 (security suite 2)";
const noTagFits = "Krypteringsnøglen giver en meddelelse, men signaturen passer ikke til autentifikationsnøglen";

/** What a diagnosis saw this time, in Danish. */
export const sentences: Said["sentences"] = {
  noOctets: "Der er slet ingen oktetter.",
  noFrame: ({ octets: count }, n) => `Ingen ramme i ${octets(n(count))}.`,
  hdlcChecksum: ({ length, received, computed }, n) =>
    `HDLC-ramme på ${octets(n(length))}: FCS ${received} modtaget, ${computed} beregnet.`,
  hdlcChecksumOpen: ({ length, received, computed }, n) =>
    `HDLC-ramme på ${octets(n(length))}: FCS ${received} modtaget, ${computed} beregnet, og der står intet flag til sidst.`,
  hdlcHeaderChecksum: ({ received, computed }) => `HDLC-hoved: HCS ${received} modtaget, ${computed} beregnet.`,
  hdlcCutShort: ({ seen, length }, n) =>
    `En HDLC-ramme slutter efter ${octets(n(seen))}; den angiver ${n(length)} med sine flag.`,
  hdlcCutInLength: ({ seen }, n) => `En HDLC-ramme slutter efter ${octets(n(seen))}; længdefeltet er ikke helt.`,
  mbusTwoLengths: ({ first, second }, n) => `Et M-Bus-hoved angiver to længder: ${n(first)} og ${n(second)}.`,
  mbusNoEnd: ({ limit }, n) => `Ingen slutning på en M-Bus-ramme uden længde inden for ${octets(n(limit))}.`,
  mbusWrongEnd: ({ length }, n) => `En M-Bus-ramme angiver ${octets(n(length))}, men 0x16 står ikke til sidst.`,
  mbusChecksum: ({ length, received, computed }, n) =>
    `M-Bus-ramme på ${octets(n(length))}: kontrolsum ${received} modtaget, ${computed} beregnet.`,
  mbusCutShort: ({ seen, length }, n) => `En M-Bus-ramme slutter efter ${octets(n(seen))}; den angiver ${n(length)}.`,
  cipheredCutShort: ({ seen, length }, n) =>
    `En krypteret meddelelse slutter efter ${octets(n(seen))}; den angiver ${n(length)}.`,
  wrapperCutShort: ({ seen, length }, n) =>
    `En DLMS-indpakning slutter efter ${octets(n(seen))}; den angiver ${n(length)}.`,
  smlNoEnd: ({ limit }, n) => `Ingen slutning på SML-telegrammet inden for ${octets(n(limit))}.`,
  smlCutShort: ({ seen }, n) => `Et SML-telegram slutter efter ${octets(n(seen))} uden sit slutmærke.`,
  smlChecksum: ({ received, computed }) => `SML-telegram: CRC ${received} modtaget, ${computed} beregnet.`,
  smlInterrupted: "Et SML-telegram stopper, og et andet begynder.",
  smlUnknownEscape: "Et SML-telegram indeholder en ukendt escape-sekvens.",
  p1NoEnd: ({ limit }, n) => `Ingen slutning på P1-telegrammet inden for ${octets(n(limit))}.`,
  p1CutShort: ({ seen }, n) => `Et P1-telegram slutter efter ${octets(n(seen))} uden »!«.`,
  p1Interrupted: "Et P1-telegram stopper, og et andet begynder.",
  p1Checksum: ({ received, computed }) => `P1-telegram: CRC ${received} modtaget, ${computed} beregnet.`,
  p1LineEnds: "Med CR LF sidst i hver linje passer den: Linjeskiftene er blevet ændret undervejs.",
  p1NoCrc: "P1-telegram: det, der står efter »!«, er ingen CRC.",
  p1NoText: ({ octet }) => `Et P1-telegram indeholder oktetten ${octet}, som ikke er tekst.`,
  p1CipheredInHeader: "Et krypteret P1-telegram slutter i sit hoved.",
  p1CipheredLost: ({ seen, length }, n) =>
    `Et krypteret P1-telegram indeholder ${octets(n(seen))}; det angiver ${n(length)}: oktetter gik tabt.`,
  p1NoChecksum: "Telegrammet slutter med »!« og ingen CRC, som før DSMR 4.",
  p1MalformedLine: ({ line, text }) => `Linje ${line} er ikke »kode(værdi)«: ${text}`,
  p1MoreMalformedLines: ({ lines }, n) => `Flere linjer, der ikke er »kode(værdi)«: ${n(lines)}.`,
  messageCut: ({ seen }, n) => `Meddelelsen slutter efter ${octets(n(seen))}, før dens indhold gør det.`,

  lastSegmentAlone: "Et sidste segment af en meddelelse kom, men ikke det første.",
  middleSegmentAlone: "Et segment fra midten af en meddelelse kom, men ikke det første.",
  telegramWithoutFirst: ({ number }) => `Telegram ${number} af en meddelelse kom, men ikke telegram 0.`,
  telegramOutOfTurn: ({ number, expected }) =>
    `Telegram ${number} af en meddelelse kom, hvor telegram ${expected} var ventet.`,
  blockWithoutFirst: ({ number }) => `Blok ${number} af en meddelelse kom, men ikke blok 1.`,
  blockOutOfTurn: ({ number, expected }) => `Blok ${number} af en meddelelse kom, hvor blok ${expected} var ventet.`,
  tooManyParts: ({ limit }, n) => `Mere end ${octets(n(limit))} eller for mange dele.`,
  tooManyBlocks: ({ limit }, n) => `Mere end ${octets(n(limit))} eller for mange blokke.`,
  segmentsWithoutEnd: ({ parts }, n) => `En meddelelse begyndte, men dens slutning kom aldrig. Segmenter: ${n(parts)}.`,
  blocksWithoutEnd: ({ parts }, n) => `En meddelelse begyndte, men dens slutning kom aldrig. Blokke: ${n(parts)}.`,
  blockMalformed: "En generel blok er ugyldig:",

  deciphered: "Dekrypteret:",
  decipheredNoMessage: "Det dekrypterede indhold er ingen meddelelse, som en måler sender.",
  noInformation: "Rammen har intet informationsfelt.",
  noPushedValues: ({ tag }) => `En APDU med mærket ${tag} indeholder ingen værdier fra måleren.`,
  unknownTag: ({ tag }) => `Ingen APDU, som en måler sender, begynder med ${tag}.`,
  noCodeOrNumber: "Meddelelsen indeholder hverken en OBIS-kode eller et tal.",
  p1NoLine: "Telegrammet indeholder ingen linje, der kan læses.",
  smlNoList: "SML-telegrammet indeholder ingen liste med værdier.",
  octetsExpected: ({ expected, left }, n) => `Ventet ${octets(n(expected))}; tilbage: ${n(left)}.`,
  nestedTooDeep: ({ limit }, n) => `Indlejret dybere end ${n(limit)}.`,
  tooManyElements: ({ limit }, n) => `Mere end ${n(limit)} elementer.`,
  tooManyValues: ({ limit }, n) => `Mere end ${n(limit)} værdier.`,
  smlLongLength: "En længde på mere end tre oktetter.",
  smlLongList: ({ count }, n) => `En liste med ${n(count)} elementer, og ikke så mange oktetter tilbage.`,
  noList: "Ingen liste.",
  noAttributePair: "Intet par af attribut og værdi.",
  listCut: ({ type, count, left }, n) => `Værdier i ${type}: ${n(count)}; oktetter tilbage: ${n(left)}.`,
  noDataType: ({ tag }) => `Mærket ${tag} er ingen datatype.`,
  compactArrayLength: ({ length }, n) => `Compact-array på ${octets(n(length))} går ikke op i hele værdier.`,
  typesCut: ({ count }, n) => `Struktur med ${n(count)} typer, og ikke så mange oktetter tilbage.`,
  longLength: ({ octets: count }, n) => `En længde på ${octets(n(count))}.`,
  notNotification: ({ tag }) => `Mærket ${tag} er ingen data-notification.`,
  notEvent: ({ tag }) => `Mærket ${tag} er ingen event-notification-request.`,
  notCiphering: ({ tag }) => `Mærket ${tag} er ingen kryptering.`,
  dateTimeLength: ({ length }, n) => `En dato med tid har 12 oktetter eller ingen; her er der ${n(length)}.`,
  eventTimeLength: "Tiden i en hændelse er 12 oktetter eller er udeladt.",
  nothingCiphered: "Intet er krypteret.",
  titleLength: ({ wanted, length }, n) => `En systemtitel har ${octets(n(wanted))}; her er der ${n(length)}.`,
  titleLeftOut: "Måleren udelader sin systemtitel, og ingen er sat.",
  titleLeftOutAndWrong: ({ octets: count }, n) =>
    `Måleren udelader sin systemtitel, og den, der er sat, har ${octets(n(count))}.`,
  serviceWithoutTitle: ({ service }) => `${service} har ingen systemtitel, og ingen er sat.`,
  serviceWithWrongTitle: ({ service, octets: count }, n) =>
    `${service} har ingen systemtitel, og den, der er sat, har ${octets(n(count))}.`,

  unsupportedService: ({ service, tag }) => `Måleren bruger ${service} (${tag}).`,
  unsupportedCompression: "Måleren bruger komprimeret indhold.",
  unsupportedSuite: ({ suite }) => `Måleren bruger security suite ${suite}.`,
  unprotected: "Måleren bruger et krypteringshoved uden nogen beskyttelse.",
  encryptionKeyMissing: ({ title }) => `Måleren ${title} krypterer, og ingen krypteringsnøgle er sat.`,
  signedWithoutEncryptionKey: "Rammen er signeret og ikke krypteret; uden krypteringsnøglen er den ikke kontrolleret.",
  signedWithoutAuthenticationKey:
    "Rammen er signeret og ikke krypteret; uden autentifikationsnøglen er den ikke kontrolleret.",
  signedTagWrong:
    "Rammen er signeret og ikke krypteret, og signaturen passer ikke: en af nøglerne er forkert, eller rammen er det.",
  tagNotVerified: "Rammen har en signatur; uden autentifikationsnøglen er den ikke kontrolleret.",
  noTag: "Rammen har ingen signatur, selv om en autentifikationsnøgle er sat.",
  tagsBefore: "Rammer før den havde en.",
  plainOnLine: "Indholdet efter krypteringshovedet er ikke krypteret: det sender ingen måler.",
  plainInFile: "Indholdet efter krypteringshovedet var allerede dekrypteret.",
  tagFitsNot: `${noTagFits}.`,
  tagKeyZero: `${noTagFits}, som er lutter nuller.`,
  tagKeyExample: ({ source }) => `${noTagFits}, som er en eksempelnøgle. Den står her: ${source}.`,
  keysSwapped: "Autentifikationsnøglen, brugt som krypteringsnøgle, giver en meddelelse.",
  neitherKey: "Ingen af nøglerne giver en meddelelse, når den bruges som krypteringsnøgle.",
  noMessage: "Det, krypteringsnøglen giver, er ingen meddelelse.",
  encryptionKeyZero: "Krypteringsnøglen er lutter nuller.",
  encryptionKeyExample: ({ source }) => `Krypteringsnøglen er et eksempel. Den står her: ${source}.`,
  tooRegular: "Indholdet er for regelmæssigt til overhovedet at være krypteret.",
  keyIsText: "Nøglen består af teksttegn: de kan have været ment som hexadecimale cifre.",
  keyOfOthers: "En anden målers nøgle giver samme billede.",
  encryptionKeyLength: ({ suite, wanted, digits }, n) =>
    `Måleren bruger security suite ${suite}, hvis nøgler har ${n(wanted)} hexadecimale cifre; krypteringsnøglen har ${n(digits)}.`,
  authenticationKeyLength: ({ suite, wanted, digits }, n) =>
    `Måleren bruger security suite ${suite}, hvis nøgler har ${n(wanted)} hexadecimale cifre; autentifikationsnøglen har ${n(digits)}.`,
  keyDigits: ({ digits }, n) => `${keyDigits}; her er der ${n(digits)}.`,
  keyCharacter: ({ digits, place, character }, n) =>
    `${keyDigits}; her er der ${n(digits)}, og tegn ${n(place)} er »${character}«.`,
  keyDigitMeant: ({ meant }) => `Er det cifferet ${meant}?`,
  keyAsText: "Nøglen blev taget som 16 tegn tekst, ikke som hexadecimal.",
  someKeyAsText: "En nøgle blev taget som 16 tegn tekst.",
  noKeyInText: "Der er ingen nøgle i teksten.",
  noKeyFits: "Ingen nøgle giver en meddelelse.",
  clearAfterEncrypted: "En ramme kom i klartekst, selv om rammerne før den var krypteret.",
  keyNotNeeded: "En nøgle er sat, men måleren sender sine rammer i klartekst.",
  counterReplayed: ({ counter, last }) =>
    `Tælleren (invocation counter) er ${counter}, efter ${last}: denne ramme er sendt før.`,
  counterRestarted: ({ counter, last }) =>
    `Tælleren (invocation counter) er ${counter}, efter ${last}; målerens ur gik videre.`,
  counterWentBack: ({ counter, last }) =>
    `Tælleren (invocation counter) er ${counter}, efter ${last}; uden en kontrolleret signatur beviser den intet.`,
  frameChanged: ({ counter }) =>
    `Signaturen passer ikke, selv om disse nøgler bekræftede ramme ${counter} fra denne måler: denne blev ændret.`,
  keysStopped: ({ counter, when }) =>
    `Nøglerne virkede til og med invocation counter ${counter}${inBrackets(when)}, og ikke til denne ramme.`,
  keysStoppedLong: ({ counter, when }) =>
    `Nøglerne virkede til og med invocation counter ${counter}${inBrackets(when)}, og ikke til flere rammer i træk.`,
  authenticationKeyStopped: ({ counter, when }) =>
    `Autentifikationsnøglen virkede til og med invocation counter ${counter}${inBrackets(when)}, og ikke til denne ramme.`,
  authenticationKeyStoppedLong: ({ counter, when }) =>
    `Autentifikationsnøglen virkede til og med invocation counter ${counter}${inBrackets(when)}, og ikke til flere rammer i træk.`,
  framesRising: "Flere rammer i træk siger det, og deres tællere går op: rammerne er hele, så det er nøglerne.",
  framesJumping:
    "Flere rammer i træk siger det, men deres tællere springer: rammer kan være beskadiget eller komme fra flere afsendere.",
  keysOfAnother: ({ owner, title }) => `Nøglerne åbner rammerne fra måleren ${owner}, og ikke dem fra ${title}.`,

  unknownList: ({ count }, n) => `En liste med ${n(count)} værdier uden OBIS-koder, som ingen profil kender.`,
  scaleUndecided: ({ count, maker = "ukendt producent", country = "ukendt land" }, n) =>
    `Tælleværker uden skala: ${n(count)}. Ingen er dokumenteret for ${maker}, ${country}.`,
  scaleByValues: ({ unit, size, lists, raw }, n) =>
    `Et trin i værdierne i ${unit} er ${n(size)} ${unit}: værdier fra ${n(lists)} lister, den seneste ${n(raw)}, er ikke rimelige med nogen anden skala.`,
  scaleByRegisters: ({ unit, size, steps, wh }, n) =>
    `Et trin i værdierne i ${unit} er ${n(size)} ${unit}: ${n(steps)} trin i tælleværket mod ${n(wh)} Wh målt effekt.`,
  aboutValues: ({ lists, raw }, n) =>
    `værdier fra ${n(lists)} lister, den seneste ${n(raw)}, er ikke rimelige med nogen anden skala`,
  aboutRegisters: ({ steps, wh }, n) => `${n(steps)} trin i tælleværket mod ${n(wh)} Wh målt effekt`,
  listStopped: (list) => `${upperListOf(list)} kom jævnligt og kommer ikke mere; andre lister har alle dens værdier.`,
  listChanged: ({ newVersion, newCount, added, removed, ...before }, n) =>
    `${upperListOf(before)} kom indtil nu; i stedet kommer ${listOf({ ...(newVersion === undefined ? {} : { version: newVersion }), count: newCount })} (kommet til: ${n(added)}, faldet væk: ${n(removed)}).`,
  codeVanished: ({ code, ...list }) => `${code} kom jævnligt med ${listOf(list)}, og ingen liste har den mere.`,
  codesVanished: ({ codes, ...list }, n) =>
    `Værdier, der kom jævnligt med ${listOf(list)}, og som ingen liste har mere: ${n(codes)}.`,
  codeVanishedAtChange: ({ code }) => `${code} kom jævnligt, til listen blev ændret, og ingen liste har den mere.`,
  codesVanishedAtChange: ({ codes }, n) =>
    `Værdier, der kom jævnligt, til listen blev ændret, og som ingen liste har mere: ${n(codes)}.`,

  zoneAssumed: ({ zone }) => `Ingen tidszone er sat, og måleren sender ingen forskydning: ${zone} blev brugt.`,
  clockAhead: ({ timestamp, minutes }, n) => `Målerens ur viser ${timestamp}: ${n(minutes)} minutter foran.`,
  clockBehind: ({ timestamp, minutes }, n) => `Målerens ur viser ${timestamp}: ${n(minutes)} minutter bagud.`,
  clockJumpedAhead: ({ timestamp, minutes }, n) =>
    `Målerens ur er sprunget: ${timestamp}, ${n(minutes)} minutter foran.`,
  clockJumpedBehind: ({ timestamp, minutes }, n) =>
    `Målerens ur er sprunget: ${timestamp}, ${n(minutes)} minutter bagud.`,
  clockNeverSet: ({ timestamp }) => `Målerens ur blev aldrig stillet: det viser ${timestamp}.`,
  seasonSummer: ({ clock, zone }) => `Telegrammet siger sommertid ${clock}; i ${zone} er det ikke sådan.`,
  seasonWinter: ({ clock, zone }) => `Telegrammet siger vintertid ${clock}; i ${zone} er det ikke sådan.`,

  lineSilent: ({ seconds }, n) => `Åben i ${n(seconds)} sekunder, og ikke én oktet kom.`,
  portSilent: ({ port, settings, lowest, highest, seconds }, n) =>
    `Intet kom på ${port}: ${n(settings)} indstillinger fra ${lowest} til ${highest} baud blev prøvet i ${n(seconds)} sekunder, og ikke én oktet blev modtaget.`,
  portWithoutFrame: ({ port, settings, lowest, highest }, n) =>
    `Noget sender på ${port}, men ved ingen af ${n(settings)} indstillinger fra ${lowest} til ${highest} baud kom der en ramme, der består sine kontroller.`,
  portWithDamage: ({ port, settings, lowest, highest, damaged }, n) =>
    `Noget sender på ${port}, men ved ingen af ${n(settings)} indstillinger fra ${lowest} til ${highest} baud kom der en ramme, der består sine kontroller (begyndt og beskadiget: ${n(damaged)}).`,
  portMostHeard: ({ best, octets: count }, n) => `Mest blev modtaget ved ${best}: ${octets(n(count))}.`,
  answerWithoutFrame: "Et svar har ingen ramme.",
  messageWithoutFrame: ({ topic }) => `En meddelelse på ${topic} har ingen ramme.`,
  holdsNoJson: "Det er ikke JSON.",
  noFrameInFields: ({ fields }) => `Ingen af felterne ${fields} har en ramme.`,
  noTextAtPath: ({ path }) => `Der står ingen tekst under ${path}.`,
  noHexText: "Det er ingen hexadecimal tekst.",
  noHexTextBut: ({ text }) => `Det er ingen hexadecimal tekst: ${text}.`,
  answerNoNumber: "Et svar er ikke et tal.",
  answerNoNumberAt: ({ path }) => `Et svar har intet tal under ${path}.`,
  messageNoNumber: ({ topic }) => `En meddelelse på ${topic} er ikke et tal.`,
  messageNoNumberAt: ({ topic, path }) => `En meddelelse på ${topic} har intet tal under ${path}.`,
};
