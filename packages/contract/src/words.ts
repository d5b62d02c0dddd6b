import type { Words } from "@meter2mqtt/decoder";
import { type Static, Type } from "typebox";

/** A text that is also there in English, by keys and values, so that it can be said in other languages. */
export const words = Type.Array(
  Type.Object({
    key: Type.String({ description: "which sentence" }),
    values: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), { description: "what is filled in" }),
    ),
  }),
  { description: "the same sentences by key and values, for other languages; absent where there is English only" },
);
export type ShownWords = Static<typeof words>;

/** What is told beside an answer: in English, and for other languages. */
export const remark = Type.Object({ message: Type.String({ description: "in English" }), words: Type.Optional(words) });
export type Remark = Static<typeof remark>;

/** The same as an answer carries it. */
export function toWords(said: Words): ShownWords {
  return said.map(({ key, values }) => (values === undefined ? { key } : { key, values: { ...values } }));
}

/** Whether something that was stored, or came over the network, is words. */
export function isWords(value: unknown): value is Words {
  return Array.isArray(value) && value.every(isSentence);
}

function isSentence(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("key" in value) || typeof value.key !== "string") return false;
  if (!("values" in value)) return true;
  const { values } = value;
  if (typeof values !== "object" || values === null) return false;
  return Object.values(values).every((one) => typeof one === "string" || typeof one === "number");
}
