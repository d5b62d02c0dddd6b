import { common } from "./common.ts";
import { now } from "./now.ts";

/** Every word on the pages, in English. */
export const en = { ...common, now };
