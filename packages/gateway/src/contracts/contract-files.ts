import { basename, dirname, resolve } from "node:path";
import {
  type ContractCheckAnswer,
  type ContractCheckRequest,
  type ContractFileAnswer,
  type ContractFilesAnswer,
  type ContractProblem,
  type ContractSaveAnswer,
  type ListedContract,
  type Remark,
  type TariffConfig,
  tell,
} from "@meter2mqtt/contract";
import { ApiError } from "../api/api-error.ts";
import { isRecord } from "../config/schema-node.ts";
import { etagOf } from "../configuration/configuration-reader.ts";
import { editYaml } from "../configuration/edit-yaml.ts";
import { unifiedDiff } from "../configuration/unified-diff.ts";
import { ConfigError } from "../errors.ts";
import type { Logger } from "../runtime/log.ts";
import type { FetchText } from "../tariffs/load-contract.ts";
import { type CheckedContract, checkContract, contractValues } from "./check-contract.ts";
import { type ContractFolder, looksLikeContract } from "./contract-folder.ts";
import { foreignIncludes } from "./includes.ts";

export interface ContractFilesOptions {
  readonly folder: ContractFolder;
  /** Of the settings at work, with whole paths. */
  readonly tariffs: () => readonly TariffConfig[];
  /** Asks the web. */
  readonly fetchText: FetchText;
  /** Gives what was asked before only. */
  readonly keptText: FetchText;
  /** Puts contracts that are in use to work as they are now. Rejects with ConfigError. */
  readonly takeUp: () => Promise<void>;
  readonly log: Logger;
}

type Use = ListedContract["usedBy"][number];

/** What a change was made from: `If-Match`, or `If-None-Match: *` of a new one. */
export interface Precondition {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

/** The contracts that there are as files, and how they are changed. Every name is checked before it comes near a file. */
export class ContractFiles {
  readonly folder: ContractFolder;
  readonly #options: ContractFilesOptions;
  /** Changes come one after the other. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(options: ContractFilesOptions) {
    this.#options = options;
    this.folder = options.folder;
  }

  async list(): Promise<ContractFilesAnswer> {
    const { folder } = this;
    const names = await folder.names();
    const listed = await Promise.all(names.map((name) => this.#listed(name)));
    const elsewhere = this.#usedPaths().filter((path) => !names.includes(basename(path)) || !this.#isOurs(path));
    const strangers = elsewhere.map((path) => this.#stranger(path));
    return { editable: await folder.isWritable(), items: [...listed, ...(await Promise.all(strangers))].slice(0, 200) };
  }

  async read(name: string): Promise<ContractFileAnswer> {
    const yaml = await this.#textOf(name);
    const { values, problems, warnings } = await this.#check(name, yaml);
    return {
      ...{ name, etag: etagOf(yaml), yaml, values: { ...values }, usedBy: this.#usesOf(name) },
      ...{ problems: [...problems], warnings: [...warnings] },
    };
  }

  /** What a text, or values in its place, would be; nothing is written. */
  async check({ name, yaml, values }: ContractCheckRequest): Promise<ContractCheckAnswer> {
    const before = name === undefined ? "" : ((await this.#contractText(name)) ?? "");
    const after = values === undefined ? yaml : editYaml(yaml, contractValues(yaml), values);
    const checked = await this.#check(name, after);
    const { problems, warnings } = checked;
    return {
      ...{ ok: problems.length === 0, errors: [...problems], warnings: [...warnings] },
      yaml: { before, after, diff: unifiedDiff(before, after, name ?? "contract.yaml") },
      values: { ...checked.values },
    };
  }

  /** Reads a text with all that it includes. Throws {@link ApiError} where it is not right. */
  async load(
    name: string | undefined,
    yaml: string,
  ): Promise<CheckedContract & Required<Pick<CheckedContract, "contract">>> {
    const checked = await this.#check(name, yaml, this.#options.fetchText);
    const { contract, problems } = checked;
    const [first] = problems;
    if (contract === undefined || first !== undefined) {
      const said = first === undefined ? tell("noContract") : problemAt(first);
      throw new ApiError(400, "contract", { words: [], ...said }, { extra: { errors: problems } });
    }
    return { ...checked, contract };
  }

  /** Writes a contract where nobody was faster, and puts it to work where the settings use it. */
  save(name: string, yaml: string, precondition: Precondition): Promise<ContractSaveAnswer> {
    return this.#inTurn(() => this.#save(name, yaml, precondition));
  }

  async #save(name: string, yaml: string, precondition: Precondition): Promise<ContractSaveAnswer> {
    await this.#checkMatch(name, precondition);
    const { warnings } = await this.load(name, yaml);
    await this.write(name, yaml);
    const used = this.#usesOf(name).length > 0;
    const failure = used ? await this.#takeUp() : undefined;
    const notAtWork = failure === undefined ? [] : [failure];
    return { name, etag: etagOf(yaml), used, warnings: [...notAtWork, ...warnings] };
  }

  /** Takes a contract away that the settings don't use. */
  remove(name: string, precondition: Precondition): Promise<void> {
    return this.#inTurn(async () => {
      await this.#textOf(name);
      if (this.#usesOf(name).length > 0) throw new ApiError(409, "in-use", tell("contractInUse"));
      await this.#checkMatch(name, precondition);
      await this.folder.remove(name).catch((cause: unknown) => {
        throw new ApiError(409, "not-writable", tell("contractNotRemoved"), { cause });
      });
      this.#log().info({ contract: name }, "a contract was taken away; its file is kept as .bak");
    });
  }

  /** Throws {@link ApiError} where it can't be written. */
  async write(name: string, text: string): Promise<void> {
    try {
      await this.folder.write(name, text);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      throw new ApiError(409, "not-writable", error.said, { cause: error });
    }
    this.#log().info({ contract: name }, "a contract was changed");
  }

  /** Why it could not be put to work. */
  async #takeUp(): Promise<Remark | undefined> {
    try {
      await this.#options.takeUp();
      return undefined;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      const { message, words } = tell("savedNotAtWork");
      return {
        message: `${message} ${error.message}`,
        ...(error.told && { words: [...words, ...error.told] }),
      };
    }
  }

  async #checkMatch(name: string, { ifMatch, ifNoneMatch }: Precondition): Promise<void> {
    const text = await this.#contractText(name);
    if (ifNoneMatch === "*") {
      if (!(await this.folder.exists(name))) return;
      throw new ApiError(412, "exists", tell("fileNameTaken"));
    }
    if (ifMatch === undefined)
      throw ApiError.forPrograms(
        428,
        "if-match",
        "Send `If-Match` with the `etag` of the contract, or `If-None-Match: *` for a new one.",
      );
    const tags = ifMatch.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    if (text !== undefined && tags.includes(etagOf(text))) return;
    throw new ApiError(412, "changed-meanwhile", tell(text === undefined ? "contractVanished" : "contractChanged"));
  }

  async #check(name: string | undefined, yaml: string, fetchText = this.#options.keptText): Promise<CheckedContract> {
    const path = name === undefined ? resolve(this.folder.path, "contract.yaml") : this.folder.pathOf(name);
    const stands = name === undefined ? undefined : await this.#contractText(name);
    const foreign = foreignIncludes(contractValues(yaml), contractValues(stands ?? ""), this.folder);
    if (foreign.length > 0) return { values: contractValues(yaml), problems: foreign, warnings: [] };
    const checked = await checkContract(path, yaml, fetchText);
    const twice = name === undefined ? undefined : await this.#sameId(name, checked);
    return twice === undefined ? checked : { ...checked, problems: [...checked.problems, twice] };
  }

  /** Contracts that are compared are told apart by their ids. */
  async #sameId(name: string, { contract }: CheckedContract): Promise<ContractProblem | undefined> {
    const id = contract?.contract.id;
    if (id === undefined || !this.folder.isName(name)) return undefined;
    const path = this.folder.pathOf(name);
    const beside = this.#options
      .tariffs()
      .map((tariff) => [tariff.contract, ...tariff.alternatives])
      .filter((files) => files.includes(path))
      .flat()
      .filter((file) => file !== path && this.#isOurs(file));
    for (const file of beside) {
      const text = await this.#contractText(basename(file));
      if (text !== undefined && contractValues(text)["id"] === id) return sameIdAs(basename(file));
    }
    return undefined;
  }

  /** A contract's text; undefined where the name is none, or what is there is no contract. */
  async #contractText(name: string): Promise<string | undefined> {
    const text = await this.folder.read(name);
    // Whatever the settings name is meant to be one.
    return text !== undefined && (this.#usesOf(name).length > 0 || contractLike(text)) ? text : undefined;
  }

  async #textOf(name: string): Promise<string> {
    const text = await this.#contractText(name);
    if (text === undefined) throw new ApiError(404, "no-such-contract", tell("contractMissing"));
    return text;
  }

  async #listed(name: string): Promise<ListedContract> {
    const yaml = await this.#textOf(name);
    const { values, problems } = await this.#check(name, yaml);
    const usedBy = this.#usesOf(name);
    const { id, name: title, currency } = values;
    const components = Array.isArray(values["components"]) ? values["components"].filter(isRecord) : [];
    const from = firstDay(components);
    const country = this.#options
      .tariffs()
      .find(({ contract, alternatives }) => [contract, ...alternatives].includes(this.folder.pathOf(name)))?.country;
    return {
      ...{ name, editable: true, etag: etagOf(yaml), components: components.length, usedBy },
      ...(typeof id === "string" && { id }),
      ...(typeof title === "string" && { title }),
      ...(typeof currency === "string" && { currency }),
      ...(country !== undefined && { country }),
      ...(from !== undefined && { from }),
      problems: problems.map(problemAt),
    };
  }

  /** A file that the settings name and that is not among those of the folder. */
  async #stranger(path: string): Promise<ListedContract> {
    const isHere = this.#isOurs(path);
    const problems = isHere && !(await this.folder.exists(basename(path))) ? [tell("contractGone")] : [];
    const usedBy = this.#usesOf(path);
    return { name: isHere ? basename(path) : path, editable: false, components: 0, usedBy, problems };
  }

  #isOurs(path: string): boolean {
    return dirname(path) === resolve(this.folder.path) && this.folder.isName(basename(path));
  }

  #usedPaths(): string[] {
    return [...new Set(this.#options.tariffs().flatMap(({ contract, alternatives }) => [contract, ...alternatives]))];
  }

  #usesOf(name: string): Use[] {
    const path = resolve(this.folder.path, name);
    return this.#options.tariffs().flatMap(({ meter, contract, alternatives }): Use[] => {
      const whose = meter === undefined ? {} : { meter };
      if (contract === path) return [{ ...whose, as: "contract" }];
      return alternatives.includes(path) ? [{ ...whose, as: "alternative" }] : [];
    });
  }

  /** Changes of files one after the other, whatever becomes of each. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#writing.then(work);
    this.#writing = done.catch(() => undefined);
    return done;
  }

  #log(): Logger {
    return this.#options.log.child({ component: "contracts" });
  }
}

/** What is wrong, with its place. */
function problemAt({ path, message, words }: ContractProblem): Remark {
  if (path === "") return { message, ...(words && { words }) };
  return { message: `${path}: ${message}`, ...(words && { words: [...tell("atPlace", { path }).words, ...words] }) };
}

function sameIdAs(file: string): ContractProblem {
  const [taken, own] = [tell("idTaken", { file }), tell("ownId")];
  return { path: "id", message: taken.message, hint: own.message, words: [...taken.words, ...own.words] };
}

function contractLike(text: string): boolean {
  const values = contractValues(text);
  return Array.isArray(values["components"]) || looksLikeContract(text);
}

/** Where each component says when it begins: the first of those days. */
function firstDay(components: readonly Readonly<Record<string, unknown>>[]): string | undefined {
  const days = components.map(({ from }) => from).filter((from) => typeof from === "string");
  return days.length === components.length ? days.toSorted()[0] : undefined;
}
