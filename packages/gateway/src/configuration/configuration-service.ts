import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname } from "node:path";
import { isDeepStrictEqual } from "node:util";
import {
  type ConfigurationAnswer,
  type ConfigurationApplyAnswer,
  type ConfigurationCheckAnswer,
  type ConfigurationProblem,
  type ReloadState,
  type Remark,
  type Told,
  type TouchedPart,
  tell,
} from "@meter2mqtt/contract";
import { ApiError } from "../api/api-error.ts";
import { configurationPath, type LoadOptions, readConfiguration } from "../config/load-settings.ts";
import { mistakeWords } from "../config/mistake-words.ts";
import { isRecord } from "../config/schema-node.ts";
import type { Settings } from "../config/settings.ts";
import { ConfigError } from "../errors.ts";
import type { Logger } from "../runtime/log.ts";
import type { Clock } from "../sources/back-off.ts";
import { buildParts } from "./build-parts.ts";
import { configurationSchema, etagOf, examine, readConfigurationText, valuesIn } from "./configuration-reader.ts";
import { editYaml } from "./edit-yaml.ts";
import { ImportedBackup } from "./imported-backup.ts";
import { replaceFile } from "./replace-file.ts";
import { textAt, withMarkers, withSecrets } from "./secret-markers.ts";
import { showYaml } from "./show-yaml.ts";
import { unifiedDiff } from "./unified-diff.ts";

export interface ConfigurationServiceOptions {
  readonly load: Omit<LoadOptions, "text">;
  readonly clock: Clock;
  readonly log: Logger;
  /** What taking up settings would touch inside the running gateway. */
  readonly touches: (settings: Settings) => TouchedPart[];
}

interface Proposal {
  readonly before: string | undefined;
  readonly after: string;
  readonly errors: readonly ConfigurationProblem[];
  readonly warnings: readonly Remark[];
  readonly changed: readonly string[];
  readonly parts: readonly TouchedPart[];
}

/** The configuration file as the API shows and changes it. Secrets go in and never come out. */
export class ConfigurationService {
  readonly backup: ImportedBackup = new ImportedBackup();
  readonly #options: ConfigurationServiceOptions;
  readonly #file: string;
  /** What the gateway at work was started with. */
  #applied: unknown;
  #reload: ReloadState = { state: "none" };
  /** Changes come one after the other. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(options: ConfigurationServiceOptions) {
    this.#options = options;
    this.#file = configurationPath(options.load);
    this.#applied = readConfiguration(options.load).effective;
  }

  get file(): string {
    return this.#file;
  }

  get reload(): ReloadState {
    return this.#reload;
  }

  /** Told by whoever puts changes to work. */
  set reload(state: ReloadState) {
    this.#reload = state;
    if (state.state === "done") this.#applied = readConfiguration(this.#options.load).effective;
  }

  /** Throws {@link ConfigError} where somebody has broken the file meanwhile. */
  async view(): Promise<ConfigurationAnswer> {
    const text = readConfigurationText(this.#file);
    const { written, effective, origins, warnings } = readConfiguration({ ...this.#options.load, text: text ?? "" });
    const shown = (value: unknown) => {
      const masked = withMarkers(value, configurationSchema);
      return isRecord(masked) ? masked : {};
    };
    return {
      ...{ file: this.#file, exists: text !== undefined, editable: await this.#isEditable(text !== undefined) },
      ...{ etag: etagOf(text), values: shown(written), effective: shown(effective) },
      origins: Object.fromEntries<ConfigurationAnswer["origins"][string]>([
        ...[...origins.marks].map(([path, { line }]) => [path, { from: "file", line }] as const),
        ...[...origins.variables].map(([path, variable]) => [path, { from: "environment", variable }] as const),
      ]),
      ...{ warnings: [...warnings], reload: this.#reload },
    };
  }

  /** What a change would do; nothing is written. */
  check(values: Readonly<Record<string, unknown>>): ConfigurationCheckAnswer {
    const { before = "", after, errors, warnings, changed, parts } = this.#propose(values);
    const yaml = { before: showYaml(before, configurationSchema), after: showYaml(after, configurationSchema) };
    return {
      ...{ ok: errors.length === 0, errors: [...errors], warnings: [...warnings] },
      yaml: { ...yaml, diff: unifiedDiff(yaml.before, yaml.after, "meter2mqtt.yaml") },
      ...{ changed: [...changed], parts: [...parts] },
    };
  }

  /** Writes a change where nobody was faster. The gateway has to take it up then, where something changed. */
  apply(values: Readonly<Record<string, unknown>>, ifMatch: string | undefined): Promise<ConfigurationApplyAnswer> {
    const work = this.#writing.then(() => this.#apply(values, ifMatch));
    this.#writing = work.catch(() => undefined);
    return work;
  }

  async #apply(
    values: Readonly<Record<string, unknown>>,
    ifMatch: string | undefined,
  ): Promise<ConfigurationApplyAnswer> {
    this.#checkMatch(ifMatch);
    const { before, after, errors, warnings, changed, parts } = this.#propose(values);
    const [first] = errors;
    if (first !== undefined) throw new ApiError(400, "configuration", refusedFor(first), { extra: { errors } });
    if (after !== before) await this.#write(after);
    await this.backup.writeContract(this.#file, values);
    return {
      ...{ file: this.#file, etag: etagOf(after), changed: [...changed] },
      ...{ parts: [...parts], warnings: [...warnings] },
    };
  }

  async #write(text: string): Promise<void> {
    try {
      await replaceFile(this.#file, text);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      throw new ApiError(409, "not-writable", error.said, { cause: error });
    }
    this.#options.log.child({ component: "configuration" }).info({ file: this.#file }, "the configuration was changed");
  }

  #checkMatch(ifMatch: string | undefined): void {
    if (ifMatch === undefined)
      throw ApiError.forPrograms(
        428,
        "if-match",
        "Send `If-Match` with the `etag` of the configuration that was changed.",
      );
    const current = etagOf(readConfigurationText(this.#file));
    // A proxy that compresses makes a weak one of it.
    if (ifMatch === "*" || ifMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === current)) return;
    throw new ApiError(412, "changed-meanwhile", tell("settingsChanged"));
  }

  #propose(values: Readonly<Record<string, unknown>>): Proposal {
    const { load, clock, log } = this.#options;
    const before = readConfigurationText(this.#file);
    const known = before === undefined ? {} : valuesIn(before, this.#file);
    const find = (place: string) => this.backup.secretAt(place) ?? textAt(known, place);
    try {
      const wanted = withSecrets(values, configurationSchema, find);
      const after =
        before === undefined && Object.keys(values).length === 0 ? "" : editYaml(before ?? "", known, wanted);
      const options = { ...load, text: after };
      const { problems, settings } = examine(options, (proposed) => buildParts(proposed, { clock, log }));
      const changed = problems.length > 0 ? [] : changedSections(this.#applied, readConfiguration(options).effective);
      const parts = settings === undefined ? [] : this.#options.touches(settings);
      return { before, after, errors: problems, warnings: settings?.warnings ?? [], changed, parts };
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const { path, message, hint, words } = error;
      const errors = [{ path, message, hint, ...(words && { words }) }];
      return { before, after: before ?? "", errors, warnings: [], changed: [], parts: [] };
    }
  }

  async #isEditable(exists: boolean): Promise<boolean> {
    try {
      await access(exists ? this.#file : dirname(this.#file), constants.W_OK);
      await access(dirname(this.#file), constants.W_OK);
      return true;
    } catch {
      return false;
    }
  }
}

/** Says the first thing that is wrong; all that is stands beside it (`errors`). */
function refusedFor({ path, message, hint, words, variable, value }: ConfigurationProblem): Told {
  const english = `${message} ${hint}`.trim();
  if (words === undefined) return { message: english, words: [] };
  const mistake = mistakeWords({ path, words, origin: { variable, value } });
  return { message: english, words: [...tell("settingsWrong").words, ...mistake] };
}

/** Names of the settings' sections that differ. */
function changedSections(before: unknown, after: unknown): string[] {
  const [old, fresh] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
  const names = new Set([...Object.keys(old), ...Object.keys(fresh)]);
  return [...names].filter((name) => !isDeepStrictEqual(old[name], fresh[name]));
}
