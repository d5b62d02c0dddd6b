import type { toldSettings } from "@meter2mqtt/contract";
import type { SentencesOf } from "../../said.ts";

/** What is told beside a change of the settings, and why the gateway can't start with them; in Danish. */
export const settings: SentencesOf<typeof toldSettings> = {};
