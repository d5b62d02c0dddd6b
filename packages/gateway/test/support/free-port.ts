import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Below the ports that the system hands out by itself: nobody is given one of these between the moment it is found free and that
 * in which a program listens at it, nor while a server that was stopped is to come back.
 */
const first = 20_000;
const perProcess = 64;
const processes = 190;

let next = 0;

/** A port on loopback that nobody listens at. Processes that run at the same time look for theirs in different places. */
export async function freePort(): Promise<number> {
  const place = first + (process.pid % processes) * perProcess;
  for (let tries = 0; tries < perProcess; tries++) {
    const port = place + (next++ % perProcess);
    if (await isFree(port)) return port;
  }
  throw new Error(`all ports from ${place} to ${place + perProcess - 1} are taken`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}
