import type { Said } from "../../said.ts";

interface List {
  readonly version?: string;
  readonly count: number;
}

const octets = (text: string) => `${text} oktetter`;
const valuesOf = (count: number) => (count === 1 ? "1 verdi" : `${count} verdier`);
const listOf = ({ version, count }: List) =>
  version === undefined ? `en liste med ${valuesOf(count)}` : `listen ${version} med ${valuesOf(count)}`;
const upperListOf = (list: List) =>
  list.version === undefined
    ? `En liste med ${valuesOf(list.count)}`
    : `Listen ${list.version} med ${valuesOf(list.count)}`;
const inBrackets = (text: string | undefined) => (text === undefined ? "" : ` (${text})`);
const keyDigits = "En nøkkel har 32 heksadesimale siffer, eller 64 der måleren bruker AES-256 (security suite 2)";
const noTagFits = "Krypteringsnøkkelen gir en melding, men signaturen passer ikke til autentiseringsnøkkelen";

/** What a diagnosis saw this time, in Norwegian. */
export const sentences: Said["sentences"] = {
  noOctets: "Det finnes ingen oktetter i det hele tatt.",
  noFrame: ({ octets: count }, n) => `Ingen ramme i ${octets(n(count))}.`,
  hdlcChecksum: ({ length, received, computed }, n) =>
    `HDLC-ramme på ${octets(n(length))}: FCS ${received} mottatt, ${computed} beregnet.`,
  hdlcChecksumOpen: ({ length, received, computed }, n) =>
    `HDLC-ramme på ${octets(n(length))}: FCS ${received} mottatt, ${computed} beregnet, og det står ikke noe flagg på slutten.`,
  hdlcHeaderChecksum: ({ received, computed }) => `HDLC-hode: HCS ${received} mottatt, ${computed} beregnet.`,
  hdlcCutShort: ({ seen, length }, n) =>
    `En HDLC-ramme slutter etter ${octets(n(seen))}; den oppgir ${n(length)} med flaggene.`,
  hdlcCutInLength: ({ seen }, n) => `En HDLC-ramme slutter etter ${octets(n(seen))}; lengdefeltet er ikke helt.`,
  mbusTwoLengths: ({ first, second }, n) => `Et M-Bus-hode oppgir to lengder: ${n(first)} og ${n(second)}.`,
  mbusNoEnd: ({ limit }, n) => `Ingen slutt på en M-Bus-ramme uten lengde innen ${octets(n(limit))}.`,
  mbusWrongEnd: ({ length }, n) => `En M-Bus-ramme oppgir ${octets(n(length))}, men 0x16 står ikke på slutten.`,
  mbusChecksum: ({ length, received, computed }, n) =>
    `M-Bus-ramme på ${octets(n(length))}: sjekksum ${received} mottatt, ${computed} beregnet.`,
  mbusCutShort: ({ seen, length }, n) => `En M-Bus-ramme slutter etter ${octets(n(seen))}; den oppgir ${n(length)}.`,
  cipheredCutShort: ({ seen, length }, n) =>
    `En kryptert melding slutter etter ${octets(n(seen))}; den oppgir ${n(length)}.`,
  wrapperCutShort: ({ seen, length }, n) =>
    `En DLMS-innpakning slutter etter ${octets(n(seen))}; den oppgir ${n(length)}.`,
  smlNoEnd: ({ limit }, n) => `Ingen slutt på SML-telegrammet innen ${octets(n(limit))}.`,
  smlCutShort: ({ seen }, n) => `Et SML-telegram slutter etter ${octets(n(seen))} uten sluttmerke.`,
  smlChecksum: ({ received, computed }) => `SML-telegram: CRC ${received} mottatt, ${computed} beregnet.`,
  smlInterrupted: "Et SML-telegram stopper, og et annet begynner.",
  smlUnknownEscape: "Et SML-telegram inneholder en ukjent escape-sekvens.",
  p1NoEnd: ({ limit }, n) => `Ingen slutt på P1-telegrammet innen ${octets(n(limit))}.`,
  p1CutShort: ({ seen }, n) => `Et P1-telegram slutter etter ${octets(n(seen))} uten «!».`,
  p1Interrupted: "Et P1-telegram stopper, og et annet begynner.",
  p1Checksum: ({ received, computed }) => `P1-telegram: CRC ${received} mottatt, ${computed} beregnet.`,
  p1LineEnds: "Med CR LF til slutt i hver linje stemmer den: Linjeskiftene er blitt endret underveis.",
  p1NoCrc: "P1-telegram: det som står bak «!», er ingen CRC.",
  p1NoText: ({ octet }) => `Et P1-telegram inneholder oktetten ${octet}, som ikke er tekst.`,
  p1CipheredInHeader: "Et kryptert P1-telegram slutter i hodet.",
  p1CipheredLost: ({ seen, length }, n) =>
    `Et kryptert P1-telegram inneholder ${octets(n(seen))}; det oppgir ${n(length)}: oktetter gikk tapt.`,
  p1NoChecksum: "Telegrammet slutter med «!» og ingen CRC, som før DSMR 4.",
  p1MalformedLine: ({ line, text }) => `Linje ${line} er ikke «kode(verdi)»: ${text}`,
  p1MoreMalformedLines: ({ lines }, n) => `Flere linjer som ikke er «kode(verdi)»: ${n(lines)}.`,
  messageCut: ({ seen }, n) => `Meldingen slutter etter ${octets(n(seen))}, før innholdet gjør det.`,

  lastSegmentAlone: "Et siste segment av en melding kom, men ikke det første.",
  middleSegmentAlone: "Et segment fra midten av en melding kom, men ikke det første.",
  telegramWithoutFirst: ({ number }) => `Telegram ${number} av en melding kom, men ikke telegram 0.`,
  telegramOutOfTurn: ({ number, expected }) =>
    `Telegram ${number} av en melding kom der telegram ${expected} var ventet.`,
  blockWithoutFirst: ({ number }) => `Blokk ${number} av en melding kom, men ikke blokk 1.`,
  blockOutOfTurn: ({ number, expected }) => `Blokk ${number} av en melding kom der blokk ${expected} var ventet.`,
  tooManyParts: ({ limit }, n) => `Mer enn ${octets(n(limit))} eller for mange deler.`,
  tooManyBlocks: ({ limit }, n) => `Mer enn ${octets(n(limit))} eller for mange blokker.`,
  segmentsWithoutEnd: ({ parts }, n) => `En melding begynte, men slutten kom aldri. Segmenter: ${n(parts)}.`,
  blocksWithoutEnd: ({ parts }, n) => `En melding begynte, men slutten kom aldri. Blokker: ${n(parts)}.`,
  blockMalformed: "En generell blokk er ugyldig:",

  deciphered: "Dekryptert:",
  decipheredNoMessage: "Det dekrypterte innholdet er ingen melding som en måler sender.",
  noInformation: "Rammen har ikke noe informasjonsfelt.",
  noPushedValues: ({ tag }) => `En APDU med merket ${tag} inneholder ingen verdier fra måleren.`,
  unknownTag: ({ tag }) => `Ingen APDU som en måler sender, begynner med ${tag}.`,
  noCodeOrNumber: "Meldingen inneholder verken en OBIS-kode eller et tall.",
  p1NoLine: "Telegrammet inneholder ingen linje som kan leses.",
  smlNoList: "SML-telegrammet inneholder ingen liste med verdier.",
  octetsExpected: ({ expected, left }, n) => `Ventet ${octets(n(expected))}; igjen: ${n(left)}.`,
  nestedTooDeep: ({ limit }, n) => `Nøstet dypere enn ${n(limit)}.`,
  tooManyElements: ({ limit }, n) => `Mer enn ${n(limit)} elementer.`,
  tooManyValues: ({ limit }, n) => `Mer enn ${n(limit)} verdier.`,
  smlLongLength: "En lengde på mer enn tre oktetter.",
  smlLongList: ({ count }, n) => `En liste med ${n(count)} elementer, og ikke så mange oktetter igjen.`,
  noList: "Ingen liste.",
  noAttributePair: "Ikke noe par av attributt og verdi.",
  listCut: ({ type, count, left }, n) => `Verdier i ${type}: ${n(count)}; oktetter igjen: ${n(left)}.`,
  noDataType: ({ tag }) => `Merket ${tag} er ingen datatype.`,
  compactArrayLength: ({ length }, n) => `Compact-array på ${octets(n(length))} går ikke opp i hele verdier.`,
  typesCut: ({ count }, n) => `Struktur med ${n(count)} typer, og ikke så mange oktetter igjen.`,
  longLength: ({ octets: count }, n) => `En lengde på ${octets(n(count))}.`,
  notNotification: ({ tag }) => `Merket ${tag} er ingen data-notification.`,
  notEvent: ({ tag }) => `Merket ${tag} er ingen event-notification-request.`,
  notCiphering: ({ tag }) => `Merket ${tag} er ingen kryptering.`,
  dateTimeLength: ({ length }, n) => `En dato med tid har 12 oktetter eller ingen; her er det ${n(length)}.`,
  eventTimeLength: "Tiden i en hendelse er 12 oktetter, eller er utelatt.",
  nothingCiphered: "Ingenting er kryptert.",
  titleLength: ({ wanted, length }, n) => `En systemtittel har ${octets(n(wanted))}; her er det ${n(length)}.`,
  titleLeftOut: "Måleren utelater sin systemtittel, og ingen er satt.",
  titleLeftOutAndWrong: ({ octets: count }, n) =>
    `Måleren utelater sin systemtittel, og den som er satt, har ${octets(n(count))}.`,
  serviceWithoutTitle: ({ service }) => `${service} har ingen systemtittel, og ingen er satt.`,
  serviceWithWrongTitle: ({ service, octets: count }, n) =>
    `${service} har ingen systemtittel, og den som er satt, har ${octets(n(count))}.`,

  unsupportedService: ({ service, tag }) => `Måleren bruker ${service} (${tag}).`,
  unsupportedCompression: "Måleren bruker komprimert innhold.",
  unsupportedSuite: ({ suite }) => `Måleren bruker security suite ${suite}.`,
  unprotected: "Måleren bruker et krypteringshode uten noen beskyttelse.",
  encryptionKeyMissing: ({ title }) => `Måleren ${title} krypterer, og ingen krypteringsnøkkel er satt.`,
  signedWithoutEncryptionKey: "Rammen er signert og ikke kryptert; uten krypteringsnøkkelen er den ikke kontrollert.",
  signedWithoutAuthenticationKey:
    "Rammen er signert og ikke kryptert; uten autentiseringsnøkkelen er den ikke kontrollert.",
  signedTagWrong:
    "Rammen er signert og ikke kryptert, og signaturen passer ikke: en av nøklene er feil, eller rammen er det.",
  tagNotVerified: "Rammen har en signatur; uten autentiseringsnøkkelen er den ikke kontrollert.",
  noTag: "Rammen har ingen signatur, selv om en autentiseringsnøkkel er satt.",
  tagsBefore: "Rammer før den hadde en.",
  plainOnLine: "Innholdet bak krypteringshodet er ikke kryptert: det sender ingen måler.",
  plainInFile: "Innholdet bak krypteringshodet var allerede dekryptert.",
  tagFitsNot: `${noTagFits}.`,
  tagKeyZero: `${noTagFits}, som er bare nuller.`,
  tagKeyExample: ({ source }) => `${noTagFits}, som er en eksempelnøkkel. Den står her: ${source}.`,
  keysSwapped: "Autentiseringsnøkkelen, brukt som krypteringsnøkkel, gir en melding.",
  neitherKey: "Ingen av nøklene gir en melding når den brukes som krypteringsnøkkel.",
  noMessage: "Det krypteringsnøkkelen gir, er ingen melding.",
  encryptionKeyZero: "Krypteringsnøkkelen er bare nuller.",
  encryptionKeyExample: ({ source }) => `Krypteringsnøkkelen er et eksempel. Den står her: ${source}.`,
  tooRegular: "Innholdet er for regelmessig til å være kryptert i det hele tatt.",
  keyIsText: "Nøkkelen består av teksttegn: de kan ha vært ment som heksadesimale siffer.",
  keyOfOthers: "Nøkkelen til en annen måler gir samme bilde.",
  encryptionKeyLength: ({ suite, wanted, digits }, n) =>
    `Måleren bruker security suite ${suite}, med nøkler på ${n(wanted)} heksadesimale siffer; krypteringsnøkkelen har ${n(digits)}.`,
  authenticationKeyLength: ({ suite, wanted, digits }, n) =>
    `Måleren bruker security suite ${suite}, med nøkler på ${n(wanted)} heksadesimale siffer; autentiseringsnøkkelen har ${n(digits)}.`,
  keyDigits: ({ digits }, n) => `${keyDigits}; her er det ${n(digits)}.`,
  keyCharacter: ({ digits, place, character }, n) =>
    `${keyDigits}; her er det ${n(digits)}, og tegn ${n(place)} er «${character}».`,
  keyDigitMeant: ({ meant }) => `Er det sifferet ${meant}?`,
  keyAsText: "Nøkkelen ble tatt som 16 tegn tekst, ikke som heksadesimal.",
  someKeyAsText: "En nøkkel ble tatt som 16 tegn tekst.",
  noKeyInText: "Det er ingen nøkkel i teksten.",
  noKeyFits: "Ingen nøkkel gir en melding.",
  clearAfterEncrypted: "En ramme kom i klartekst, selv om rammene før den var kryptert.",
  keyNotNeeded: "En nøkkel er satt, men måleren sender rammene i klartekst.",
  counterReplayed: ({ counter, last }) =>
    `Telleren (invocation counter) er ${counter}, etter ${last}: denne rammen er sendt før.`,
  counterRestarted: ({ counter, last }) =>
    `Telleren (invocation counter) er ${counter}, etter ${last}; målerens klokke gikk videre.`,
  counterWentBack: ({ counter, last }) =>
    `Telleren (invocation counter) er ${counter}, etter ${last}; uten en kontrollert signatur beviser den ingenting.`,
  frameChanged: ({ counter }) =>
    `Signaturen passer ikke, selv om disse nøklene bekreftet ramme ${counter} fra denne måleren: denne ble endret.`,
  keysStopped: ({ counter, when }) =>
    `Nøklene virket til og med invocation counter ${counter}${inBrackets(when)}, og ikke for denne rammen.`,
  keysStoppedLong: ({ counter, when }) =>
    `Nøklene virket til og med invocation counter ${counter}${inBrackets(when)}, og ikke for flere rammer på rad.`,
  authenticationKeyStopped: ({ counter, when }) =>
    `Autentiseringsnøkkelen virket til og med invocation counter ${counter}${inBrackets(when)}, og ikke for denne rammen.`,
  authenticationKeyStoppedLong: ({ counter, when }) =>
    `Autentiseringsnøkkelen virket til og med invocation counter ${counter}${inBrackets(when)}, og ikke for flere rammer på rad.`,
  framesRising: "Flere rammer på rad sier dette, og tellerne deres går opp: rammene er hele, så det er nøklene.",
  framesJumping:
    "Flere rammer på rad sier dette, men tellerne deres hopper: rammer kan være skadet, eller komme fra flere sendere.",
  keysOfAnother: ({ owner, title }) => `Nøklene åpner rammene til måleren ${owner}, og ikke dem til ${title}.`,

  unknownList: ({ count }, n) => `En liste med ${n(count)} verdier uten OBIS-koder, som ingen profil kjenner.`,
  scaleUndecided: ({ count, maker = "ukjent produsent", country = "ukjent land" }, n) =>
    `Tellerverk uten skala: ${n(count)}. Ingen er dokumentert for ${maker}, ${country}.`,
  scaleByValues: ({ unit, size, lists, raw }, n) =>
    `Et trinn i verdiene i ${unit} er ${n(size)} ${unit}: verdier fra ${n(lists)} lister, den siste ${n(raw)}, er ikke rimelige med noen annen skala.`,
  scaleByRegisters: ({ unit, size, steps, wh }, n) =>
    `Et trinn i verdiene i ${unit} er ${n(size)} ${unit}: ${n(steps)} trinn i tellerverket mot ${n(wh)} Wh målt effekt.`,
  aboutValues: ({ lists, raw }, n) =>
    `verdier fra ${n(lists)} lister, den siste ${n(raw)}, er ikke rimelige med noen annen skala`,
  aboutRegisters: ({ steps, wh }, n) => `${n(steps)} trinn i tellerverket mot ${n(wh)} Wh målt effekt`,
  listStopped: (list) => `${upperListOf(list)} kom jevnlig og kommer ikke lenger; andre lister har alle verdiene.`,
  listChanged: ({ newVersion, newCount, added, removed, ...before }, n) =>
    `${upperListOf(before)} kom til nå; i stedet kommer ${listOf({ ...(newVersion === undefined ? {} : { version: newVersion }), count: newCount })} (lagt til: ${n(added)}, fjernet: ${n(removed)}).`,
  codeVanished: ({ code, ...list }) => `${code} kom jevnlig med ${listOf(list)}, og ingen liste har den lenger.`,
  codesVanished: ({ codes, ...list }, n) =>
    `Verdier som kom jevnlig med ${listOf(list)}, og som ingen liste har lenger: ${n(codes)}.`,
  codeVanishedAtChange: ({ code }) => `${code} kom jevnlig til listen ble endret, og ingen liste har den lenger.`,
  codesVanishedAtChange: ({ codes }, n) =>
    `Verdier som kom jevnlig til listen ble endret, og som ingen liste har lenger: ${n(codes)}.`,

  zoneAssumed: ({ zone }) => `Ingen tidssone er satt, og måleren sender ingen forskyvning: ${zone} ble brukt.`,
  clockAhead: ({ timestamp, minutes }, n) => `Målerens klokke viser ${timestamp}: ${n(minutes)} minutter foran.`,
  clockBehind: ({ timestamp, minutes }, n) => `Målerens klokke viser ${timestamp}: ${n(minutes)} minutter etter.`,
  clockJumpedAhead: ({ timestamp, minutes }, n) =>
    `Målerens klokke har hoppet: ${timestamp}, ${n(minutes)} minutter foran.`,
  clockJumpedBehind: ({ timestamp, minutes }, n) =>
    `Målerens klokke har hoppet: ${timestamp}, ${n(minutes)} minutter etter.`,
  clockNeverSet: ({ timestamp }) => `Målerens klokke ble aldri stilt: den viser ${timestamp}.`,
  seasonSummer: ({ clock, zone }) => `Telegrammet sier sommertid ${clock}; i ${zone} er det ikke det.`,
  seasonWinter: ({ clock, zone }) => `Telegrammet sier vintertid ${clock}; i ${zone} er det ikke det.`,

  lineSilent: ({ seconds }, n) => `Åpen i ${n(seconds)} sekunder, og ikke én oktett kom.`,
  portSilent: ({ port, settings, lowest, highest, seconds }, n) =>
    `Ingenting kom på ${port}: ${n(settings)} innstillinger fra ${lowest} til ${highest} baud ble prøvd i ${n(seconds)} sekunder, og ikke én oktett ble mottatt.`,
  portWithoutFrame: ({ port, settings, lowest, highest }, n) =>
    `Noe sender på ${port}, men ved ingen av ${n(settings)} innstillinger fra ${lowest} til ${highest} baud kom det en ramme som består kontrollene.`,
  portWithDamage: ({ port, settings, lowest, highest, damaged }, n) =>
    `Noe sender på ${port}, men ved ingen av ${n(settings)} innstillinger fra ${lowest} til ${highest} baud kom det en ramme som består kontrollene (begynte og var skadet: ${n(damaged)}).`,
  portMostHeard: ({ best, octets: count }, n) => `Mest ble mottatt ved ${best}: ${octets(n(count))}.`,
  answerWithoutFrame: "Et svar inneholder ingen ramme.",
  messageWithoutFrame: ({ topic }) => `En melding på ${topic} inneholder ingen ramme.`,
  holdsNoJson: "Det er ikke JSON.",
  noFrameInFields: ({ fields }) => `Ingen av feltene ${fields} har en ramme.`,
  noTextAtPath: ({ path }) => `Det står ingen tekst under ${path}.`,
  noHexText: "Det er ingen heksadesimal tekst.",
  noHexTextBut: ({ text }) => `Det er ingen heksadesimal tekst: ${text}.`,
  answerNoNumber: "Et svar er ikke et tall.",
  answerNoNumberAt: ({ path }) => `Et svar har ikke noe tall under ${path}.`,
  messageNoNumber: ({ topic }) => `En melding på ${topic} er ikke et tall.`,
  messageNoNumberAt: ({ topic, path }) => `En melding på ${topic} har ikke noe tall under ${path}.`,
};
