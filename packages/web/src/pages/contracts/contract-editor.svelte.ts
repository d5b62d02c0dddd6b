import type { ContractCheckAnswer, ContractProblem, Remark } from "@meter2mqtt/contract";
import { ApiProblem } from "../../api/client.ts";
import { sayWords } from "../../i18n/say.svelte.ts";
import { type CheckedChange, type Problem, toPath } from "../settings/configuration-api.ts";
import type { SettingNode, Settings } from "../settings/setting-node.ts";
import { constraintWords } from "../settings/setting-text.ts";
import { SettingsEditor } from "../settings/settings-editor.svelte.ts";
import { parseUnifiedDiff } from "../settings/unified-diff.ts";
import { askContracts } from "./contracts-api.ts";

/** So long after the last key the gateway is asked. */
const checkDelayMs = 350;

type Told = Pick<ContractCheckAnswer, "errors" | "warnings">;

/** What an editor begins with. */
export interface Draft {
  /** Of the file; of a new one a proposal. */
  readonly name: string;
  readonly yaml: string;
  readonly values: Settings;
  /** What the gateway has said to it. */
  readonly told: Told;
  /** Of the state on the disk; undefined for a new one. */
  readonly tag: string | undefined;
  /** All prices are made up. */
  readonly pattern?: boolean;
  /** Whose public holidays it means. */
  readonly country?: string | undefined;
}

/** A contract while it is written, as a form or as text: each is made from the other, and comments stay. */
export class ContractEditor {
  readonly form: SettingsEditor;
  readonly draft: Draft;
  name: string = $state("");
  mode: "form" | "text" = $state("form");
  /** What stands in the text. */
  text: string = $state("");
  /** What the gateway said to the text, or to what the form was made from; undefined while it is asked. */
  told: Told | undefined = $state.raw();
  failure: ApiProblem | undefined = $state.raw();
  /** The text that the form was made from. */
  #base: string = $state("");
  #asking: AbortController | undefined;

  constructor(schema: SettingNode, draft: Draft) {
    this.draft = draft;
    this.name = draft.name;
    this.text = draft.yaml;
    this.told = draft.told;
    this.#base = draft.yaml;
    this.form = new SettingsEditor(schema, this.#viewOf(draft.values), (values, signal) =>
      this.#checkForm(values, signal),
    );
  }

  get isNew(): boolean {
    return this.draft.tag === undefined;
  }

  /** The file as it would be; undefined while the gateway makes it. */
  get yaml(): string | undefined {
    if (this.mode === "text") return this.text;
    return this.form.changes === 0 ? this.#base : this.form.checked?.yaml;
  }

  get isChanged(): boolean {
    return this.isNew || this.yaml !== this.draft.yaml;
  }

  /** What it is about has been looked at as it stands: it is a text, or a form that nobody has touched. */
  get #isAsTold(): boolean {
    return this.mode === "text" || this.form.changes === 0;
  }

  /** The gateway has not answered yet. */
  get isAsking(): boolean {
    return this.#isAsTold ? this.told === undefined : this.form.checked === undefined;
  }

  /** What is left out, and what to look at, as far as it is known. */
  get warnings(): readonly Remark[] {
    return (this.#isAsTold ? this.told : this.form.checked)?.warnings ?? [];
  }

  /** What is wrong, as far as it is known. */
  get problems(): readonly Problem[] {
    if (this.#isAsTold) return (this.told?.errors ?? []).map(toProblem);
    const broken = this.form.brokenPaths.map((path): Problem => {
      const constraint = this.form.broken(toPath(path));
      return {
        path,
        ...{ line: undefined, variable: undefined },
        message: constraint === undefined ? "" : constraintWords(constraint),
        hint: "",
        isEnglish: false,
      };
    });
    return broken.length > 0 ? broken : (this.form.checked?.problems ?? []);
  }

  /** The text is no YAML: there is nothing that a form could show. */
  get isUnreadable(): boolean {
    return this.mode === "text" && (this.told?.errors.some(({ path }) => path === "") ?? false);
  }

  /** Rejects with {@link ApiProblem}. */
  async toText(): Promise<void> {
    this.text = this.yaml ?? (await this.#check({ yaml: this.#base, values: this.form.draft })).yaml.after;
    this.mode = "text";
    this.told = undefined;
    this.told = await this.#check({ yaml: this.text });
  }

  /** Rejects with {@link ApiProblem}. */
  async toForm(): Promise<void> {
    this.#asking?.abort();
    const told = await this.#check({ yaml: this.text });
    this.told = told;
    if (this.isUnreadable) return;
    this.#base = this.text;
    this.form.take(this.#viewOf(told.values));
    this.mode = "form";
  }

  type(text: string): void {
    this.text = text;
    this.told = undefined;
    this.failure = undefined;
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    setTimeout(() => void this.#askAboutText(asking.signal), checkDelayMs);
  }

  /** The whole file as it would be saved, looked at anew. Rejects with {@link ApiProblem}. */
  async look(): Promise<ContractCheckAnswer> {
    if (this.mode === "text" || this.form.changes === 0)
      return this.#check({ yaml: this.mode === "text" ? this.text : this.#base });
    return this.#check({ yaml: this.#base, values: this.form.draft });
  }

  async #askAboutText(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    try {
      const told = await this.#check({ yaml: this.text }, signal);
      if (!signal.aborted) this.told = told;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      this.failure = error;
    }
  }

  async #checkForm(values: Settings, signal?: AbortSignal): Promise<CheckedChange> {
    const { errors, warnings, yaml } = await this.#check({ yaml: this.#base, values }, signal);
    return {
      problems: errors.map(toProblem),
      warnings,
      diff: parseUnifiedDiff(yaml.diff),
      parts: [],
      yaml: yaml.after,
    };
  }

  #check(
    asked: { readonly yaml: string; readonly values?: Settings },
    signal?: AbortSignal,
  ): Promise<ContractCheckAnswer> {
    // What stands in a file of that name is compared with; a new one has none.
    return askContracts.check({ ...asked, ...(!this.isNew && { name: this.draft.name }) }, signal);
  }

  #viewOf(settings: Settings): SettingsEditor["view"] {
    return {
      ...{ settings, variables: new Map(), file: this.name, exists: !this.isNew, editable: true },
      ...{ tag: this.draft.tag ?? "", reload: { state: "none", at: undefined, failure: { message: "" } } },
    };
  }
}

function toProblem({ path, line, message, hint, words }: ContractProblem): Problem {
  const { text, lang } = sayWords(`${message} ${hint}`.trim(), words);
  return { path, line, variable: undefined, message: text, hint: "", isEnglish: lang === "en" };
}
