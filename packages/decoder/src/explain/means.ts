import type { Diagnosis, DiagnosisCode } from "../diagnosis.ts";
import type { DecodeError } from "../errors.ts";
import { joinPhrases } from "../words/join-phrases.ts";
import { englishOf, type Sentence, toSentence, type ValuesOf, type Words } from "../words/say.ts";
import type { NodeDetails } from "./explain-node.ts";
import { type Phrases, phrases } from "./phrases.ts";
import { sentence } from "./words.ts";

/** A phrase of a meaning, by its key. */
export function phrase<Key extends keyof Phrases>(key: Key, ...values: ValuesOf<Phrases, Key>): Sentence {
  return toSentence(key, ...values);
}

/** What phrases say in English. */
function phrasesInEnglish(words: Words): string {
  return joinPhrases(words.map((each) => englishOf(phrases, each)));
}

type Meaning = Pick<NodeDetails, "meaning" | "words">;

/** A meaning, in English and by its keys. */
export function meansAll(words: Words): Meaning {
  return words.length === 0 ? {} : { meaning: phrasesInEnglish(words), words };
}

/** A meaning of one phrase. */
export function means<Key extends keyof Phrases>(key: Key, ...values: ValuesOf<Phrases, Key>): Meaning {
  return meansAll([phrase(key, ...values)]);
}

/** What could not be read, and why. */
export function faultDetails(error: DecodeError): NodeDetails {
  return { meaning: sentence(error.message), words: error.words, problem: error.code };
}

/** What is wrong with a unit, and what to do about it. */
export function diagnosisDetails({ code, message, words, hint }: Diagnosis): NodeDetails {
  return { meaning: `${message} ${hint}`, words: [...words, phrase("hintOf", { code })], problem: code };
}

/** What is wrong, where nothing more is known than its code. */
export function codeDetails(code: DiagnosisCode): NodeDetails {
  return { ...meansAll([phrase("titleOf", { code }), phrase("hintOf", { code })]), problem: code };
}
