import { mount } from "svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import { useLocale } from "./format/locale.ts";
import { chooseLocale } from "./i18n/languages.ts";
import { useLanguage } from "./i18n/text.ts";
import { applyScheme, preferredLanguage, preferredScheme } from "./shell/preferences.ts";

const target = document.getElementById("app");
if (target === null) throw new Error("the page has no element #app");

applyScheme(preferredScheme());
let language = preferredLanguage();
try {
  await useLanguage(language);
} catch {
  // Its words could not be loaded: English is always here.
  language = "en";
}
document.documentElement.lang = language;
useLocale(chooseLocale(language, navigator.languages));
const { default: App } = await import("./App.svelte");
mount(App, { target });
