import { constants } from "node:fs";
import { access, readdir, realpath, stat } from "node:fs/promises";
import { type Told, tell } from "@meter2mqtt/contract";
import { errorCode, errorMessage } from "./error-words.ts";

/** Where Linux lists USB adapters under names that stay the same whichever socket they are plugged into. */
const byId = "/dev/serial/by-id";
/** Names of serial devices in /dev that may have a meter behind them: USB adapters, and ports of small boards. */
const deviceNames = /^(?:tty(?:USB|ACM|AMA|S|XRUSB)\d+|cu\..+)$/;

/**
 * Serial ports of this machine, those with lasting names first and each once. Reads folders only: asking udev fails in containers,
 * where there is none.
 */
export async function listSerialPorts(folder: string = byId, devices = "/dev"): Promise<readonly string[]> {
  const lasting = (await namesIn(folder)).map((name) => `${folder}/${name}`);
  const named = new Set(await Promise.all(lasting.map(deviceBehind)));
  const others = (await namesIn(devices))
    .filter((name) => deviceNames.test(name))
    .map((name) => `${devices}/${name}`)
    .filter((device) => !named.has(device));
  return [...lasting, ...others];
}

/** The name of a port that stays when adapters change their sockets; the port itself where it has none. */
export async function lastingName(port: string, folder: string = byId): Promise<string> {
  const device = await deviceBehind(port);
  for (const name of await namesIn(folder)) {
    if ((await deviceBehind(`${folder}/${name}`)) === device) return `${folder}/${name}`;
  }
  return port;
}

async function deviceBehind(port: string): Promise<string> {
  // A name whose device was pulled out stands for itself.
  return realpath(port).catch(() => port);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch {
    // No such folder: no adapter was ever plugged in.
    return [];
  }
}

/** What stands in the way of opening a port. */
export type PortObstacle = "missing" | "forbidden" | "not-a-device";

/** Looks at a port before it is opened, as the binding's own errors carry no codes; undefined: nothing is in the way. */
export async function checkPort(port: string): Promise<PortObstacle | undefined> {
  if (process.platform === "win32") return undefined;
  try {
    if (!(await stat(port)).isCharacterDevice()) return "not-a-device";
    await access(port, constants.R_OK | constants.W_OK);
    return undefined;
  } catch (error) {
    const code = errorCode(error);
    return code === "EACCES" || code === "EPERM" ? "forbidden" : "missing";
  }
}

/** At most so many ports are named in a sentence. */
const portsNamed = 6;

/** Why a port that was looked at can't be opened, and what to do. */
export async function portWords(port: string, obstacle: PortObstacle): Promise<string> {
  return (await tellObstacle(port, obstacle)).message;
}

/** The same with what other languages need. */
export async function tellObstacle(port: string, obstacle: PortObstacle): Promise<Told> {
  if (obstacle === "not-a-device") return tell("portNoDevice", { port });
  if (obstacle === "forbidden") return tell("portForbidden", { port });
  const others = await listSerialPorts();
  if (others.length === 0) return tell("portNone", { port });
  const ports = others.slice(0, portsNamed).join(", ");
  const more = others.length - portsNamed;
  return more > 0 ? tell("portManyOthers", { port, ports, more }) : tell("portOthers", { port, ports });
}

/** Why opening a port failed, from what the binding said. */
export function tellOpenError(port: string, error: unknown): Told {
  const why = errorMessage(error).replace(/^Error:? /, "");
  // The binding has words only: a lock that somebody else holds, or the kernel's EBUSY.
  const isBusy = /cannot lock|busy|temporarily unavailable|access denied/i.test(why);
  return isBusy ? tell("portBusy", { port }) : tell("portNotOpened", { port, why });
}
