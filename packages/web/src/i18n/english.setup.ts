import { expect } from "vitest";

/* Before each file of tests of the pages: what they look at speaks English, as a page does once it has loaded its words. */

if (expect.getState().testPath?.includes("/packages/web/src/") === true) {
  const { useLanguage } = await import("./text.ts");
  await useLanguage("en");
}
