import { common } from "./common.ts";
import { history } from "./history.ts";
import { inspector } from "./inspector.ts";
import { now } from "./now.ts";

/** Every word on the pages, in English. */
export const en = { ...common, now, history, inspector };
