import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type Remark, type Told, tell, toWords } from "@meter2mqtt/contract";
import {
  type Component,
  type Contract,
  type GridTariff,
  type IncludedTariff,
  readContractFile,
  readEltariff,
  readFriNettleie,
  TariffFileError,
  type TariffRemark,
} from "@meter2mqtt/energy";
import { parse } from "yaml";
import { tellNotYaml } from "../config/yaml-mistake.ts";
import { ConfigError } from "../errors.ts";
import { errorCode, errorMessage } from "../sources/error-words.ts";

/** A contract with the grid's tariffs in it, and what of those could not be expressed. */
export interface LoadedContract {
  readonly contract: Contract;
  readonly leftOut: readonly Remark[];
}

/** Gives the text behind an `https` address; rejects where it can't be had. */
export type FetchText = (url: string) => Promise<string>;

/** Longer files are no tariffs. */
const maxOctets = 4 * 1024 * 1024;
/** YAML may name one part many times; more names than this are an attack. */
const maxAliases = 100;
const readers: Readonly<Record<IncludedTariff["format"], (file: unknown) => GridTariff[]>> = {
  "fri-nettleie": readFriNettleie,
  eltariff: readEltariff,
};

/**
 * Reads a contract file and the grid tariffs that it includes, from files beside it or from the web.
 *
 * @throws ConfigError naming the file, the place in it and what was expected there.
 */
export async function loadContract(path: string, fetchText: FetchText): Promise<LoadedContract> {
  return readContract(path, await textOf(path, fetchText), fetchText);
}

/** The same of a text that stands, or is to stand, in the file. */
export async function readContract(path: string, text: string, fetchText: FetchText): Promise<LoadedContract> {
  const { include, ...contract } = inFile(path, () => readContractFile(parseText(text)));
  const components: Component[] = [];
  const leftOut: Remark[] = [];
  for (const included of include) {
    const tariffs = await readIncluded(included, path, fetchText);
    const chosen = choose(tariffs, included, path);
    if (chosen[0] !== undefined && chosen[0].currency !== contract.currency)
      throw problem(path, currencyDiffers(included.file, chosen[0].currency, contract.currency));
    chosen.forEach((tariff, index) => {
      // Each period's components are apart from those of the others.
      const prefix = `grid-${components.length === 0 && index === 0 ? "" : `${components.length}-`}`;
      components.push(...tariff.components.map((component) => ({ ...component, id: `${prefix}${component.id}` })));
      leftOut.push(...tariff.leftOut.map((remark) => leftOutOf(tariff.name, remark)));
    });
  }
  return { contract: { ...contract, components: [...components, ...contract.components] }, leftOut };
}

async function readIncluded(included: IncludedTariff, contract: string, fetchText: FetchText): Promise<GridTariff[]> {
  const { file, format } = included;
  const place = isAddress(file) ? file : resolve(dirname(contract), file);
  const text = await textOf(place, fetchText);
  return inFile(place, () => readers[format](parseText(text)));
}

/** All periods of the tariff that is meant: those whose name holds the words. */
function choose(tariffs: readonly GridTariff[], { tariff, file }: IncludedTariff, contract: string): GridTariff[] {
  const chosen = tariffs.filter(
    ({ name }) => tariff === undefined || name.toLowerCase().includes(tariff.toLowerCase()),
  );
  if (chosen.length === 0) {
    const names = tariffs.slice(0, 10).map(({ name }) => `"${name}"`);
    const told =
      tariff === undefined || names.length === 0
        ? tell("noTariffIn", { file })
        : tell("tariffNotIn", { file, tariff, names: names.join(", ") });
    throw problem(contract, told);
  }
  return chosen;
}

async function textOf(place: string, fetchText: FetchText): Promise<string> {
  const text = await fetched(place, fetchText);
  if (text.length > maxOctets) throw problem(place, tell("fileTooLong", { characters: maxOctets }));
  return text;
}

async function fetched(place: string, fetchText: FetchText): Promise<string> {
  try {
    return isAddress(place) ? await fetchText(place) : await readFile(place, "utf8");
  } catch (cause) {
    throw problem(place, isAddress(place) ? tell("fileUnread", { why: errorMessage(cause) }) : unread(cause), cause);
  }
}

/** A file that is not there, or may not be read, is no quotation of the system's. */
function unread(error: unknown): Told {
  const code = errorCode(error);
  if (code === "ENOENT") return tell("fileMissing");
  if (code === "EACCES" || code === "EPERM") return tell("fileForbidden");
  return tell("fileUnread", { why: errorMessage(error) });
}

function isAddress(place: string): boolean {
  return place.startsWith("https://") || place.startsWith("http://");
}

/** JSON is YAML, too. */
function parseText(text: string): unknown {
  return parse(text, { maxAliasCount: maxAliases });
}

function inFile<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof TariffFileError) throw problem(place, mistakeAt(cause), cause);
    throw problem(place, tellNotYaml(cause), cause);
  }
}

function problem(place: string, { message, words }: Told, cause?: unknown): ConfigError {
  const guide = tell("contractGuide");
  const told = [...tell("ofContract", { place }).words, ...words, ...guide.words];
  return new ConfigError(`The contract ${place}: ${message}`, "tariffs", guide.message, { told, cause });
}

function currencyDiffers(file: string, theirs: string, ours: string): Told {
  return tell("currencyDiffers", { file, theirs, ours });
}

/** Where a contract or tariff file is wrong, and what was expected there. */
export function mistakeAt({ path, message, remark }: TariffFileError): Told {
  const place = path === wholeFile ? [] : tell("atPlace", { path }).words;
  return { message: `${message}.`, words: [...place, ...toWords(remark.words)] };
}

/** What the file's reader calls a place that is no part of it. */
const wholeFile = "the file";

function leftOutOf(tariff: string, { message, words }: TariffRemark): Told {
  return { message: `${tariff}: ${message}`, words: [...tell("ofTariff", { tariff }).words, ...toWords(words)] };
}
