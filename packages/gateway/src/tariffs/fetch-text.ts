import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PriceHttp } from "../prices/price-http.ts";
import type { Clock } from "../sources/back-off.ts";
import type { FetchText } from "./load-contract.ts";

const timeoutMs = 20_000;

/**
 * Fetches tariff files from the addresses that contracts name, and keeps the last one of each in `folder`: a server that is
 * away must not keep the gateway from starting.
 */
export function createFetchText(folder: string, clock: Clock): FetchText {
  const http = new PriceHttp(clock);
  return async (address) => {
    const url = new URL(address);
    const kept = keptFile(folder, address);
    try {
      const answer = await http.get({ url, timeoutMs }, AbortSignal.timeout(2 * timeoutMs));
      if (answer.status !== 200) throw new Error(`${url.host} answered ${answer.status}`);
      await mkdir(folder, { recursive: true });
      await writeFile(kept, answer.text);
      return answer.text;
    } catch (error) {
      return readFile(kept, "utf8").catch(() => Promise.reject(error));
    }
  };
}

/** Gives what was fetched before, and asks nobody: for looks at a contract that is still being written. */
export function createKeptText(folder: string): FetchText {
  return (address) =>
    readFile(keptFile(folder, address), "utf8").catch((cause: unknown) =>
      Promise.reject(new NotFetchedYet(address, cause)),
    );
}

/** An address whose text nobody has asked for so far. */
export class NotFetchedYet extends Error {
  override readonly name = "NotFetchedYet";
  readonly address: string;

  constructor(address: string, cause: unknown) {
    super(`${address} was not asked so far`, { cause });
    this.address = address;
  }
}

function keptFile(folder: string, address: string): string {
  return join(folder, `${createHash("sha256").update(address).digest("hex").slice(0, 32)}.txt`);
}
