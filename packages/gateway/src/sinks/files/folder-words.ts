import { type Told, type ToldKey, tell } from "@meter2mqtt/contract";
import { errorCode, errorMessage } from "../../sources/error-words.ts";

/** Sentences that name nothing but the folder. */
type FolderKey = Exclude<Extract<ToldKey, `folder${string}`>, "folderFailed" | "folderTakes">;

const keys: Readonly<Record<string, FolderKey>> = {
  ENOSPC: "folderFull",
  EDQUOT: "folderQuota",
  EACCES: "folderForbidden",
  EPERM: "folderForbidden",
  EROFS: "folderReadOnly",
  ENOTDIR: "folderInFile",
  EEXIST: "folderIsFile",
  ENOENT: "folderGone",
};

/** Why a folder can't be written. */
export function tellFolderError(error: unknown, folder: string): Told {
  const key = keys[errorCode(error) ?? ""];
  return key === undefined ? tell("folderFailed", { folder, why: errorMessage(error) }) : tell(key, { folder });
}
