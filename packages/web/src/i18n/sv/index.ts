import { en } from "../en/index.ts";
import type { Catalogue } from "../text.ts";
import { capsule } from "./capsule.ts";

export const sv: Catalogue = { ...en, capsule };
