import type { MeterEvent } from "@meter2mqtt/contract";
import type { Words } from "@meter2mqtt/decoder";
import type { ApiProblem } from "../api/client.ts";
import { toDigits } from "../format/numbers.ts";
import type { Language } from "./languages.ts";
import type { Said } from "./said.ts";
import { eventIn, evidenceIn, titledIn, wordsIn } from "./said-text.ts";
import { inReadersTime, toReadersTime, withReadersTimes } from "./said-times.ts";
import { language, text } from "./text.ts";

/* What gateway and decoder say, in the language of the page. It comes in English, with keys and values beside it. */

/** A text as it is shown; `lang` where it is not in the language of the page. */
export interface Shown {
  readonly text: string;
  readonly lang: "en" | undefined;
}

/** A diagnosis, or what trying keys came to. */
export interface Told {
  readonly code: string;
  readonly title: string;
  readonly message: string;
  /** Absent where a gateway has English only. */
  readonly words?: Words | undefined;
  readonly hint: string;
}

export interface ShownTold {
  readonly title: Shown;
  readonly message: Shown;
  readonly hint: Shown;
}

const catalogues: Readonly<Record<Exclude<Language, "en">, () => Promise<Said>>> = {
  nb: async () => (await import("./nb/said/index.ts")).said,
  da: async () => (await import("./da/said/index.ts")).said,
  sv: async () => (await import("./sv/said/index.ts")).said,
  de: async () => (await import("./de/said/index.ts")).said,
  nl: async () => (await import("./nl/said/index.ts")).said,
};

/** `coming`: nothing is shown for the moment that it takes, rather than English that is gone at once. */
let said: Said | "coming" | undefined = $state.raw("coming");
let loading: Promise<void> | undefined;
/** A page waits so long for words on a bad connection. */
const patienceMs = 3000;

/** Undefined: English is shown. The words are long, and seldom needed: they come when there is something to say. */
function wanted(): typeof said {
  if (language === "en") return undefined;
  loading ??= load(language);
  return said;
}

/** Resolves once what is said is there at once, or its words are too long in coming: for whoever keeps it, or shows it then. */
export async function whenSaid(): Promise<void> {
  if (language === "en") return;
  loading ??= load(language);
  await loading;
}

/** What is to be waited for before something is shown whose sentences are to stand there at once; undefined: nothing. */
export function wordsFor(tells: () => boolean): Promise<void> | undefined {
  return language !== "en" && said === "coming" && tells() ? whenSaid() : undefined;
}

async function load(from: Exclude<Language, "en">): Promise<void> {
  // English is always there: for words that can't be loaded, and until those that are late have come.
  const coming = catalogues[from]().catch(() => undefined);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs));
  said = await Promise.race([coming, late]);
  if (said === undefined) void coming.then((words) => (said = words));
}

/** Numbers in a sentence: as many decimals as they have. */
const number = (value: number): string => toDigits(value, 9);

/** `english` where the language in use does not have it. */
function shown(english: string, find: (said: Said) => string | undefined): Shown {
  const words = wanted();
  if (words === "coming") return { text: "", lang: undefined };
  const found = words === undefined ? undefined : find(words);
  if (found !== undefined) return { text: found, lang: undefined };
  return { text: english, lang: language === "en" ? undefined : "en" };
}

/** What a code stands for, in a few words. */
export function sayTitle(code: string, english: string): Shown {
  return shown(english, (words) => titledIn(words, code)?.title);
}

/** What to do when a code is told. */
export function sayHint(code: string, english: string): Shown {
  return shown(english, (words) => titledIn(words, code)?.hint);
}

/** Sentences that came in English, too. */
export function sayWords(english: string, words: Words = []): Shown {
  return shown(inReadersTime(english, words), (catalogue) => wordsIn(catalogue, withReadersTimes(words), number));
}

/** Why the gateway refused something, or that it did not answer. */
export function sayProblem({ message, words, isOurs }: Pick<ApiProblem, "message"> & Partial<ApiProblem>): Shown {
  return isOurs === true ? { text: message, lang: undefined } : sayWords(message, words);
}

export function sayTold({ code, title, message, words, hint }: Told): ShownTold {
  return { title: sayTitle(code, title), message: sayWords(message, words), hint: sayHint(code, hint) };
}

export function sayEvent(event: MeterEvent): Pick<ShownTold, "title" | "message"> {
  const { value, limit, phase } = event;
  const shownNumber = (measured: number | undefined) => (measured === undefined ? text.absent : number(measured));
  const numbers = { phase: phase ?? text.absent, value: shownNumber(value), limit: shownNumber(limit) };
  const find = (words: Said) => eventIn(words, event.event, event.state, numbers);
  return {
    title: shown(event.title, (words) => find(words)?.title),
    message: shown(event.message, (words) => find(words)?.message),
  };
}

/** The value of an evidence: numbers, codes and names as they are; its few words in the language of the page. */
export function sayEvidence(name: string, value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  return toReadersTime(value) ?? shown(value, (words) => evidenceIn(words, name, value)).text;
}
