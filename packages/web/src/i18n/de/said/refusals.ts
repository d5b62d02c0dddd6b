import type { toldRefusals } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Why the API refuses a request; in German. */
export const refusals: SentencesOf<typeof toldRefusals> = {};
