import type { toldSettings } from "@meter2mqtt/contract";
import type { tariffSentences } from "@meter2mqtt/energy";
import type { SentencesOf } from "../../said.ts";
import { backup } from "./backup.ts";
import { yaml } from "./yaml.ts";

/** What is told beside a change of the settings, and why the gateway can't start with them; in Dutch. */
export const settings: SentencesOf<typeof toldSettings & typeof tariffSentences> = {
  ...yaml,
  ...backup,

  atPlace: ({ path }) => `Bij ${path}:`,
  atLine: ({ file, line, column }) => `${file}, regel ${line}, kolom ${column}:`,
  atFileLine: ({ file, line }) => `${file}, regel ${line}:`,
  atVariable: ({ variable }) => `Omgevingsvariabele ${variable}:`,
  standsThere: ({ value }) => `Daar staat ‘${value}’.`,
  ofContract: ({ place }) => `Het contract ${place}:`,
  ofTariff: ({ tariff }) => `Van ${tariff}:`,

  variableUnknown: ({ variable }) => `De omgevingsvariabele ${variable} is geen instelling.`,
  variableMisspelt: ({ variable, near }) =>
    `De omgevingsvariabele ${variable} is geen instelling; wordt ${near} bedoeld?`,
  secretsExposed: ({ file }) => `${file} bevat geheimen, en anderen kunnen het lezen. Voer uit: chmod 600 ${file}`,

  notYaml: "Dit is geen YAML.",
  settingsTooLarge: ({ file }) => `${file} is groter dan welke configuratie ook.`,
  noSettings: ({ file }) => `${file}: verwacht werden instellingen zoals \`sources:\`, er staat iets anders.`,
  settingsUnreadable: ({ file }) => `Het configuratiebestand ${file} kan niet worden gelezen.`,
  checkReadable: "Controleer het pad, en of de gebruiker van de gateway het mag lezen.",
  settingsForbidden: ({ file }) =>
    `Het configuratiebestand ${file} kan niet worden geschreven: de gebruiker van de gateway mag daar niet schrijven.`,
  settingsReadOnly: ({ file }) => `Het configuratiebestand ${file} kan niet worden geschreven: het is alleen-lezen.`,
  settingsUnwritable: ({ file, why }) => `Het configuratiebestand ${file} kan niet worden geschreven: ${why}.`,
  makeWritable:
    "Geef de gebruiker van de gateway schrijfrechten op het bestand en de map, of wijzig het bestand met de hand.",
  settingsChanged: "De configuratie is intussen gewijzigd. Laad haar opnieuw, en wijzig haar dan.",
  notStartedAgain: "De gateway kon niet opnieuw worden gestart.",

  contractGuide: "Hoe het wordt geschreven, staat in docs/guides/contracts.md.",
  fileMissing: "Dit bestand is er niet.",
  fileForbidden: "De gateway mag dit bestand niet lezen.",
  fileUnread: ({ why }) => `Het bestand kan niet worden gelezen: ${why}.`,
  fileTooLong: ({ characters }, n) => `Het bestand kan niet worden gelezen: het is langer dan ${n(characters)} tekens.`,
  notYamlNorJson: "Dit is geen YAML en geen JSON.",
  currencyDiffers: ({ file, theirs, ours }) => `${file} is in ${theirs}, en het contract in ${ours}.`,
  tariffNotIn: ({ file, tariff, names }) => `${file} heeft geen tarief “${tariff}”; het heeft ${names}.`,
  noTariffIn: ({ file }) => `${file} heeft geen tarief.`,
  idTwice: ({ id }) => `Twee contracten van één tarief hebben de id \`${id}\`.`,
  idTaken: ({ file }) => `${file} heeft deze id en wordt ermee vergeleken.`,
  ownId: "Geef elk een eigen.",
  holidaysUnknown: ({ place }) => `Van ${place} zijn geen feestdagen bekend.`,
  countryLetters: "Gebruik de twee letters van een land: `NO`.",
  includedElsewhere: "Een tariefbestand ligt naast het contract, of is een adres dat met https:// begint.",
  contractGone: "De instellingen noemen het, en het is er niet.",
  percentOfNothing: ({ component, id }) =>
    `${component}: ervoor staat geen onderdeel ${id} om een percentage van te nemen.`,
  askedLater: ({ address }) => `${address} wordt gevraagd als het contract wordt geprobeerd of opgeslagen.`,
  savedNotAtWork: "Het is opgeslagen, maar nog niet in gebruik:",
  noContract: "Dit is geen contract.",
  contractMissing: "Er is geen contract met deze naam.",
  contractInUse: "De instellingen gebruiken dit contract: haal het daar eerst uit.",
  contractNotRemoved:
    "Het bestand kan niet worden verwijderd: geef de gebruiker van de gateway schrijfrechten op de map.",
  contractVanished: "Het contract is er niet meer.",
  contractChanged: "Het contract is intussen gewijzigd. Laad het opnieuw, en wijzig het dan.",
  contractNameOdd: "Zo kan het bestand van een contract niet heten: kies een andere naam.",
  fileNameTaken: "Er is al een bestand met deze naam: kies een andere.",
  noEnergyToTry: "Van deze meter is geen energie bekend, van de vorige maand noch van deze.",
  noTariffFile: "Dit is geen tariefbestand van fri-nettleie of de Eltariff-API.",
  noTariffInside: "Er staat geen tarief in.",
  tariffFileEmpty: "Het bestand is leeg. Stuur het tariefbestand.",

  backupEmpty: "Het bestand is leeg. Stuur het back-upbestand van de firmware.",
  signalInverted:
    "De firmware keerde het signaal om: neem een adapter die dat doet, zoals een P1-kabel, want hier kan niets dat.",
  formatOdd: ({ format }) =>
    `Het seriële formaat ${format} gebruikt geen meter: het wordt aan de telegrammen van de meter herkend.`,
  zoneOdd: ({ zone }) => `De tijdzone ${zone} is hier niet bekend: stel \`zone\` van de meter in.`,
  backupKeyWrong: ({ setting }) => `${setting} in de back-up is geen sleutel en vervalt.`,
  brokerNoAddress: ({ host }) => `De naam ${host} van de broker is geen adres: stel \`mqtt\` zelf in.`,
  brokerCertificates:
    "De certificaatautoriteit van de broker en het clientcertificaat staan niet in een back-up: stel `tls.caFile`, `tls.certFile` en `tls.keyFile` in waar ze nodig zijn.",
  payloadOdd: "Het berichtformaat is hier niet bekend: alleen de eigen topics van meter2mqtt worden gepubliceerd.",
  topicOdd: ({ topic }) => `Het topic ${topic} kan niet worden gebruikt: stel \`amsreader\` van de broker zelf in.`,

  leftNetwork: "Netwerk en wifi: die horen bij de print; deze machine heeft haar eigen.",
  leftPage: "Gebruiker en wachtwoord van de pagina van de firmware: de pagina’s hier hebben hun eigen.",
  leftBoard: "Print, pinnen en sensoren: er is geen print.",
  leftClock: "Tijdserver: de klok van deze machine wordt door het systeem gezet.",
  leftTimeLimits:
    "Tijdslimieten van MQTT: een broker die weg is, wordt geprobeerd tot hij terug is, en intussen gaat niets verloren.",
  leftNames: "Namen in Home Assistant: de meter meldt zich onder zijn eigen naam (`sources.meter.name`).",
  leftPrices:
    "Waar de prijzen vandaan komen: de eigen dienst van de firmware antwoordt alleen de firmware. Stel onder `prices` een bron in; docs/guides/prices.md zegt welke er zijn.",
  leftProduction: "Vermogen van de opwekking: geen weergave hier heeft het nodig.",
  leftCosts: "Kosten en opbrengsten: het zijn sommen zonder de uren en prijzen waar ze uit kwamen.",
  leftEver:
    "Niet in een back-up: certificaten, de tijd tussen MQTT-berichten, hoe de pagina eruitziet, clouddiensten, wat per uur geprijsd werd.",
  lineTooLong: ({ line, key }) => `Regel ${line}, ${key}: hij is langer dan welke regel van de firmware ook.`,
  lineOdd: ({ line, key }) => `Regel ${line}, ${key}: hij heeft tekens die geen instelling heeft.`,
  lineNoPriceRow: ({ line, key }) => `Regel ${line}, ${key}: hij is niet opgebouwd als een prijsregel.`,
  lineNumbers: ({ line, key }) =>
    `Regel ${line}, ${key}: de getallen zijn niet zoals de bekende versies van de firmware ze schrijven.`,
  lineUnknown: ({ line, key }) => `Regel ${line}, ${key}: deze instelling is niet bekend.`,

  expectedMapping: ({ found }) => `Verwacht wordt een groep gegevens, gevonden is ${found}.`,
  expectedList: ({ found }) => `Verwacht wordt een lijst, gevonden is ${found}.`,
  expectedText: ({ found }) => `Verwacht wordt een tekst, gevonden is ${found}.`,
  expectedNumber: ({ found }) => `Verwacht wordt een getal, gevonden is ${found}.`,
  expectedWhole: ({ least, most, found }) =>
    `Verwacht wordt een geheel getal van ${least} tot en met ${most}, gevonden is ${found}.`,
  expectedOneOf: ({ choices, found }) => `Verwacht wordt een van ${choices}, gevonden is ${found}.`,
  expectedDate: ({ found }) => `Verwacht wordt een datum zoals 2026-01-01, gevonden is ${found}.`,
  expectedCurrency: ({ found }) => `Verwacht worden drie hoofdletters zoals NOK, gevonden is ${found}.`,
  expectedNewId: ({ found }) => `Verwacht wordt een id die geen onderdeel ervoor heeft, gevonden is ${found}.`,
  expectedTiers: ({ found }) => `Verwacht worden staffels waarvan er een bij 0 kWh begint, gevonden is ${found}.`,
  expectedCharge: ({ found }) => `Verwacht worden \`steps\` of \`rates\`, gevonden is ${found}.`,
  expectedHours: ({ found }) => `Verwacht worden twee uren zoals \`[22, 6]\`, gevonden is ${found}.`,
  expectedDays: ({ found }) =>
    `Verwacht worden twee dagen van het jaar zoals \`["11-01", "03-31"]\`, gevonden is ${found}.`,
  expectedTime: ({ found }) => `Verwacht wordt een tijd zoals 07:45:00, gevonden is ${found}.`,
  expectedSpan: ({ found }) =>
    `Verwacht wordt een uur van 0 tot en met 23, of een reeks zoals 16-21, gevonden is ${found}.`,
  keyUnknown: ({ keys }) => `Deze sleutel bestaat hier niet; er zijn ${keys}.`,
  leftOutFee: ({ name, period }) => `${name}: een vast bedrag per ${period}.`,
  leftOutPeak: ({ name }) => `${name}: een vermogensprijs die niet zegt hoe een piek wordt gevonden.`,
  leftOutFunction: ({ name, rule, duration }) => `${name}: ${rule} gedurende ${duration}.`,
  leftOutDays: ({ name }) => `${name}: dagen die alleen de eigen kalender van de netbeheerder kent.`,
  leftOutMethod: ({ method }) => `Het vaste deel gaat volgens ${method}, wat geen regel hier uitdrukt.`,
};
