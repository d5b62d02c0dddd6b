import type {
  ConfigurationProblemKey,
  ConfigurationProblemValues,
  ConfigurationProblemWords,
} from "@meter2mqtt/contract";
import type { Language } from "./languages.ts";
import { language } from "./text.ts";

/** What the gateway's checks of the settings say, in another language than English; what to do about it included. */
export type ProblemTexts = {
  readonly [Key in ConfigurationProblemKey]: (values: ConfigurationProblemValues<Key>) => string;
};

/** Loaded with the first problem that there is. */
const texts: Readonly<Record<Exclude<Language, "en">, () => Promise<ProblemTexts>>> = {
  nb: async () => (await import("./nb/problems.ts")).problems,
  da: async () => (await import("./da/problems.ts")).problems,
  sv: async () => (await import("./sv/problems.ts")).problems,
  de: async () => (await import("./de/problems.ts")).problems,
  nl: async () => (await import("./nl/problems.ts")).problems,
};

/** Undefined for English, which the gateway says itself; and where the words can't be loaded. */
export async function loadProblemTexts(): Promise<ProblemTexts | undefined> {
  if (language === "en") return undefined;
  try {
    return await texts[language]();
  } catch {
    return undefined;
  }
}

/** A problem in words; undefined where its key is not known here. */
export function problemWords(problem: unknown, known: ProblemTexts): string | undefined {
  return isProblem(problem, known) ? say(problem, known) : undefined;
}

function say<Key extends ConfigurationProblemKey>(
  { key, values }: ConfigurationProblemWords<Key>,
  known: ProblemTexts,
): string {
  return known[key](values);
}

/** Each key comes with its own values: the gateway's compiler sees to that. */
function isProblem(value: unknown, known: ProblemTexts): value is ConfigurationProblemWords {
  if (typeof value !== "object" || value === null || !("key" in value) || !("values" in value)) return false;
  const { key, values } = value;
  return typeof key === "string" && Object.hasOwn(known, key) && typeof values === "object" && values !== null;
}
