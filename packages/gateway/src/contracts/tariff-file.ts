import type { TariffFileAnswer } from "@meter2mqtt/contract";
import { type GridTariff, readEltariff, readFriNettleie, TariffFileError } from "@meter2mqtt/energy";
import { parse } from "yaml";
import { ApiError } from "../api/api-error.ts";
import { errorMessage } from "../sources/error-words.ts";
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
    throw new ApiError(409, "exists", "There is another file of this name already: choose another name.");
  if (stands !== text) await files.write(name, text);
  return {
    ...{ name, format, currency: tariffs[0]?.currency ?? "" },
    tariffs: tariffs.slice(0, mostTariffs).map((tariff) => ({
      ...{ name: tariff.name, from: tariff.from },
      ...(tariff.to !== undefined && { to: tariff.to }),
      components: tariff.components.length,
      leftOut: [...tariff.leftOut],
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
    throw notOne(cause.message, cause);
  }
  throw notOne("there is no tariff in it");
}

function parsed(text: string): unknown {
  try {
    return parse(text, { maxAliasCount });
  } catch (cause) {
    throw notOne(errorMessage(cause).split("\n")[0] ?? "", cause);
  }
}

function notOne(why: string, cause?: unknown): ApiError {
  const words = `This is no tariff file of fri-nettleie or the Eltariff-API: ${why}.`;
  return new ApiError(400, "tariff-file", words, { cause });
}
