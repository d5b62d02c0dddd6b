import { type CosemDateTime, isDaylightSaving } from "../axdr/date-time.ts";
import type { Sentence, Words } from "../words/say.ts";
import type { NodeDetails } from "./explain-node.ts";
import { meansAll, phrase } from "./means.ts";

/** What stands behind date and time, in words. */
export function clockMeaning(dateTime: CosemDateTime): NodeDetails {
  return meansAll(clockWords(dateTime));
}

/** The same, and the moment that it was taken for. */
export function timeMeaning(dateTime: CosemDateTime, time: string): NodeDetails {
  return meansAll([...clockWords(dateTime), phrase("readAs", { time })]);
}

function clockWords({ deviation, status }: CosemDateTime): Words {
  const words: Sentence[] = [
    deviation === undefined ? phrase("deviationNotSpecified") : phrase("deviation", { minutes: deviation }),
  ];
  if (status === undefined) return [...words, phrase("clockStatusNotSpecified")];
  words.push(phrase(isDaylightSaving(status) ? "daylightSaving" : "noDaylightSaving"));
  if ((status & 1) !== 0) words.push(phrase("clockInvalid"));
  if ((status & 2) !== 0) words.push(phrase("clockDoubtful"));
  return words;
}
