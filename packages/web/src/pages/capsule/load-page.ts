import type { Component } from "svelte";
import { useCapsuleText } from "../../i18n/capsule-words.ts";
import type { PageProps } from "../../shell/pages.ts";

/** The page, once its words are there. */
export async function loadCapsulePage(): Promise<{ default: Component<PageProps> }> {
  await useCapsuleText();
  return import("./CapsulePage.svelte");
}
