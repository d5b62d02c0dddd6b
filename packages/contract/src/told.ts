import { type DiagnosisCode, diagnoses, englishOf, toSentence, type ValuesOf } from "@meter2mqtt/decoder";
import { toldFeeds } from "./told/feeds.ts";
import { toldOutputs } from "./told/outputs.ts";
import { toldRefusals } from "./told/refusals.ts";
import { toldSettings } from "./told/settings.ts";
import { type ShownWords, toWords } from "./words.ts";

/** What trying keys, or looking for a meter, comes to beside the decoder's own diagnoses. */
export const findings = {
  "security/keys-right": { title: "The keys are right", hint: "Take them over." },
  "security/encryption-key-right": { title: "The encryption key is right", hint: "Take it over." },
  "security/not-encrypted": { title: "The meter does not encrypt", hint: "Go on without keys." },
  "security/not-tried": {
    title: "No frame was heard yet",
    hint: "Wait until the meter has sent something, and try again.",
  },
} as const satisfies Record<string, { readonly title: string; readonly hint: string }>;

export type FindingCode = keyof typeof findings;

type Port = { readonly port: string };
/** Host and port. */
type Place = { readonly place: string };

/**
 * Every sentence that the gateway itself says to pages, in English, by its key; what is filled in has a name. Answers carry
 * key and values beside the text, so that pages can say the same in other languages.
 */
export const told = {
  // Trying keys
  keysFit: ({ frames }: { readonly frames: number }) =>
    `${frames} of the meter's frames were deciphered, and their tags fit.`,
  keyFits: ({ frames }: { readonly frames: number }) =>
    `${frames} of the meter's frames were deciphered; they carry no tag that could be verified.`,
  noneEncrypted: ({ frames }: { readonly frames: number }) =>
    `None of the latest ${frames} frames is encrypted, so no key is needed.`,
  noFrameToTry: "The keys look like keys, and there is no frame of the meter to try them on.",

  // Looking for a meter
  hintOf: ({ code }: { readonly code: DiagnosisCode }) => diagnoses[code].hint,
  heardReading: "A meter was heard, and its values were read.",
  heardKeysNeeded:
    "A meter was heard, and it encrypts: its keys are needed. The grid company gives them to its customer.",
  heardKeysWrong: "A meter was heard, and the keys that were given do not open its frames.",
  heardNotUnderstood:
    "A meter was heard, and its frames hold no known values. Save a capsule or some frames for a report.",
  heardNoFrame:
    "Octets come, and no frame is in them. Check baud rate and format, or that it is a meter's customer port.",
  heardNothing:
    "Nothing was heard. Check the cable, and that the grid company has opened the port; some meters send once an hour only.",
  heardNothingYet: "Nothing was heard so far.",
  looking: ({ tried, candidates }: { readonly tried: number; readonly candidates: number }) =>
    `Looking for baud rate and format: ${tried} of ${candidates} were tried.`,

  // Connections that fail; `why` is what the system says
  netRefused: ({ place }: Place) =>
    `Nothing listens at ${place}. Check the host and the port, and that the other side runs.`,
  netBroken: ({ place }: Place) => `${place} broke the connection.`,
  netClosed: ({ place }: Place) => `${place} closed the connection.`,
  netQuiet: "Nothing came for too long; the connection is made anew.",
  netSilent: ({ place }: Place) => `${place} does not answer. Check the address, the network and any firewall between.`,
  netNoWay: ({ place }: Place) => `There is no way to ${place}. Check the address and the network.`,
  netNoNetwork: ({ place }: Place) => `There is no way to ${place}. Check the network of this machine.`,
  netNoHost: ({ host }: { readonly host: string }) => `There is no host called ${host}. Check the name.`,
  netNoNames: ({ host }: { readonly host: string }) =>
    `The name ${host} could not be looked up: the name server does not answer.`,
  netForbidden: ({ place }: Place) => `This machine does not permit a connection to ${place}.`,
  netFailed: ({ place, why }: Place & { readonly why: string }) => `The connection to ${place} failed: ${why}.`,

  // Serial ports that can't be opened
  portNoDevice: ({ port }: Port) => `${port} is not a serial port. Capture files are read by a source of type file.`,
  portForbidden: ({ port }: Port) =>
    `No permission to open ${port}. Add the user that runs this to the group that owns it, usually: sudo usermod -aG dialout USER, then log in again.`,
  portNone: ({ port }: Port) =>
    `There is no ${port}, nor any other serial port. Plug the adapter in; a container needs it passed in as a device.`,
  portOthers: ({ port, ports }: Port & { readonly ports: string }) =>
    `There is no ${port}. Plug the adapter in, or name one of these: ${ports}.`,
  portBusy: ({ port }: Port) => `${port} is in use by another program. Stop that one: only one can read a serial port.`,
  portNotOpened: ({ port, why }: Port & { readonly why: string }) => `${port} could not be opened: ${why}.`,
  portUnplugged: ({ port }: Port) => `${port} was unplugged, or its other side was closed.`,
  portManyOthers: ({ port, ports, more }: Port & { readonly ports: string; readonly more: number }) =>
    `There is no ${port}. Plug the adapter in, or name one of these: ${ports}, and ${more} more.`,

  ...toldOutputs,
  ...toldFeeds,
  ...toldRefusals,
  ...toldSettings,
} as const;

export type ToldKey = keyof typeof told;

/** A text for people, and the same for other languages. */
export interface Told {
  readonly message: string;
  readonly words: ShownWords;
}

/** One of the gateway's sentences. */
export function tell<Key extends ToldKey>(key: Key, ...values: ValuesOf<typeof told, Key>): Told {
  const sentence = toSentence(key, ...values);
  return { message: englishOf(told, sentence), words: toWords([sentence]) };
}

/** Sentences, one after the other. */
export function tellAll(...parts: readonly Told[]): Told {
  return { message: parts.map(({ message }) => message).join(" "), words: parts.flatMap(({ words }) => words) };
}
