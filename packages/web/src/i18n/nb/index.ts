import { en } from "../en/index.ts";
import type { Catalogue } from "../text.ts";
import { capsule } from "./capsule.ts";
import { inspector } from "./inspector.ts";

export const nb: Catalogue = { ...en, inspector, capsule };
