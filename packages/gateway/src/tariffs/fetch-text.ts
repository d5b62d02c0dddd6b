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
    const kept = join(folder, `${createHash("sha256").update(address).digest("hex").slice(0, 32)}.txt`);
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
