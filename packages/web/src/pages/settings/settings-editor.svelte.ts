import { ApiProblem } from "../../api/client.ts";
import {
  type CheckedChange,
  type ConfigurationView,
  checkSettings,
  loadConfiguration,
  type Problem,
  type SavedChange,
  saveSettings,
} from "./configuration-api.ts";
import { brokenConstraints, type Constraint } from "./constraints.ts";
import { countChanges, type Path, pathText, valueAt, withoutValue, withValue } from "./draft.ts";
import type { SettingNode, Settings } from "./setting-node.ts";

/** So long after the last key the gateway is asked. */
const checkDelayMs = 350;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The settings while they are changed: what was, what is to be, and what is wrong with it. */
export class SettingsEditor {
  readonly schema: SettingNode;
  view: ConfigurationView = $state.raw({
    settings: {},
    variables: new Map(),
    file: "",
    exists: false,
    editable: true,
    tag: "",
    reload: { state: "none", at: undefined, failure: { message: "" } },
  });
  draft: Settings = $state.raw({});
  /** What the gateway said to the draft; absent while it is asked. */
  checked: CheckedChange | undefined = $state.raw();
  checkFailed: ApiProblem | undefined = $state.raw();
  /** Settings that were left once, or all: what is missing is told only there. */
  #left: ReadonlySet<string> = $state.raw(new Set());
  #isAllLeft: boolean = $state(false);
  #asking: AbortController | undefined;

  readonly changes: number = $derived(countChanges(this.view.settings, this.draft));
  readonly #broken: ReadonlyMap<string, Constraint> = $derived.by(() => brokenConstraints(this.schema, this.draft));
  readonly isBroken: boolean = $derived(this.#broken.size > 0);

  readonly #look: typeof checkSettings;

  /** `look`: who is asked what a change would do; the gateway about its configuration without. */
  constructor(schema: SettingNode, view: ConfigurationView, look: typeof checkSettings = checkSettings) {
    this.schema = schema;
    this.#look = look;
    this.take(view);
  }

  /** Begins anew with what the gateway has. */
  take(view: ConfigurationView): void {
    this.view = view;
    this.draft = view.settings;
    this.#forget();
  }

  discard(): void {
    this.take(this.view);
  }

  value(path: Path): unknown {
    return valueAt(this.draft, path);
  }

  /** What the file holds, however it was changed here. */
  before(path: Path): unknown {
    return valueAt(this.view.settings, path);
  }

  set(path: Path, value: unknown): void {
    this.draft = value === undefined ? withoutValue(this.draft, path) : withValue(this.draft, path, value);
    this.#check();
  }

  /** Another draft altogether. */
  replace(settings: Settings): void {
    this.draft = settings;
    this.#check();
  }

  leave(path: Path): void {
    if (!this.#left.has(pathText(path))) this.#left = new Set([...this.#left, pathText(path)]);
  }

  leaveAll(): void {
    this.#isAllLeft = true;
  }

  /** What the schema says against a setting; what is missing only once the reader has passed it. */
  broken(path: Path): Constraint | undefined {
    const found = this.#broken.get(pathText(path));
    if (found?.rule !== "needed" || this.#isAllLeft || this.#left.has(pathText(path))) return found;
    return undefined;
  }

  /** What the gateway says against a setting that the schema has nothing against. */
  told(path: Path): Problem | undefined {
    const place = pathText(path);
    return this.#broken.has(place) ? undefined : this.checked?.problems.find((one) => one.path === place);
  }

  /** Whether something is wrong at the path or below it. */
  hasProblem(path: Path): boolean {
    const place = pathText(path);
    const isIn = (other: string) => other === place || other.startsWith(`${place}.`);
    const isShown = (other: string) =>
      this.#broken.get(other)?.rule !== "needed" || this.#isAllLeft || this.#left.has(other);
    const isBroken = [...this.#broken.keys()].some((other) => isIn(other) && isShown(other));
    return isBroken || (this.checked?.problems.some((problem) => isIn(problem.path)) ?? false);
  }

  /** Paths of what the schema alone is against. */
  get brokenPaths(): readonly string[] {
    return [...this.#broken.keys()];
  }

  /** Rejects with {@link ApiProblem}. */
  async save(): Promise<SavedChange> {
    const saved = await saveSettings(this.draft, { view: this.view, pause });
    const { draft } = this;
    this.take(await loadConfiguration());
    // What could not be put to work is not lost: it can be mended.
    if (saved.failure !== undefined) this.replace(draft);
    return saved;
  }

  #check(): void {
    this.#asking?.abort();
    this.checked = undefined;
    this.checkFailed = undefined;
    if (this.changes === 0) return;
    const asking = new AbortController();
    this.#asking = asking;
    setTimeout(() => void this.#ask(asking.signal), checkDelayMs);
  }

  async #ask(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    try {
      const checked = await this.#look(this.draft, signal);
      if (!signal.aborted) this.checked = checked;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      this.checkFailed = error;
    }
  }

  #forget(): void {
    this.#asking?.abort();
    this.checked = undefined;
    this.checkFailed = undefined;
    this.#left = new Set();
    this.#isAllLeft = false;
  }
}
