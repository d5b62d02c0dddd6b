import type { ConfigurationProblemWords, KnownMeterConfig } from "@meter2mqtt/contract";
import { MeterBook } from "../meters/meter-book.ts";
import { configError, type Origins } from "./validate.ts";

/** Each number and name in topics stands for one meter, and each meter took the place of another one, once. */
export function checkKnownMeters(meters: readonly KnownMeterConfig[], origins: Origins): void {
  const book = new MeterBook(meters);
  meters.forEach(({ id, slug, successorOf }, index) => {
    const earlier = meters.slice(0, index);
    const fail = (key: string, message: string, hint: string, words: ConfigurationProblemWords) => {
      const path = `meters.${index}.${key}`;
      return configError(origins, path, `\`${path}\`${message}`, hint, { words });
    };
    if (earlier.some((other) => other.id === id))
      throw fail("id", `: the meter \`${id}\` stands there twice`, "Keep one of the two.", {
        key: "meter-twice",
        values: { meter: id },
      });
    if (slug !== undefined && earlier.some((other) => other.slug === slug))
      throw fail("slug", `: the name \`${slug}\` is taken`, "A successor takes its predecessor's name by itself.", {
        key: "name-taken",
        values: { name: slug },
      });
    if (successorOf === undefined) return;
    if (earlier.some((other) => other.successorOf === successorOf))
      throw fail("successorOf", `: \`${successorOf}\` has another successor already`, "A meter has one successor.", {
        key: "successor-taken",
        values: { meter: successorOf },
      });
    if (successorOf === id || book.predecessorsOf(successorOf).includes(id))
      throw fail("successorOf", `: \`${id}\` can't come after itself`, "Name the meter that was there before.", {
        key: "successor-of-itself",
        values: { meter: id },
      });
  });
}
