import type { Words } from "@meter2mqtt/decoder";
import type { ExplainNode } from "@meter2mqtt/decoder/explain";
import { toDigits } from "../format/numbers.ts";
import { type FieldTexts, meaningIn, nameIn } from "./field-text.ts";
import type { Language } from "./languages.ts";
import type { Shown } from "./say.svelte.ts";
import { language } from "./text.ts";

/* What fields of a frame are called and mean, in the language of the page. It comes in English, with keys and values beside it. */

/** Loaded with the inspector only. */
const texts: Readonly<Record<Exclude<Language, "en">, () => Promise<FieldTexts>>> = {
  nb: async () => together(await import("./nb/said/fields.ts"), await import("./nb/said/sentences.ts")),
  da: async () => together(await import("./da/said/fields.ts"), await import("./da/said/sentences.ts")),
  sv: async () => together(await import("./sv/said/fields.ts"), await import("./sv/said/sentences.ts")),
  de: async () => together(await import("./de/said/fields.ts"), await import("./de/said/sentences.ts")),
  nl: async () => together(await import("./nl/said/fields.ts"), await import("./nl/said/sentences.ts")),
};

function together(
  { fields }: { readonly fields: Omit<FieldTexts, "sentences"> },
  { sentences }: Pick<FieldTexts, "sentences">,
): FieldTexts {
  return { ...fields, sentences };
}

/** `coming`: nothing is shown for the moment that it takes, rather than English that is gone at once. */
let known: FieldTexts | "coming" | undefined = $state.raw("coming");
let isAsked = false;

/** Undefined: English is shown. */
function wanted(): typeof known {
  if (language === "en") return undefined;
  if (!isAsked) {
    isAsked = true;
    void load(language);
  }
  return known;
}

async function load(from: Exclude<Language, "en">): Promise<void> {
  try {
    known = await texts[from]();
  } catch {
    // They could not be loaded: English is always there.
    known = undefined;
  }
}

/** Numbers in a phrase: as many decimals as they have. */
const number = (value: number): string => toDigits(value, 9);

function shown(english: string, find: (texts: FieldTexts) => string | undefined): Shown {
  const found = wanted();
  if (found === "coming") return { text: "", lang: undefined };
  const text = found === undefined ? undefined : find(found);
  if (text !== undefined) return { text, lang: undefined };
  return { text: english, lang: language === "en" ? undefined : "en" };
}

/** What a field is called. */
export function sayName({ name, nameWords }: Pick<ExplainNode, "name" | "nameWords">): Shown {
  return shown(name, (texts) => nameIn(texts, name, nameWords, number));
}

/** What a value means, or an OBIS code is called, where English says `english`. */
export function sayMeaning(english: string, words: Words | undefined): Shown {
  return shown(english, (texts) => meaningIn(texts, words ?? [], number));
}
