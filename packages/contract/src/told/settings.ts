import { toldBackup } from "./backup.ts";
import { toldYaml } from "./yaml.ts";

type File = { readonly file: string };
type Why = { readonly why: string };
type FileWhy = File & Why;
type Id = { readonly id: string };
/** Of a backup of the firmware. */
type BackupLine = { readonly line: number; readonly key: string };

/** What is told beside a change of the settings, and why the gateway can't start with them. */
export const toldSettings = {
  ...toldYaml,
  ...toldBackup,

  // Where something stands: said before what is wrong there
  atPlace: ({ path }: { readonly path: string }) => `At ${path}:`,
  atLine: ({ file, line, column }: File & { readonly line: number; readonly column: number }) =>
    `${file}, line ${line}, column ${column}:`,
  atFileLine: ({ file, line }: File & { readonly line: number }) => `${file}, line ${line}:`,
  atVariable: ({ variable }: { readonly variable: string }) => `Environment variable ${variable}:`,
  /** After the place, before what was expected there. */
  standsThere: ({ value }: { readonly value: string }) => `"${value}" stands there.`,
  ofContract: ({ place }: { readonly place: string }) => `The contract ${place}:`,
  ofTariff: ({ tariff }: { readonly tariff: string }) => `Of ${tariff}:`,

  // Beside a change
  variableUnknown: ({ variable }: { readonly variable: string }) =>
    `The environment variable ${variable} is no setting.`,
  variableMisspelt: ({ variable, near }: { readonly variable: string; readonly near: string }) =>
    `The environment variable ${variable} is no setting; is ${near} meant?`,
  secretsExposed: ({ file }: File) => `${file} holds secrets and others can read it: run chmod 600 ${file}`,

  // The configuration's file
  notYaml: "This is not YAML.",
  settingsTooLarge: ({ file }: File) => `${file} is larger than any configuration.`,
  noSettings: ({ file }: File) => `${file}: expected settings such as \`sources:\`, found something else.`,
  settingsUnreadable: ({ file }: File) => `The configuration file ${file} can't be read.`,
  checkReadable: "Check its path and that this user may read it.",
  settingsForbidden: ({ file }: File) =>
    `The configuration file ${file} can't be written: this user may not write there.`,
  settingsReadOnly: ({ file }: File) => `The configuration file ${file} can't be written: it is read-only.`,
  settingsUnwritable: ({ file, why }: FileWhy) => `The configuration file ${file} can't be written: ${why}.`,
  makeWritable: "Make it and its folder writable for this user, or change the file by hand.",
  settingsChanged: "The configuration was changed meanwhile. Load it again, then change it.",
  notStartedAgain: "The gateway could not be started again.",

  // Contracts and their tariff files
  contractGuide: "docs/guides/contracts.md says how it is written.",
  fileMissing: "There is no such file.",
  fileForbidden: "The gateway may not read this file.",
  fileUnread: ({ why }: Why) => `It can't be read: ${why}.`,
  fileTooLong: ({ characters }: { readonly characters: number }) =>
    `It can't be read: it is longer than ${characters} characters.`,
  notYamlNorJson: "It is no YAML and no JSON.",
  currencyDiffers: ({ file, theirs, ours }: File & { readonly theirs: string; readonly ours: string }) =>
    `${file} is in ${theirs}, and the contract in ${ours}.`,
  tariffNotIn: ({ file, tariff, names }: File & { readonly tariff: string; readonly names: string }) =>
    `${file} has no tariff "${tariff}"; it has ${names}.`,
  noTariffIn: ({ file }: File) => `${file} has no tariff.`,
  idTwice: ({ id }: Id) => `Two contracts of one tariff have the id \`${id}\`.`,
  idTaken: ({ file }: File) => `${file} has this id, and is compared with it.`,
  ownId: "Give each its own.",
  holidaysUnknown: ({ place }: { readonly place: string }) => `No public holidays are known of ${place}.`,
  countryLetters: "Use a country's two letters: `NO`.",
  includedElsewhere: "A tariff file lies beside the contract, or is an address that begins with https://.",
  contractGone: "The settings name it, and it is not there.",
  percentOfNothing: ({ component, id }: Id & { readonly component: string }) =>
    `${component}: there is no component ${id} before it to take a percentage of.`,
  askedLater: ({ address }: { readonly address: string }) => `${address} is asked when the contract is tried or saved.`,
  savedNotAtWork: "It is saved, and not at work:",
  noContract: "This is no contract.",
  contractMissing: "There is no contract of this name.",
  contractInUse: "The settings use this contract: take it out there first.",
  contractNotRemoved: "The file can't be taken away: make its folder writable.",
  contractVanished: "The contract is not there any more.",
  contractChanged: "The contract was changed meanwhile. Load it again, then change it.",
  contractNameOdd: "A contract can't have this file's name: choose another one.",
  fileNameTaken: "There is a file of this name already: choose another one.",
  noEnergyToTry: "The ledger knows no energy of this meter, of the last month and of this one.",
  noTariffFile: "This is no tariff file of fri-nettleie or the Eltariff-API.",
  noTariffInside: "There is no tariff in it.",
  tariffFileEmpty: "The request has no body. Send the tariff file.",

  // What a backup of the firmware becomes
  backupEmpty: "The request has no body. Send the firmware's backup file.",
  signalInverted:
    "The firmware inverted the signal: take an adapter that does so, such as a P1 cable, for nothing here can.",
  formatOdd: ({ format }: { readonly format: string }) =>
    `The serial format ${format} is none that meters use: it is found by the meter's frames.`,
  zoneOdd: ({ zone }: { readonly zone: string }) =>
    `The time zone ${zone} is not known here: set \`zone\` of the meter.`,
  backupKeyWrong: ({ setting }: { readonly setting: string }) => `The backup's ${setting} is no key: it is left out.`,
  brokerNoAddress: ({ host }: { readonly host: string }) =>
    `The broker's name ${host} is no address: set \`mqtt\` yourself.`,
  brokerCertificates:
    "The broker's authority and the client's certificate are not in a backup: set `tls.caFile`, `tls.certFile` and `tls.keyFile` where they are needed.",
  payloadOdd: "The payload format is none that is known here: only meter2mqtt's own topics are published.",
  topicOdd: ({ topic }: { readonly topic: string }) =>
    `The publish topic ${topic} can't be used: set \`amsreader\` of the broker yourself.`,

  // What it does not become
  leftNetwork: "Network and WiFi: they are the board's; this machine has its own.",
  leftPage: "User and password of the firmware's page: the pages here have their own.",
  leftBoard: "Board, pins and sensors: there is no board.",
  leftClock: "Time server: this machine's clock is set by its system.",
  leftTimeLimits:
    "Time limits of MQTT: a broker that is away is tried until it is back, and nothing is lost meanwhile.",
  leftNames: "Names in Home Assistant: the meter is announced under its own name (`sources.meter.name`).",
  leftPrices:
    "Where prices come from: the firmware's own service answers the firmware alone. Name a source under `prices`; docs/guides/prices.md says which there are.",
  leftProduction: "Production capacity: there is no gauge that needs it.",
  leftCosts: "Costs and incomes: they are sums without the hours and prices they came from.",
  leftEver:
    "Not in a backup: certificates, the interval of MQTT messages, how the page looks, cloud services, what was priced by the hour.",
  lineTooLong: ({ line, key }: BackupLine) => `Line ${line}, ${key}: it is longer than any line of the firmware.`,
  lineOdd: ({ line, key }: BackupLine) => `Line ${line}, ${key}: it has characters that no setting has.`,
  lineNoPriceRow: ({ line, key }: BackupLine) => `Line ${line}, ${key}: it is not laid out as a price row.`,
  lineNumbers: ({ line, key }: BackupLine) =>
    `Line ${line}, ${key}: its numbers are not as the known versions of the firmware write them.`,
  lineUnknown: ({ line, key }: BackupLine) => `Line ${line}, ${key}: the key is not known.`,
} as const;
