import { en } from "../en/index.ts";
import type { Catalogue } from "../text.ts";

export const nb: Catalogue = { ...en };
