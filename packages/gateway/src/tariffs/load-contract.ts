import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  type Component,
  type Contract,
  type GridTariff,
  type IncludedTariff,
  readContractFile,
  readEltariff,
  readFriNettleie,
  TariffFileError,
} from "@meter2mqtt/energy";
import { parse } from "yaml";
import { ConfigError } from "../errors.ts";
import { errorMessage } from "../sources/error-words.ts";

/** A contract with the grid's tariffs in it, and what of those could not be expressed. */
export interface LoadedContract {
  readonly contract: Contract;
  /** Sentences for people. */
  readonly leftOut: readonly string[];
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
  const leftOut: string[] = [];
  for (const included of include) {
    const tariffs = await readIncluded(included, path, fetchText);
    const chosen = choose(tariffs, included, path);
    if (chosen[0] !== undefined && chosen[0].currency !== contract.currency)
      throw problem(path, `${included.file} is in ${chosen[0].currency}, and the contract in ${contract.currency}.`);
    chosen.forEach((tariff, index) => {
      // Each period's components are apart from those of the others.
      const prefix = `grid-${components.length === 0 && index === 0 ? "" : `${components.length}-`}`;
      components.push(...tariff.components.map((component) => ({ ...component, id: `${prefix}${component.id}` })));
      leftOut.push(...tariff.leftOut.map((sentence) => `${tariff.name}: ${sentence}`));
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
    throw problem(contract, `${file} has no tariff "${tariff}"; it has ${names.join(", ") || "none"}.`);
  }
  return chosen;
}

async function textOf(place: string, fetchText: FetchText): Promise<string> {
  try {
    const text = isAddress(place) ? await fetchText(place) : await readFile(place, "utf8");
    if (text.length > maxOctets) throw new Error(`it is longer than ${maxOctets} characters`);
    return text;
  } catch (cause) {
    throw problem(place, `It can't be read: ${errorMessage(cause)}.`, cause);
  }
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
    if (cause instanceof TariffFileError) throw problem(place, `${cause.message}.`, cause);
    throw problem(place, `It is no YAML and no JSON: ${errorMessage(cause)}.`, cause);
  }
}

function problem(place: string, sentence: string, cause?: unknown): ConfigError {
  return new ConfigError(
    `The contract ${place}: ${sentence}`,
    "tariffs",
    "docs/guides/contracts.md says how it is written.",
    {
      cause,
    },
  );
}
