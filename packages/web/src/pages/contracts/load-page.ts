import type { Component } from "svelte";
import { useContractText } from "../../i18n/contract-page-words.ts";
import type { PageProps } from "../../shell/pages.ts";

/** The page, once its words are there. */
export async function loadContractsPage(): Promise<{ default: Component<PageProps> }> {
  await useContractText();
  return import("./ContractsPage.svelte");
}
