import type { Said } from "../../said.ts";

interface List {
  readonly version?: string;
  readonly count: number;
}

const octets = (text: string) => `${text} oktetter`;
const valuesOf = (count: number) => (count === 1 ? "1 värde" : `${count} värden`);
const listOf = ({ version, count }: List) =>
  version === undefined ? `en lista med ${valuesOf(count)}` : `listan ${version} med ${valuesOf(count)}`;
const upperListOf = ({ version, count }: List) =>
  version === undefined ? `En lista med ${valuesOf(count)}` : `Listan ${version} med ${valuesOf(count)}`;
const inBrackets = (text: string | undefined) => (text === undefined ? "" : ` (${text})`);
const keyDigits = "En nyckel har 32 hexadecimala siffror, eller 64 där mätaren använder AES-256 (security suite 2)";
const noTagFits = "Krypteringsnyckeln ger ett meddelande, men signaturen passar inte autentiseringsnyckeln";

/** What a diagnosis saw this time, in Swedish. */
export const sentences: Said["sentences"] = {
  noOctets: "Det finns inga oktetter alls.",
  noFrame: ({ octets: count }, n) => `Ingen ram i ${octets(n(count))}.`,
  hdlcChecksum: ({ length, received, computed }, n) =>
    `HDLC-ram på ${octets(n(length))}: FCS ${received} mottagen, ${computed} beräknad.`,
  hdlcChecksumOpen: ({ length, received, computed }, n) =>
    `HDLC-ram på ${octets(n(length))}: FCS ${received} mottagen, ${computed} beräknad, och ingen flagga står i slutet.`,
  hdlcHeaderChecksum: ({ received, computed }) => `HDLC-huvud: HCS ${received} mottagen, ${computed} beräknad.`,
  hdlcCutShort: ({ seen, length }, n) =>
    `En HDLC-ram slutar efter ${octets(n(seen))}; den anger ${n(length)} med sina flaggor.`,
  hdlcCutInLength: ({ seen }, n) => `En HDLC-ram slutar efter ${octets(n(seen))}; längdfältet är inte helt.`,
  mbusTwoLengths: ({ first, second }, n) => `Ett M-Bus-huvud anger två längder: ${n(first)} och ${n(second)}.`,
  mbusNoEnd: ({ limit }, n) => `Inget slut på en M-Bus-ram utan längd inom ${octets(n(limit))}.`,
  mbusWrongEnd: ({ length }, n) => `En M-Bus-ram anger ${octets(n(length))}, men 0x16 står inte i slutet.`,
  mbusChecksum: ({ length, received, computed }, n) =>
    `M-Bus-ram på ${octets(n(length))}: kontrollsumma ${received} mottagen, ${computed} beräknad.`,
  mbusCutShort: ({ seen, length }, n) => `En M-Bus-ram slutar efter ${octets(n(seen))}; den anger ${n(length)}.`,
  cipheredCutShort: ({ seen, length }, n) =>
    `Ett krypterat meddelande slutar efter ${octets(n(seen))}; det anger ${n(length)}.`,
  wrapperCutShort: ({ seen, length }, n) => `Ett DLMS-omslag slutar efter ${octets(n(seen))}; det anger ${n(length)}.`,
  smlNoEnd: ({ limit }, n) => `Inget slut på SML-telegrammet inom ${octets(n(limit))}.`,
  smlCutShort: ({ seen }, n) => `Ett SML-telegram slutar efter ${octets(n(seen))} utan sitt slutmärke.`,
  smlChecksum: ({ received, computed }) => `SML-telegram: CRC ${received} mottagen, ${computed} beräknad.`,
  smlInterrupted: "Ett SML-telegram avbryts och ett annat börjar.",
  smlUnknownEscape: "Ett SML-telegram innehåller en okänd escape-sekvens.",
  p1NoEnd: ({ limit }, n) => `Inget slut på P1-telegrammet inom ${octets(n(limit))}.`,
  p1CutShort: ({ seen }, n) => `Ett P1-telegram slutar efter ${octets(n(seen))} utan ”!”.`,
  p1Interrupted: "Ett P1-telegram avbryts och ett annat börjar.",
  p1Checksum: ({ received, computed }) => `P1-telegram: CRC ${received} mottagen, ${computed} beräknad.`,
  p1LineEnds: "Med CR LF i slutet av varje rad stämmer den: Radbrytningarna har ändrats på vägen.",
  p1NoCrc: "P1-telegram: det som står efter ”!” är ingen CRC.",
  p1NoText: ({ octet }) => `Ett P1-telegram innehåller oktetten ${octet}, som inte är text.`,
  p1CipheredInHeader: "Ett krypterat P1-telegram slutar i sitt huvud.",
  p1CipheredLost: ({ seen, length }, n) =>
    `Ett krypterat P1-telegram innehåller ${octets(n(seen))}; det anger ${n(length)}: oktetter gick förlorade.`,
  p1NoChecksum: "Telegrammet slutar med ”!” och ingen CRC, som före DSMR 4.",
  p1MalformedLine: ({ line, text }) => `Rad ${line} är inte ”kod(värde)”: ${text}`,
  p1MoreMalformedLines: ({ lines }, n) => `Fler rader som inte är ”kod(värde)”: ${n(lines)}.`,
  messageCut: ({ seen }, n) => `Meddelandet slutar efter ${octets(n(seen))}, innan dess innehåll gör det.`,

  lastSegmentAlone: "Ett sista segment av ett meddelande kom, men inte det första.",
  middleSegmentAlone: "Ett segment ur mitten av ett meddelande kom, men inte det första.",
  telegramWithoutFirst: ({ number }) => `Telegram ${number} av ett meddelande kom, men inte telegram 0.`,
  telegramOutOfTurn: ({ number, expected }) =>
    `Telegram ${number} av ett meddelande kom där telegram ${expected} väntades.`,
  blockWithoutFirst: ({ number }) => `Block ${number} av ett meddelande kom, men inte block 1.`,
  blockOutOfTurn: ({ number, expected }) => `Block ${number} av ett meddelande kom där block ${expected} väntades.`,
  tooManyParts: ({ limit }, n) => `Mer än ${octets(n(limit))} eller för många delar.`,
  tooManyBlocks: ({ limit }, n) => `Mer än ${octets(n(limit))} eller för många block.`,
  segmentsWithoutEnd: ({ parts }, n) => `Ett meddelande började, men dess slut kom aldrig. Segment: ${n(parts)}.`,
  blocksWithoutEnd: ({ parts }, n) => `Ett meddelande började, men dess slut kom aldrig. Block: ${n(parts)}.`,
  blockMalformed: "Ett generellt block är ogiltigt:",

  deciphered: "Dekrypterat:",
  decipheredNoMessage: "Det dekrypterade innehållet är inget meddelande som en mätare skickar.",
  noInformation: "Ramen har inget informationsfält.",
  noPushedValues: ({ tag }) => `En APDU med märket ${tag} innehåller inga värden från mätaren.`,
  unknownTag: ({ tag }) => `Ingen APDU som en mätare skickar börjar med ${tag}.`,
  noCodeOrNumber: "Meddelandet innehåller varken en OBIS-kod eller ett tal.",
  p1NoLine: "Telegrammet innehåller ingen rad som kan läsas.",
  smlNoList: "SML-telegrammet innehåller ingen lista med värden.",
  octetsExpected: ({ expected, left }, n) => `Väntade ${octets(n(expected))}; kvar: ${n(left)}.`,
  nestedTooDeep: ({ limit }, n) => `Nästlat djupare än ${n(limit)}.`,
  tooManyElements: ({ limit }, n) => `Fler än ${n(limit)} element.`,
  tooManyValues: ({ limit }, n) => `Fler än ${n(limit)} värden.`,
  smlLongLength: "En längd på mer än tre oktetter.",
  smlLongList: ({ count }, n) => `En lista med ${n(count)} element, och inte så många oktetter kvar.`,
  noList: "Ingen lista.",
  noAttributePair: "Inget par av attribut och värde.",
  listCut: ({ type, count, left }, n) => `Värden i ${type}: ${n(count)}; oktetter kvar: ${n(left)}.`,
  noDataType: ({ tag }) => `Märket ${tag} är ingen datatyp.`,
  compactArrayLength: ({ length }, n) => `Compact-array på ${octets(n(length))} går inte jämnt upp i värden.`,
  typesCut: ({ count }, n) => `Struktur med ${n(count)} typer, och inte så många oktetter kvar.`,
  longLength: ({ octets: count }, n) => `En längd på ${octets(n(count))}.`,
  notNotification: ({ tag }) => `Märket ${tag} är ingen data-notification.`,
  notEvent: ({ tag }) => `Märket ${tag} är ingen event-notification-request.`,
  notCiphering: ({ tag }) => `Märket ${tag} är ingen kryptering.`,
  dateTimeLength: ({ length }, n) => `Ett datum med tid har 12 oktetter eller inga; här är det ${n(length)}.`,
  eventTimeLength: "Tiden i en händelse är 12 oktetter, eller är utelämnad.",
  nothingCiphered: "Inget är krypterat.",
  titleLength: ({ wanted, length }, n) => `En systemtitel har ${octets(n(wanted))}; här är det ${n(length)}.`,
  titleLeftOut: "Mätaren utelämnar sin systemtitel, och ingen är inställd.",
  titleLeftOutAndWrong: ({ octets: count }, n) =>
    `Mätaren utelämnar sin systemtitel, och den som är inställd har ${octets(n(count))}.`,
  serviceWithoutTitle: ({ service }) => `${service} har ingen systemtitel, och ingen är inställd.`,
  serviceWithWrongTitle: ({ service, octets: count }, n) =>
    `${service} har ingen systemtitel, och den som är inställd har ${octets(n(count))}.`,

  unsupportedService: ({ service, tag }) => `Mätaren använder ${service} (${tag}).`,
  unsupportedCompression: "Mätaren använder komprimerat innehåll.",
  unsupportedSuite: ({ suite }) => `Mätaren använder security suite ${suite}.`,
  unprotected: "Mätaren använder ett krypteringshuvud utan något skydd.",
  encryptionKeyMissing: ({ title }) => `Mätaren ${title} krypterar, och ingen krypteringsnyckel är inställd.`,
  signedWithoutEncryptionKey: "Ramen är signerad och inte krypterad; utan krypteringsnyckeln är den inte kontrollerad.",
  signedWithoutAuthenticationKey:
    "Ramen är signerad och inte krypterad; utan autentiseringsnyckeln är den inte kontrollerad.",
  signedTagWrong:
    "Ramen är signerad och inte krypterad, och signaturen stämmer inte: en av nycklarna är fel, eller ramen är det.",
  tagNotVerified: "Ramen har en signatur; utan autentiseringsnyckeln är den inte kontrollerad.",
  noTag: "Ramen har ingen signatur, fast en autentiseringsnyckel är inställd.",
  tagsBefore: "Ramar före den hade en.",
  plainOnLine: "Innehållet efter krypteringshuvudet är inte krypterat: det skickar ingen mätare.",
  plainInFile: "Innehållet efter krypteringshuvudet var redan dekrypterat.",
  tagFitsNot: `${noTagFits}.`,
  tagKeyZero: `${noTagFits}, som är bara nollor.`,
  tagKeyExample: ({ source }) => `${noTagFits}, som är en exempelnyckel. Den står här: ${source}.`,
  keysSwapped: "Autentiseringsnyckeln, använd som krypteringsnyckel, ger ett meddelande.",
  neitherKey: "Ingen av nycklarna ger ett meddelande när den används som krypteringsnyckel.",
  noMessage: "Det som krypteringsnyckeln ger är inget meddelande.",
  encryptionKeyZero: "Krypteringsnyckeln är bara nollor.",
  encryptionKeyExample: ({ source }) => `Krypteringsnyckeln är ett exempel. Den står här: ${source}.`,
  tooRegular: "Innehållet är för regelbundet för att alls vara krypterat.",
  keyIsText: "Nyckeln består av texttecken: de kan ha varit menade som hexadecimala siffror.",
  keyOfOthers: "En annan mätares nyckel ger samma bild.",
  encryptionKeyLength: ({ suite, wanted, digits }, n) =>
    `Mätaren använder security suite ${suite}, vars nycklar har ${n(wanted)} hexadecimala siffror; krypteringsnyckeln har ${n(digits)}.`,
  authenticationKeyLength: ({ suite, wanted, digits }, n) =>
    `Mätaren använder security suite ${suite}, vars nycklar har ${n(wanted)} hexadecimala siffror; autentiseringsnyckeln har ${n(digits)}.`,
  keyDigits: ({ digits }, n) => `${keyDigits}; här är det ${n(digits)}.`,
  keyCharacter: ({ digits, place, character }, n) =>
    `${keyDigits}; här är det ${n(digits)}, och tecken ${n(place)} är ”${character}”.`,
  keyDigitMeant: ({ meant }) => `Är det siffran ${meant}?`,
  keyAsText: "Nyckeln togs som 16 tecken text, inte som hexadecimal.",
  someKeyAsText: "En nyckel togs som 16 tecken text.",
  noKeyInText: "Det finns ingen nyckel i texten.",
  noKeyFits: "Ingen nyckel ger ett meddelande.",
  clearAfterEncrypted: "En ram kom i klartext, fast ramarna före den var krypterade.",
  keyNotNeeded: "En nyckel är inställd, men mätaren skickar sina ramar i klartext.",
  counterReplayed: ({ counter, last }) =>
    `Räknaren (invocation counter) är ${counter}, efter ${last}: den här ramen har skickats förut.`,
  counterRestarted: ({ counter, last }) =>
    `Räknaren (invocation counter) är ${counter}, efter ${last}; mätarens klocka gick vidare.`,
  counterWentBack: ({ counter, last }) =>
    `Räknaren (invocation counter) är ${counter}, efter ${last}; utan en kontrollerad signatur bevisar den inget.`,
  frameChanged: ({ counter }) =>
    `Signaturen stämmer inte, fast de här nycklarna bekräftade ram ${counter} från mätaren: den här ändrades.`,
  keysStopped: ({ counter, when }) =>
    `Nycklarna fungerade till och med invocation counter ${counter}${inBrackets(when)}, och inte för den här ramen.`,
  keysStoppedLong: ({ counter, when }) =>
    `Nycklarna fungerade till och med invocation counter ${counter}${inBrackets(when)}, och inte för flera ramar i rad.`,
  authenticationKeyStopped: ({ counter, when }) =>
    `Autentiseringsnyckeln fungerade till och med invocation counter ${counter}${inBrackets(when)}, och inte för den här ramen.`,
  authenticationKeyStoppedLong: ({ counter, when }) =>
    `Autentiseringsnyckeln fungerade till och med invocation counter ${counter}${inBrackets(when)}, och inte för flera ramar i rad.`,
  framesRising: "Flera ramar i rad säger det, och deras räknare går upp: ramarna är hela, så det är nycklarna.",
  framesJumping:
    "Flera ramar i rad säger det, men deras räknare hoppar: ramar kan vara skadade, eller komma från flera avsändare.",
  keysOfAnother: ({ owner, title }) => `Nycklarna öppnar ramarna från mätaren ${owner}, och inte dem från ${title}.`,

  unknownList: ({ count }, n) => `En lista med ${n(count)} värden utan OBIS-koder, som ingen profil känner till.`,
  scaleUndecided: ({ count, maker = "okänd tillverkare", country = "okänt land" }, n) =>
    `Mätarställningar utan skala: ${n(count)}. Ingen är dokumenterad för ${maker}, ${country}.`,
  scaleByValues: ({ unit, size, lists, raw }, n) =>
    `Ett steg i värdena i ${unit} är ${n(size)} ${unit}: värden ur ${n(lists)} listor, det senaste ${n(raw)}, är inte rimliga med någon annan skala.`,
  scaleByRegisters: ({ unit, size, steps, wh }, n) =>
    `Ett steg i värdena i ${unit} är ${n(size)} ${unit}: ${n(steps)} steg i mätarställningen mot ${n(wh)} Wh uppmätt effekt.`,
  aboutValues: ({ lists, raw }, n) =>
    `värden ur ${n(lists)} listor, det senaste ${n(raw)}, är inte rimliga med någon annan skala`,
  aboutRegisters: ({ steps, wh }, n) => `${n(steps)} steg i mätarställningen mot ${n(wh)} Wh uppmätt effekt`,
  listStopped: (list) =>
    `${upperListOf(list)} kom regelbundet och kommer inte längre; andra listor har alla dess värden.`,
  listChanged: ({ newVersion, newCount, added, removed, ...before }, n) =>
    `${upperListOf(before)} kom hittills; i stället kommer ${listOf({ ...(newVersion === undefined ? {} : { version: newVersion }), count: newCount })} (tillkommit: ${n(added)}, försvunnit: ${n(removed)}).`,
  codeVanished: ({ code, ...list }) => `${code} kom regelbundet med ${listOf(list)}, och ingen lista har den längre.`,
  codesVanished: ({ codes, ...list }, n) =>
    `Värden som kom regelbundet med ${listOf(list)}, och som ingen lista har längre: ${n(codes)}.`,
  codeVanishedAtChange: ({ code }) => `${code} kom regelbundet tills listan ändrades, och ingen lista har den längre.`,
  codesVanishedAtChange: ({ codes }, n) =>
    `Värden som kom regelbundet tills listan ändrades, och som ingen lista har längre: ${n(codes)}.`,

  zoneAssumed: ({ zone }) =>
    `Ingen tidszon är inställd, och mätaren skickar ingen avvikelse från UTC: ${zone} användes.`,
  clockAhead: ({ timestamp, minutes }, n) => `Mätarens klocka visar ${timestamp}: ${n(minutes)} minuter före.`,
  clockBehind: ({ timestamp, minutes }, n) => `Mätarens klocka visar ${timestamp}: ${n(minutes)} minuter efter.`,
  clockJumpedAhead: ({ timestamp, minutes }, n) =>
    `Mätarens klocka har hoppat: ${timestamp}, ${n(minutes)} minuter före.`,
  clockJumpedBehind: ({ timestamp, minutes }, n) =>
    `Mätarens klocka har hoppat: ${timestamp}, ${n(minutes)} minuter efter.`,
  clockNeverSet: ({ timestamp }) => `Mätarens klocka ställdes aldrig: den visar ${timestamp}.`,
  seasonSummer: ({ clock, zone }) => `Telegrammet säger sommartid ${clock}; i ${zone} är det inte så.`,
  seasonWinter: ({ clock, zone }) => `Telegrammet säger vintertid ${clock}; i ${zone} är det inte så.`,

  lineSilent: ({ seconds }, n) => `Öppen i ${n(seconds)} sekunder, och inte en enda oktett kom.`,
  portSilent: ({ port, settings, lowest, highest, seconds }, n) =>
    `Inget kom på ${port}: ${n(settings)} inställningar från ${lowest} till ${highest} baud provades i ${n(seconds)} sekunder, och inte en enda oktett togs emot.`,
  portWithoutFrame: ({ port, settings, lowest, highest }, n) =>
    `Något skickar på ${port}, men vid ingen av ${n(settings)} inställningar från ${lowest} till ${highest} baud kom en ram som klarar sina kontroller.`,
  portWithDamage: ({ port, settings, lowest, highest, damaged }, n) =>
    `Något skickar på ${port}, men vid ingen av ${n(settings)} inställningar från ${lowest} till ${highest} baud kom en ram som klarar sina kontroller (började och var skadade: ${n(damaged)}).`,
  portMostHeard: ({ best, octets: count }, n) => `Mest togs emot vid ${best}: ${octets(n(count))}.`,
  answerWithoutFrame: "Ett svar har ingen ram.",
  messageWithoutFrame: ({ topic }) => `Ett meddelande på ${topic} har ingen ram.`,
  holdsNoJson: "Det är inte JSON.",
  noFrameInFields: ({ fields }) => `Inget av fälten ${fields} har en ram.`,
  noTextAtPath: ({ path }) => `Det står ingen text under ${path}.`,
  noHexText: "Det är ingen hexadecimal text.",
  noHexTextBut: ({ text }) => `Det är ingen hexadecimal text: ${text}.`,
  answerNoNumber: "Ett svar är inget tal.",
  answerNoNumberAt: ({ path }) => `Ett svar har inget tal under ${path}.`,
  messageNoNumber: ({ topic }) => `Ett meddelande på ${topic} är inget tal.`,
  messageNoNumberAt: ({ topic, path }) => `Ett meddelande på ${topic} har inget tal under ${path}.`,
};
