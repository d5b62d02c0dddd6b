import type { toldFeeds } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Why prices and sources over the network failed, and what a test of one saw; in Danish. */
export const feeds: SentencesOf<typeof toldFeeds> = {};
