import type { Said } from "../../said.ts";

interface List {
  readonly version?: string;
  readonly count: number;
}

const octets = (text: string) => `${text} Oktette`;
/** Behind „nach“, „von“ and the like. */
const ofOctets = (text: string) => `${text} Oktetten`;
const valuesOf = (count: number) => (count === 1 ? "1 Wert" : `${count} Werten`);
const withList = ({ version, count }: List) =>
  version === undefined ? `einer Liste mit ${valuesOf(count)}` : `der Liste ${version} mit ${valuesOf(count)}`;
const listOf = ({ version, count }: List) =>
  version === undefined ? `eine Liste mit ${valuesOf(count)}` : `die Liste ${version} mit ${valuesOf(count)}`;
const upperListOf = ({ version, count }: List) =>
  version === undefined ? `Eine Liste mit ${valuesOf(count)}` : `Die Liste ${version} mit ${valuesOf(count)}`;
const inBrackets = (text: string | undefined) => (text === undefined ? "" : ` (${text})`);
const keyDigits =
  "Ein Schlüssel hat 32 hexadezimale Ziffern, oder 64, wo der Zähler AES-256 verwendet (Security Suite 2)";
const noTagFits =
  "Der Verschlüsselungsschlüssel ergibt eine Nachricht, aber die Signatur passt nicht zum Authentifizierungsschlüssel";

/** What a diagnosis saw this time, in German. */
export const sentences: Said["sentences"] = {
  noOctets: "Es gibt gar keine Oktette.",
  noFrame: ({ octets: count }, n) => `Kein Telegramm in ${ofOctets(n(count))}.`,
  hdlcChecksum: ({ length, received, computed }, n) =>
    `HDLC-Telegramm von ${ofOctets(n(length))}: FCS ${received} empfangen, ${computed} berechnet.`,
  hdlcChecksumOpen: ({ length, received, computed }, n) =>
    `HDLC-Telegramm von ${ofOctets(n(length))}: FCS ${received} empfangen, ${computed} berechnet, und am Ende steht kein Flag.`,
  hdlcHeaderChecksum: ({ received, computed }) => `HDLC-Kopf: HCS ${received} empfangen, ${computed} berechnet.`,
  hdlcCutShort: ({ seen, length }, n) =>
    `Ein HDLC-Telegramm endet nach ${ofOctets(n(seen))}; es nennt ${n(length)} mit seinen Flags.`,
  hdlcCutInLength: ({ seen }, n) =>
    `Ein HDLC-Telegramm endet nach ${ofOctets(n(seen))}; sein Längenfeld ist nicht vollständig.`,
  mbusTwoLengths: ({ first, second }, n) => `Ein M-Bus-Kopf nennt zwei Längen: ${n(first)} und ${n(second)}.`,
  mbusNoEnd: ({ limit }, n) => `Kein Ende eines M-Bus-Telegramms ohne Länge innerhalb von ${ofOctets(n(limit))}.`,
  mbusWrongEnd: ({ length }, n) =>
    `Ein M-Bus-Telegramm nennt ${octets(n(length))}, aber an seinem Ende steht nicht 0x16.`,
  mbusChecksum: ({ length, received, computed }, n) =>
    `M-Bus-Telegramm von ${ofOctets(n(length))}: Prüfsumme ${received} empfangen, ${computed} berechnet.`,
  mbusCutShort: ({ seen, length }, n) => `Ein M-Bus-Telegramm endet nach ${ofOctets(n(seen))}; es nennt ${n(length)}.`,
  cipheredCutShort: ({ seen, length }, n) =>
    `Eine verschlüsselte Nachricht endet nach ${ofOctets(n(seen))}; sie nennt ${n(length)}.`,
  wrapperCutShort: ({ seen, length }, n) => `Eine DLMS-Hülle endet nach ${ofOctets(n(seen))}; sie nennt ${n(length)}.`,
  smlNoEnd: ({ limit }, n) => `Kein Ende des SML-Telegramms innerhalb von ${ofOctets(n(limit))}.`,
  smlCutShort: ({ seen }, n) => `Ein SML-Telegramm endet nach ${ofOctets(n(seen))} ohne seine Endemarke.`,
  smlChecksum: ({ received, computed }) => `SML-Telegramm: CRC ${received} empfangen, ${computed} berechnet.`,
  smlInterrupted: "Ein SML-Telegramm bricht ab, und ein anderes beginnt.",
  smlUnknownEscape: "Ein SML-Telegramm enthält eine unbekannte Escape-Folge.",
  p1NoEnd: ({ limit }, n) => `Kein Ende des P1-Telegramms innerhalb von ${ofOctets(n(limit))}.`,
  p1CutShort: ({ seen }, n) => `Ein P1-Telegramm endet nach ${ofOctets(n(seen))} ohne „!“.`,
  p1Interrupted: "Ein P1-Telegramm bricht ab, und ein anderes beginnt.",
  p1Checksum: ({ received, computed }) => `P1-Telegramm: CRC ${received} empfangen, ${computed} berechnet.`,
  p1LineEnds: "Mit CR LF am Ende jeder Zeile stimmt sie: Die Zeilenenden wurden unterwegs geändert.",
  p1NoCrc: "P1-Telegramm: Was hinter „!“ steht, ist keine CRC.",
  p1NoText: ({ octet }) => `Ein P1-Telegramm enthält das Oktett ${octet}, das kein Text ist.`,
  p1CipheredInHeader: "Ein verschlüsseltes P1-Telegramm endet in seinem Kopf.",
  p1CipheredLost: ({ seen, length }, n) =>
    `Ein verschlüsseltes P1-Telegramm enthält ${octets(n(seen))}; es nennt ${n(length)}: Oktette gingen verloren.`,
  p1NoChecksum: "Das Telegramm endet mit „!“ und ohne CRC, wie vor DSMR 4.",
  p1MalformedLine: ({ line, text }) => `Zeile ${line} ist nicht „Code(Wert)“: ${text}`,
  p1MoreMalformedLines: ({ lines }, n) => `Weitere Zeilen, die nicht „Code(Wert)“ sind: ${n(lines)}.`,
  messageCut: ({ seen }, n) => `Die Nachricht endet nach ${ofOctets(n(seen))}, bevor ihr Inhalt es tut.`,

  lastSegmentAlone: "Ein letztes Segment einer Nachricht kam, aber nicht das erste.",
  middleSegmentAlone: "Ein Segment aus der Mitte einer Nachricht kam, aber nicht das erste.",
  telegramWithoutFirst: ({ number }) => `Telegramm ${number} einer Nachricht kam, aber nicht Telegramm 0.`,
  telegramOutOfTurn: ({ number, expected }) =>
    `Telegramm ${number} einer Nachricht kam, wo Telegramm ${expected} an der Reihe war.`,
  blockWithoutFirst: ({ number }) => `Block ${number} einer Nachricht kam, aber nicht Block 1.`,
  blockOutOfTurn: ({ number, expected }) =>
    `Block ${number} einer Nachricht kam, wo Block ${expected} an der Reihe war.`,
  tooManyParts: ({ limit }, n) => `Mehr als ${octets(n(limit))} oder zu viele Teile.`,
  tooManyBlocks: ({ limit }, n) => `Mehr als ${octets(n(limit))} oder zu viele Blöcke.`,
  segmentsWithoutEnd: ({ parts }, n) => `Eine Nachricht begann, aber ihr Ende kam nie. Segmente: ${n(parts)}.`,
  blocksWithoutEnd: ({ parts }, n) => `Eine Nachricht begann, aber ihr Ende kam nie. Blöcke: ${n(parts)}.`,
  blockMalformed: "Ein General Block ist fehlerhaft:",

  deciphered: "Entschlüsselt:",
  decipheredNoMessage: "Der entschlüsselte Inhalt ist keine Nachricht, die ein Zähler sendet.",
  noInformation: "Das Telegramm trägt kein Informationsfeld.",
  noPushedValues: ({ tag }) => `Eine APDU mit der Kennung ${tag} trägt keine Werte vom Zähler.`,
  unknownTag: ({ tag }) => `Keine APDU, die ein Zähler sendet, beginnt mit ${tag}.`,
  noCodeOrNumber: "Die Nachricht enthält weder einen OBIS-Code noch eine Zahl.",
  p1NoLine: "Das Telegramm enthält keine Zeile, die sich lesen lässt.",
  smlNoList: "Das SML-Telegramm enthält keine Liste von Werten.",
  octetsExpected: ({ expected, left }, n) => `${octets(n(expected))} erwartet, ${n(left)} übrig.`,
  nestedTooDeep: ({ limit }, n) => `Tiefer verschachtelt als ${n(limit)}.`,
  tooManyElements: ({ limit }, n) => `Mehr als ${n(limit)} Elemente.`,
  tooManyValues: ({ limit }, n) => `Mehr als ${n(limit)} Werte.`,
  smlLongLength: "Eine Länge von mehr als drei Oktetten.",
  smlLongList: ({ count }, n) => `Eine Liste von ${n(count)} Elementen, und nicht so viele Oktette übrig.`,
  noList: "Keine Liste.",
  noAttributePair: "Kein Paar aus Attribut und Wert.",
  listCut: ({ type, count, left }, n) => `Werte in ${type}: ${n(count)}; Oktette übrig: ${n(left)}.`,
  noDataType: ({ tag }) => `Die Kennung ${tag} ist kein Datentyp.`,
  compactArrayLength: ({ length }, n) => `Compact-array von ${ofOctets(n(length))} ergibt keine ganzen Werte.`,
  typesCut: ({ count }, n) => `Struktur mit ${n(count)} Typen, und nicht so viele Oktette übrig.`,
  longLength: ({ octets: count }, n) => `Eine Länge von ${ofOctets(n(count))}.`,
  notNotification: ({ tag }) => `Die Kennung ${tag} ist keine data-notification.`,
  notEvent: ({ tag }) => `Die Kennung ${tag} ist kein event-notification-request.`,
  notCiphering: ({ tag }) => `Die Kennung ${tag} ist keine Verschlüsselung.`,
  dateTimeLength: ({ length }, n) => `Ein Datum mit Zeit hat 12 Oktette oder keines; hier sind es ${n(length)}.`,
  eventTimeLength: "Die Zeit eines Ereignisses hat 12 Oktette oder fehlt.",
  nothingCiphered: "Nichts ist verschlüsselt.",
  titleLength: ({ wanted, length }, n) => `Ein System-Titel hat ${octets(n(wanted))}; hier sind es ${n(length)}.`,
  titleLeftOut: "Der Zähler lässt seinen System-Titel weg, und es ist keiner eingestellt.",
  titleLeftOutAndWrong: ({ octets: count }, n) =>
    `Der Zähler lässt seinen System-Titel weg, und der eingestellte hat ${octets(n(count))}.`,
  serviceWithoutTitle: ({ service }) => `${service} trägt keinen System-Titel, und es ist keiner eingestellt.`,
  serviceWithWrongTitle: ({ service, octets: count }, n) =>
    `${service} trägt keinen System-Titel, und der eingestellte hat ${octets(n(count))}.`,

  unsupportedService: ({ service, tag }) => `Der Zähler verwendet ${service} (${tag}).`,
  unsupportedCompression: "Der Zähler verwendet komprimierten Inhalt.",
  unsupportedSuite: ({ suite }) => `Der Zähler verwendet Security Suite ${suite}.`,
  unprotected: "Der Zähler verwendet einen Verschlüsselungskopf ohne jeden Schutz.",
  encryptionKeyMissing: ({ title }) =>
    `Der Zähler ${title} verschlüsselt, und es ist kein Verschlüsselungsschlüssel eingestellt.`,
  signedWithoutEncryptionKey:
    "Das Telegramm ist signiert und nicht verschlüsselt; ohne den Verschlüsselungsschlüssel ist es nicht geprüft.",
  signedWithoutAuthenticationKey:
    "Das Telegramm ist signiert und nicht verschlüsselt; ohne den Authentifizierungsschlüssel ist es nicht geprüft.",
  signedTagWrong:
    "Das Telegramm ist signiert und nicht verschlüsselt, und seine Signatur passt nicht: Einer der Schlüssel ist falsch, oder das Telegramm.",
  tagNotVerified: "Das Telegramm trägt eine Signatur; ohne den Authentifizierungsschlüssel ist es nicht geprüft.",
  noTag: "Das Telegramm trägt keine Signatur, obwohl ein Authentifizierungsschlüssel eingestellt ist.",
  tagsBefore: "Telegramme davor hatten eine.",
  plainOnLine: "Der Inhalt hinter dem Verschlüsselungskopf ist nicht verschlüsselt: Das sendet kein Zähler.",
  plainInFile: "Der Inhalt hinter dem Verschlüsselungskopf war schon entschlüsselt.",
  tagFitsNot: `${noTagFits}.`,
  tagKeyZero: `${noTagFits}, der nur aus Nullen besteht.`,
  tagKeyExample: ({ source }) => `${noTagFits}, der ein Beispiel ist. Es steht hier: ${source}.`,
  keysSwapped: "Der Authentifizierungsschlüssel, als Verschlüsselungsschlüssel genommen, ergibt eine Nachricht.",
  neitherKey: "Keiner der Schlüssel ergibt eine Nachricht, wenn er als Verschlüsselungsschlüssel genommen wird.",
  noMessage: "Was der Verschlüsselungsschlüssel ergibt, ist keine Nachricht.",
  encryptionKeyZero: "Der Verschlüsselungsschlüssel besteht nur aus Nullen.",
  encryptionKeyExample: ({ source }) => `Der Verschlüsselungsschlüssel ist ein Beispiel. Es steht hier: ${source}.`,
  tooRegular: "Der Inhalt ist zu regelmäßig, um überhaupt verschlüsselt zu sein.",
  keyIsText: "Der Schlüssel besteht aus Textzeichen: Sie können als hexadezimale Ziffern gemeint gewesen sein.",
  keyOfOthers: "Der Schlüssel eines anderen Zählers ergibt dasselbe Bild.",
  encryptionKeyLength: ({ suite, wanted, digits }, n) =>
    `Der Zähler verwendet Security Suite ${suite}, deren Schlüssel ${n(wanted)} hexadezimale Ziffern haben; der Verschlüsselungsschlüssel hat ${n(digits)}.`,
  authenticationKeyLength: ({ suite, wanted, digits }, n) =>
    `Der Zähler verwendet Security Suite ${suite}, deren Schlüssel ${n(wanted)} hexadezimale Ziffern haben; der Authentifizierungsschlüssel hat ${n(digits)}.`,
  keyDigits: ({ digits }, n) => `${keyDigits}; hier sind es ${n(digits)}.`,
  keyCharacter: ({ digits, place, character }, n) =>
    `${keyDigits}; hier sind es ${n(digits)}, und Zeichen ${n(place)} ist „${character}“.`,
  keyDigitMeant: ({ meant }) => `Ist es die Ziffer ${meant}?`,
  keyAsText: "Der Schlüssel wurde als 16 Zeichen Text genommen, nicht als hexadezimal.",
  someKeyAsText: "Ein Schlüssel wurde als 16 Zeichen Text genommen.",
  noKeyInText: "In dem Text steht kein Schlüssel.",
  noKeyFits: "Kein Schlüssel ergibt eine Nachricht.",
  clearAfterEncrypted: "Ein Telegramm kam im Klartext, obwohl die Telegramme davor verschlüsselt waren.",
  keyNotNeeded: "Ein Schlüssel ist eingestellt, aber der Zähler sendet seine Telegramme im Klartext.",
  counterReplayed: ({ counter, last }) =>
    `Der Invocation Counter ist ${counter}, nach ${last}: Dieses Telegramm wurde schon einmal gesendet.`,
  counterRestarted: ({ counter, last }) =>
    `Der Invocation Counter ist ${counter}, nach ${last}; die Uhr des Zählers ging weiter.`,
  counterWentBack: ({ counter, last }) =>
    `Der Invocation Counter ist ${counter}, nach ${last}; ohne eine geprüfte Signatur beweist er nichts.`,
  frameChanged: ({ counter }) =>
    `Die Signatur passt nicht, obwohl diese Schlüssel Telegramm ${counter} dieses Zählers bestätigt haben: Dieses wurde verändert.`,
  keysStopped: ({ counter, when }) =>
    `Die Schlüssel passten bis zum Invocation Counter ${counter}${inBrackets(when)}, und bei diesem Telegramm nicht.`,
  keysStoppedLong: ({ counter, when }) =>
    `Die Schlüssel passten bis zum Invocation Counter ${counter}${inBrackets(when)}, und bei mehreren Telegrammen nacheinander nicht.`,
  authenticationKeyStopped: ({ counter, when }) =>
    `Der Authentifizierungsschlüssel passte bis zum Invocation Counter ${counter}${inBrackets(when)}, und bei diesem Telegramm nicht.`,
  authenticationKeyStoppedLong: ({ counter, when }) =>
    `Der Authentifizierungsschlüssel passte bis zum Invocation Counter ${counter}${inBrackets(when)}, und bei mehreren Telegrammen nacheinander nicht.`,
  framesRising:
    "Mehrere Telegramme nacheinander sagen es, und ihre Invocation Counter steigen: Die Telegramme sind ganz, also sind es die Schlüssel.",
  framesJumping:
    "Mehrere Telegramme nacheinander sagen es, aber ihre Invocation Counter springen: Telegramme können beschädigt sein oder von mehreren Sendern kommen.",
  keysOfAnother: ({ owner, title }) =>
    `Die Schlüssel öffnen die Telegramme des Zählers ${owner}, und nicht die von ${title}.`,

  unknownList: ({ count }, n) => `Eine Liste von ${n(count)} Werten ohne OBIS-Codes, die kein Profil kennt.`,
  scaleUndecided: ({ count, maker = "unbekannten Hersteller", country = "unbekanntes Land" }, n) =>
    `Zählerstände ohne Skalierung: ${n(count)}. Dokumentiert ist keine für ${maker}, ${country}.`,
  scaleByValues: ({ unit, size, lists, raw }, n) =>
    `Ein Schritt der Werte in ${unit} ist ${n(size)} ${unit}: Werte aus ${n(lists)} Listen, der letzte ${n(raw)}, sind mit keiner anderen Skalierung plausibel.`,
  scaleByRegisters: ({ unit, size, steps, wh }, n) =>
    `Ein Schritt der Werte in ${unit} ist ${n(size)} ${unit}: ${n(steps)} Schritte des Zählerstands gegen ${n(wh)} Wh gemessener Leistung.`,
  aboutValues: ({ lists, raw }, n) =>
    `Werte aus ${n(lists)} Listen, der letzte ${n(raw)}, sind mit keiner anderen Skalierung plausibel`,
  aboutRegisters: ({ steps, wh }, n) => `${n(steps)} Schritte des Zählerstands gegen ${n(wh)} Wh gemessener Leistung`,
  listStopped: (list) =>
    `${upperListOf(list)} kam regelmäßig und kommt nicht mehr; andere Listen enthalten alle ihre Werte.`,
  listChanged: ({ newVersion, newCount, added, removed, ...before }, n) =>
    `${upperListOf(before)} kam bisher; an ihrer Stelle kommt ${listOf({ ...(newVersion === undefined ? {} : { version: newVersion }), count: newCount })} (hinzugekommen: ${n(added)}, weggefallen: ${n(removed)}).`,
  codeVanished: ({ code, ...list }) => `${code} kam regelmäßig mit ${withList(list)}, und keine Liste enthält es mehr.`,
  codesVanished: ({ codes, ...list }, n) =>
    `Werte, die regelmäßig mit ${withList(list)} kamen und die keine Liste mehr enthält: ${n(codes)}.`,
  codeVanishedAtChange: ({ code }) =>
    `${code} kam regelmäßig, bis die Liste wechselte, und keine Liste enthält es mehr.`,
  codesVanishedAtChange: ({ codes }, n) =>
    `Werte, die regelmäßig kamen, bis die Liste wechselte, und die keine Liste mehr enthält: ${n(codes)}.`,

  zoneAssumed: ({ zone }) =>
    `Es ist keine Zeitzone eingestellt, und der Zähler sendet keinen Abstand zu UTC: ${zone} wurde genommen.`,
  clockAhead: ({ timestamp, minutes }, n) => `Die Uhr des Zählers zeigt ${timestamp}: ${n(minutes)} Minuten vor.`,
  clockBehind: ({ timestamp, minutes }, n) => `Die Uhr des Zählers zeigt ${timestamp}: ${n(minutes)} Minuten nach.`,
  clockJumpedAhead: ({ timestamp, minutes }, n) =>
    `Die Uhr des Zählers ist gesprungen: ${timestamp}, ${n(minutes)} Minuten vor.`,
  clockJumpedBehind: ({ timestamp, minutes }, n) =>
    `Die Uhr des Zählers ist gesprungen: ${timestamp}, ${n(minutes)} Minuten nach.`,
  clockNeverSet: ({ timestamp }) => `Die Uhr des Zählers wurde nie gestellt: Sie zeigt ${timestamp}.`,
  seasonSummer: ({ clock, zone }) => `Das Telegramm sagt um ${clock} Sommerzeit; in ${zone} ist das nicht so.`,
  seasonWinter: ({ clock, zone }) => `Das Telegramm sagt um ${clock} Winterzeit; in ${zone} ist das nicht so.`,

  lineSilent: ({ seconds }, n) => `Seit ${n(seconds)} Sekunden offen, und kein einziges Oktett kam.`,
  portSilent: ({ port, settings, lowest, highest, seconds }, n) =>
    `An ${port} kam nichts: ${n(settings)} Einstellungen von ${lowest} bis ${highest} Baud wurden ${n(seconds)} Sekunden lang probiert, und kein einziges Oktett wurde empfangen.`,
  portWithoutFrame: ({ port, settings, lowest, highest }, n) =>
    `An ${port} sendet etwas, aber bei keiner von ${n(settings)} Einstellungen von ${lowest} bis ${highest} Baud kam ein Telegramm, das seine Prüfungen besteht.`,
  portWithDamage: ({ port, settings, lowest, highest, damaged }, n) =>
    `An ${port} sendet etwas, aber bei keiner von ${n(settings)} Einstellungen von ${lowest} bis ${highest} Baud kam ein Telegramm, das seine Prüfungen besteht (begonnen und beschädigt: ${n(damaged)}).`,
  portMostHeard: ({ best, octets: count }, n) => `Am meisten wurde bei ${best} empfangen: ${octets(n(count))}.`,
  answerWithoutFrame: "Eine Antwort enthält kein Telegramm.",
  messageWithoutFrame: ({ topic }) => `Eine Nachricht auf ${topic} enthält kein Telegramm.`,
  holdsNoJson: "Sie ist kein JSON.",
  noFrameInFields: ({ fields }) => `In keinem der Felder ${fields} steht ein Telegramm.`,
  noTextAtPath: ({ path }) => `Unter ${path} steht kein Text.`,
  noHexText: "Sie ist kein hexadezimaler Text.",
  noHexTextBut: ({ text }) => `Sie ist kein hexadezimaler Text: ${text}.`,
  answerNoNumber: "Eine Antwort ist keine Zahl.",
  answerNoNumberAt: ({ path }) => `Eine Antwort hat keine Zahl unter ${path}.`,
  messageNoNumber: ({ topic }) => `Eine Nachricht auf ${topic} ist keine Zahl.`,
  messageNoNumberAt: ({ topic, path }) => `Eine Nachricht auf ${topic} hat keine Zahl unter ${path}.`,
};
