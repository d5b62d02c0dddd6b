import type { DiagnosisCode } from "../diagnosis.ts";
import { englishOf, type Sentence, toSentence, type ValuesOf, type Words } from "../words/say.ts";
import type { FieldName } from "./field-names.ts";
import { type Phrases, phrases } from "./phrases.ts";

/**
 * A field, or a unit of fields. The leaves of a space partition its octets: each octet is in exactly one leaf.
 *
 * The input is the first space. What was deciphered, or put together from several frames, is a space of its own: a
 * sub-tree whose nodes carry its name in `space`, and whose offsets count in `octets` of its topmost node. That node
 * stands behind the leaf, or the last of the leaves, that it came from.
 */
export interface ExplainNode {
  /** In English: its own key for other languages (`fieldNames`), or a term that the standard writes so. */
  readonly name: string;
  /** The name by its key (`phrases`), where a number or a term is filled in. */
  readonly nameWords?: Sentence;
  /** Offset of the first octet. */
  readonly from: number;
  /** Offset behind the last octet. */
  readonly to: number;
  readonly space?: string;
  /** Octets of the space, in hexadecimal: only at the topmost node of a space other than the input. */
  readonly octets?: string;
  readonly value?: string | number | boolean | null;
  /** What the value says, for somebody who does not know the standard. */
  readonly meaning?: string;
  /** The meaning by keys and values (`phrases`, and the sentences of diagnoses); absent where it is a standard's own term. */
  readonly words?: Words;
  /** The octets as text, where they are text. */
  readonly text?: string;
  /** Where the standard describes the unit. */
  readonly clause?: string;
  /** What is wrong here. */
  readonly problem?: DiagnosisCode;
  readonly children?: readonly ExplainNode[];
}

export type NodeDetails = Pick<ExplainNode, "value" | "meaning" | "words" | "text" | "clause" | "problem">;

/** A node in the making: it may leave gaps, and may reach beyond its parent; `settle` mends both. */
export interface Draft extends NodeDetails {
  name: string;
  nameWords?: Sentence;
  from: number;
  to: number;
  /** Only on the topmost node of a space. */
  space?: string;
  octets?: string;
  value?: string | number | boolean | null;
  meaning?: string;
  words?: Words;
  text?: string;
  problem?: DiagnosisCode;
  children?: Draft[];
}

export function draft(name: FieldName, from: number, to: number, details: NodeDetails = {}): Draft {
  return { name, from, to, ...details };
}

/** A node that is called as the standard writes it, in every language. */
export function termDraft(name: string, from: number, to: number, details: NodeDetails = {}): Draft {
  return { name, from, to, ...details };
}

/** A name with a number or a term in it. */
export function composedName<Key extends keyof Phrases>(
  key: Key,
  ...values: ValuesOf<Phrases, Key>
): Pick<Draft, "name" | "nameWords"> {
  const nameWords = toSentence(key, ...values);
  return { name: englishOf(phrases, nameWords), nameWords };
}

/**
 * Makes a draft a node whose leaves partition `from..to`: children are cut to what is left of it, and what they leave
 * becomes leaves without a meaning. So the promise of a partition doesn't hang on any parser.
 */
export function settle(from: number, to: number, given: Draft, space: string | undefined): ExplainNode {
  const { children = [], space: own, ...rest } = given;
  const here = own ?? space;
  const base = { ...rest, from, to, ...(here === undefined ? {} : { space: here }) };
  if (children.length === 0) return base;

  const settled: ExplainNode[] = [];
  let at = from;
  const fill = (end: number): void => {
    if (end > at) settled.push(settle(at, end, draft("not recognised", at, end), here));
    at = Math.max(at, end);
  };
  // A space stands behind the octets that it came from, not between the fields of its parent.
  const behind: Draft[] = [];
  for (const child of children) {
    if (child.space !== undefined) {
      behind.push(child);
      continue;
    }
    const end = Math.min(child.to, to);
    if (end <= Math.max(child.from, at)) continue;
    fill(child.from);
    settled.push(settle(at, end, child, here));
    at = end;
  }
  fill(to);
  for (const child of behind) settled.push(settle(child.from, child.to, child, undefined));
  return { ...base, children: settled };
}
