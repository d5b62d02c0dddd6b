import type { Component } from "svelte";
import { whenSaid } from "../i18n/say.svelte.ts";
import type { Catalogue } from "../i18n/text.ts";
import type { PageState } from "../state/page.svelte.ts";
import type { Address } from "./address.ts";
import type { Session } from "./session.svelte.ts";

/** What every page is given. */
export interface PageProps {
  /** The live state of the gateway, the chosen meter and the time. */
  readonly page: PageState;
  /** Where the reader is. A page changes it by links, or by setting `location.hash`. */
  readonly address: Address;
  readonly session: Session;
}

export interface PageEntry {
  /** In the address: `#/now`. */
  readonly name: string;
  readonly title: (text: Catalogue) => string;
  /** Each page is a chunk of its own: the first look loads the first page only. */
  readonly load: () => Promise<{ default: Component<PageProps> }>;
  /** `main`: in the bar; `more`: behind "More" on a phone; `none`: reached by links only. */
  readonly place: "main" | "more" | "none";
  /** Of a page reached by links only: the one in the bar that it belongs to. */
  readonly within?: string;
  /** Who may see it. Default: everybody who may look. */
  readonly access?: "admin";
  /** It is about one meter: several are to choose from. */
  readonly aboutMeter?: true;
  /** Without header and bar: the view on a wall. */
  readonly bare?: true;
}

/** In the order of the bar. */
export const pages: readonly PageEntry[] = [
  {
    name: "now",
    title: (text) => text.now.title,
    load: () => import("../pages/now/NowPage.svelte"),
    place: "main",
    aboutMeter: true,
  },
  {
    name: "history",
    title: (text) => text.history.title,
    load: () => import("../pages/history/HistoryPage.svelte"),
    place: "main",
    aboutMeter: true,
  },
  {
    name: "tariff",
    title: (text) => text.tariff.title,
    load: () => import("../pages/tariff/TariffPage.svelte"),
    place: "main",
  },
  {
    name: "contracts",
    title: (text) => text.tariff.contracts.title,
    load: async () => (await import("../pages/contracts/load-page.ts")).loadContractsPage(),
    place: "none",
    within: "tariff",
  },
  {
    name: "line",
    title: (text) => text.linePage.title,
    // It tells what has been noticed, from its first sight on.
    load: async () => (await Promise.all([import("../pages/line/LinePage.svelte"), whenSaid()]))[0],
    place: "main",
  },
  {
    name: "connections",
    title: (text) => text.connections.title,
    load: () => import("../pages/connections/ConnectionsPage.svelte"),
    place: "more",
  },
  {
    name: "inspector",
    title: (text) => text.inspector.title,
    load: () => import("../pages/inspector/InspectorPage.svelte"),
    place: "more",
  },
  {
    name: "capsule",
    title: (text) => text.nav.capsule,
    load: async () => (await import("../pages/capsule/load-page.ts")).loadCapsulePage(),
    place: "more",
    access: "admin",
  },
  {
    name: "wall",
    title: (text) => text.now.wall.title,
    load: () => import("../pages/wall/WallPage.svelte"),
    place: "more",
    bare: true,
  },
  {
    name: "settings",
    title: (text) => text.settings.title,
    load: () => import("../pages/settings/SettingsPage.svelte"),
    place: "more",
    access: "admin",
  },
  {
    name: "set-up",
    title: (text) => text.setUp.title,
    load: () => import("../pages/set-up/SetUpPage.svelte"),
    place: "more",
    access: "admin",
  },
];
