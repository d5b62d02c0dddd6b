import type { SettingTexts } from "../../setting-places.ts";
import { costs } from "./costs.ts";
import { gateway } from "./gateway.ts";
import { publishing } from "./publishing.ts";
import { sources } from "./sources.ts";

/** Titles and explanations of all settings, in Dutch. */
export const settingWords: SettingTexts = { ...sources, ...publishing, ...costs, ...gateway };
