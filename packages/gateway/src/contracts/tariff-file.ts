import { type TariffFileAnswer, type Told, tell, toWords } from "@meter2mqtt/contract";
import { type GridTariff, readEltariff, readFriNettleie, TariffFileError } from "@meter2mqtt/energy";
import { parse } from "yaml";
import { ApiError } from "../api/api-error.ts";
import { tellNotYaml } from "../config/yaml-mistake.ts";
import { mistakeAt } from "../tariffs/load-contract.ts";
import type { ContractFiles } from "./contract-files.ts";
import { tariffFileOctets } from "./contract-folder.ts";

type Format = TariffFileAnswer["format"];

const readers: Readonly<Record<Format, (file: unknown) => GridTariff[]>> = {
  "fri-nettleie": readFriNettleie,
  eltariff: readEltariff,
};
const maxAliasCount = 100;
/** More than any collection of a grid company. */
const mostTariffs = 500;

/** Keeps an open tariff file beside the contracts, and says what is in it. Throws {@link ApiError} where it is none. */
export async function keepTariffFile(files: ContractFiles, name: string, text: string): Promise<TariffFileAnswer> {
  const { format, tariffs } = readTariffFile(text);
  const stands = await files.folder.read(name, tariffFileOctets);
  const isThere = await files.folder.exists(name);
  // Another file of this name is nobody's to write over.
  if (isThere && (stands === undefined || !isTariffFile(stands)))
    throw new ApiError(409, "exists", tell("fileNameTaken"));
  if (stands !== text) await files.write(name, text);
  return {
    ...{ name, format, currency: tariffs[0]?.currency ?? "" },
    tariffs: tariffs.slice(0, mostTariffs).map((tariff) => ({
      ...{ name: tariff.name, from: tariff.from },
      ...(tariff.to !== undefined && { to: tariff.to }),
      components: tariff.components.length,
      leftOut: tariff.leftOut.map(({ message, words }) => ({ message, words: toWords(words) })),
    })),
  };
}

function isTariffFile(text: string): boolean {
  try {
    readTariffFile(text);
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

function readTariffFile(text: string): { readonly format: Format; readonly tariffs: readonly GridTariff[] } {
  const file = parsed(text);
  const isNorwegian = typeof file === "object" && file !== null && "netteier" in file;
  const format: Format = isNorwegian ? "fri-nettleie" : "eltariff";
  try {
    const tariffs = readers[format](file);
    if (tariffs.length > 0) return { format, tariffs };
  } catch (cause) {
    if (!(cause instanceof TariffFileError)) throw cause;
    throw notOne(mistakeAt(cause), cause);
  }
  throw notOne(tell("noTariffInside"));
}

function parsed(text: string): unknown {
  try {
    return parse(text, { maxAliasCount });
  } catch (cause) {
    throw notOne(tellNotYaml(cause), cause);
  }
}

function notOne(why: Told, cause?: unknown): ApiError {
  const { message, words } = tell("noTariffFile");
  const said = { message: `${message} ${why.message}`, words: [...words, ...why.words] };
  return new ApiError(400, "tariff-file", said, { cause });
}
