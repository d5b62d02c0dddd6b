import { en } from "../en/index.ts";
import type { Catalogue } from "../text.ts";
import { capsule } from "./capsule.ts";
import { inspector } from "./inspector.ts";

export const sv: Catalogue = { ...en, inspector, capsule };
