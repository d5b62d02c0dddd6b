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
// Side by side with the words, which it reads only when it draws.
const app = import("./App.svelte");
try {
  await useLanguage(language);
} catch {
  // Its words could not be loaded: those of English may be.
  language = "en";
  await useLanguage(language);
}
document.documentElement.lang = language;
useLocale(chooseLocale(language, navigator.languages));
// What the gateway tells is in the reader's language from the first sight on: nothing moves for it later.
beforeEachAnswer((answer) => wordsFor(() => holdsSentences(answer)));
const { default: App } = await app;
mount(App, { target });
