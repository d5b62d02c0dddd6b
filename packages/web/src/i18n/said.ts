import type { FindingCode, told } from "@meter2mqtt/contract";
import type { DiagnosisCode, EvidenceWords, SentenceValues, sentences } from "@meter2mqtt/decoder";
import type { EventName, exchangeSentences, tariffSentences } from "@meter2mqtt/energy";
import type { ProblemTexts } from "./problem-words.ts";

/** A number as the reader writes it; what is no quantity (a suite, a baud rate, an offset) is put in as it is. */
export type NumberText = (value: number) => string;

/** What a table of sentences must say in another language: the same keys, each with the values that the English one takes. */
export type SentencesOf<Table> = {
  readonly [Key in keyof Table]: SentenceValues<Table, Key> extends undefined
    ? string
    : (values: SentenceValues<Table, Key>, number: NumberText) => string;
};

export interface Titled {
  readonly title: string;
  readonly hint: string;
}

/** The numbers of an event, as they are shown; `–` for one that is not known. */
export interface EventNumbers {
  readonly phase: string;
  readonly value: string;
  readonly limit: string;
}

export interface EventWords {
  readonly title: string;
  readonly raised: (numbers: EventNumbers) => string;
  readonly cleared: (numbers: EventNumbers) => string;
}

/**
 * What gateway and decoder say, in a language other than English: their own texts are the English ones. A code, an event or
 * a sentence that is missing here is a type error.
 */
export interface Said {
  readonly diagnoses: Readonly<Record<DiagnosisCode, Titled>>;
  readonly findings: Readonly<Record<FindingCode, Titled>>;
  readonly sentences: SentencesOf<typeof sentences>;
  /** Of the gateway, and what the readers of contracts, tariff files and files of grid companies say. */
  readonly told: SentencesOf<typeof told & typeof tariffSentences & typeof exchangeSentences>;
  /** What is wrong with a setting. */
  readonly problems: ProblemTexts;
  readonly events: Readonly<Record<EventName, EventWords>>;
  /** By the name under which they stand. */
  readonly evidence: { readonly [Name in keyof EvidenceWords]: Readonly<Record<EvidenceWords[Name], string>> };
}
