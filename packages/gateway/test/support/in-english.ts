import { type ShownWords, told } from "@meter2mqtt/contract";
import { englishOf } from "@meter2mqtt/decoder";

/** What words say, from the table that other languages are made after: the same as the text beside them. */
export function inEnglish(words: ShownWords | undefined): string {
  return (words ?? []).map((sentence) => englishOf(told, sentence)).join(" ");
}
