import type { toldOutputs } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** Why brokers and sinks failed, and what a test of one saw; in Dutch. */
export const outputs: SentencesOf<typeof toldOutputs> = {};
