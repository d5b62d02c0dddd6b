import { mount } from "svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import { beforeEachAnswer } from "./api/client.ts";
import { useLocale } from "./format/locale.ts";
import { holdsSentences } from "./i18n/holds-sentences.ts";
import { chooseLocale } from "./i18n/languages.ts";
import { wordsFor } from "./i18n/say.svelte.ts";
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
// What the gateway tells is in the reader's language from the first sight on: nothing moves for it later.
beforeEachAnswer((answer) => wordsFor(() => holdsSentences(answer)));
const { default: App } = await import("./App.svelte");
mount(App, { target });
