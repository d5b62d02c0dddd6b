import { mount } from "svelte";
import "../../../styles/tokens.css";
import "../../../styles/base.css";
import "../../../styles/controls.css";
import { useLocale } from "../../../format/locale.ts";
import { chooseLocale } from "../../../i18n/languages.ts";
import { useLanguage } from "../../../i18n/text.ts";
import { applyScheme, preferredLanguage, preferredScheme } from "../../../shell/preferences.ts";
import Standalone from "./Standalone.svelte";

const target = document.getElementById("app");
if (target === null) throw new Error("the file has no element #app");

applyScheme(preferredScheme());
const language = preferredLanguage();
await useLanguage(language);
document.documentElement.lang = language;
useLocale(chooseLocale(language, navigator.languages));
target.replaceChildren();
mount(Standalone, { target });
