import type { Remark, TouchedPart } from "@meter2mqtt/contract";
import { ApiProblem, type Guard, getJson, sendFile, sendJson } from "../../api/client.ts";
import { remarksIn } from "../../api/remarks.ts";
import { loadProblemTexts, type ProblemTexts, problemWords } from "../../i18n/problem-words.ts";
import { text as catalogue } from "../../i18n/text.ts";
import { valueAt } from "./draft.ts";
import { isGroupValue, type Settings } from "./setting-node.ts";
import { touchedPartsIn } from "./touched-parts.ts";
import { type DiffLine, parseUnifiedDiff } from "./unified-diff.ts";

/* What the gateway says of its configuration, and how it is asked to change it. */

export interface ConfigurationView {
  /** As they stand in the file; secrets are marks. */
  readonly settings: Settings;
  /** What the environment sets: by path, the variable and what it sets; a secret is a mark. */
  readonly variables: ReadonlyMap<string, { readonly name: string; readonly value: unknown }>;
  readonly file: string;
  readonly exists: boolean;
  /** False: the gateway may not write it. */
  readonly editable: boolean;
  /** Which state of the file this is: a change says what it was made from. */
  readonly tag: string;
  /** How the last change was taken up; `at` says which. */
  readonly reload: { readonly state: string; readonly at: string | undefined; readonly failure: Failure };
}

/** Why what was saved is not at work: in English, with what it is in other languages. */
export interface Failure {
  readonly message: string;
  /** By key and values. */
  readonly words?: unknown;
}

export interface Problem {
  readonly path: string;
  readonly line: number | undefined;
  /** Of the environment, where that sets it. */
  readonly variable: string | undefined;
  readonly message: string;
  readonly hint: string;
  /** The catalogue doesn't know it: it is the gateway's own sentence. */
  readonly isEnglish: boolean;
}

export interface CheckedChange {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Remark[];
  readonly diff: readonly DiffLine[];
  /** What it touches inside the running gateway. */
  readonly parts: readonly TouchedPart[];
  /** The whole file as it would be, secrets blotted out. */
  readonly yaml: string;
}

export interface SavedChange {
  /** What it has touched. */
  readonly parts: readonly TouchedPart[];
  /** Why what was saved could not be put to work; undefined: it is at work. */
  readonly failure: ApiProblem | undefined;
}

const address = "api/v1/configuration";

export async function loadConfiguration(): Promise<ConfigurationView> {
  return getJson(address, isGroupValue).then(toView);
}

/** What a change would do; nothing is written. */
export async function checkSettings(settings: Settings, signal?: AbortSignal): Promise<CheckedChange> {
  const body = { values: settings };
  const answer = await sendJson("POST", `${address}/check`, isCheckAnswer, { body, ...(signal && { signal }) });
  const errors = answer.errors.filter(isGroupValue);
  const known = errors.some(({ words }) => words !== undefined) ? await loadProblemTexts() : undefined;
  return {
    problems: errors.map((error) => toProblem(error, known)),
    warnings: remarksIn(answer["warnings"]),
    diff: parseUnifiedDiff(text(answer.yaml["diff"])),
    parts: touchedPartsIn(answer["parts"]),
    yaml: text(answer.yaml["after"]),
  };
}

export interface SaveOptions {
  /** What the change was made from. */
  readonly view: ConfigurationView;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Saves, and waits until the gateway has taken it up. Rejects with {@link ApiProblem}. */
export async function saveSettings(settings: Settings, { view, pause }: SaveOptions): Promise<SavedChange> {
  const answer = await sendJson("PUT", address, isGroupValue, {
    body: { values: settings },
    headers: { "if-match": view.tag },
  });
  const parts = touchedPartsIn(answer["parts"]);
  const isNews = parts.length > 0 || texts(answer["changed"]).length > 0;
  return { parts, failure: isNews ? await waitForReload(view.reload.at, pause) : undefined };
}

const reloadTries = 60;
const reloadPauseMs = 500;

export type BackupPart = "settings" | "history" | "tariffs";

/** What a backup of amsreader-firmware becomes. */
export interface ImportedBackup {
  /** Its secrets are marks: the gateway keeps them until they are saved. */
  readonly settings: Settings;
  readonly yaml: string;
  readonly contract: { readonly file: string; readonly yaml: string } | undefined;
  readonly notes: readonly Remark[];
  /** What is not carried over, and why. */
  readonly left: readonly Remark[];
  /** What it holds. */
  readonly holds: Readonly<Record<BackupPart, readonly Remark[]>>;
}

/** Reads a backup; nothing is written. `port` is where the meter is plugged in now. */
export async function importBackup(content: Blob, port: string): Promise<ImportedBackup> {
  const query = port === "" ? "" : `?port=${encodeURIComponent(port)}`;
  const answer = await sendFile(`${address}/import-amsreader${query}`, content, isGroupValue);
  const { values, contract, holds } = answer;
  const held = isGroupValue(holds) ? holds : {};
  return {
    settings: isGroupValue(values) ? values : {},
    yaml: text(answer["yaml"]),
    contract: isGroupValue(contract) ? { file: text(contract["file"]), yaml: text(contract["yaml"]) } : undefined,
    notes: remarksIn(answer["notes"]),
    left: remarksIn(answer["left"]),
    holds: {
      settings: remarksIn(held["settings"]),
      history: remarksIn(held["history"]),
      tariffs: remarksIn(held["tariffs"]),
    },
  };
}

/** While the gateway's parts start again its pages may be away for a moment. */
async function waitForReload(before: string | undefined, pause: SaveOptions["pause"]): Promise<ApiProblem | undefined> {
  for (let tries = 0; tries < reloadTries; tries++) {
    await pause(reloadPauseMs);
    const reload = await askReload();
    // Of an earlier change.
    if (reload?.at === before) continue;
    if (reload?.state === "done") return undefined;
    if (reload?.state === "failed") return toNotAtWork(reload.failure);
  }
  throw new ApiProblem(0, "unreachable", catalogue.settings.saved.away);
}

/** Why what is in the file is not at work, to be shown. */
export function toNotAtWork({ message, words }: Failure): ApiProblem {
  return new ApiProblem(0, "not-at-work", message, { detail: message, words });
}

async function askReload(): Promise<ConfigurationView["reload"] | undefined> {
  try {
    return (await loadConfiguration()).reload;
  } catch (error) {
    if (error instanceof ApiProblem) return undefined;
    throw error;
  }
}

function toView(answer: Settings): ConfigurationView {
  const { values, effective, origins, reload } = answer;
  const state = isGroupValue(reload) ? reload : {};
  return {
    settings: isGroupValue(values) ? values : {},
    variables: new Map(isGroupValue(origins) ? variablesOf(origins, effective) : []),
    file: text(answer["file"]),
    exists: answer["exists"] === true,
    editable: answer["editable"] !== false,
    tag: text(answer["etag"]),
    reload: { state: text(state["state"]), at: optionalText(state["at"]), failure: failureIn(state) },
  };
}

function failureIn({ message, words }: Settings): Failure {
  return { message: text(message), words };
}

type Variable = [path: string, variable: { readonly name: string; readonly value: unknown }];

function variablesOf(origins: Settings, effective: unknown): Variable[] {
  return Object.entries(origins).flatMap(([path, origin]): Variable[] => {
    if (!isGroupValue(origin) || origin["from"] !== "environment") return [];
    return [[path, { name: text(origin["variable"]), value: valueAt(effective, toPath(path)) }]];
  });
}

/** From `sources.0.port`, as the gateway names a place, to its steps. */
export function toPath(path: string): readonly (string | number)[] {
  return path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

interface CheckAnswer extends Settings {
  readonly errors: readonly unknown[];
  readonly yaml: Settings;
}

const isCheckAnswer: Guard<CheckAnswer> = (value): value is CheckAnswer =>
  isGroupValue(value) && Array.isArray(value["errors"]) && isGroupValue(value["yaml"]);

function toProblem(problem: Settings, texts: ProblemTexts | undefined): Problem {
  const { line, variable, words } = problem;
  const place = {
    path: text(problem["path"]),
    line: typeof line === "number" ? line : undefined,
    variable: optionalText(variable),
  };
  const translated = texts === undefined ? undefined : problemWords(words, texts);
  if (translated !== undefined) return { ...place, message: translated, hint: "", isEnglish: false };
  return { ...place, message: text(problem["message"]), hint: text(problem["hint"]), isEnglish: true };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function optionalText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}
