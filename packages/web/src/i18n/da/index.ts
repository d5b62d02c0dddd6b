import { en } from "../en/index.ts";
import type { Catalogue } from "../text.ts";
import { capsule } from "./capsule.ts";
import { history } from "./history.ts";
import { inspector } from "./inspector.ts";
import { setUp } from "./set-up.ts";
import { settings } from "./settings.ts";
import { tariff } from "./tariff.ts";

export const da: Catalogue = { ...en, history, tariff, inspector, settings, setUp, capsule };
