import { randomUUID } from "node:crypto";
import { readFile, realpath } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  type DetectAnswer,
  type DetectRequest,
  type KeyCheckAnswer,
  type KeyCheckRequest,
  type SerialPortsAnswer,
  tell,
} from "@meter2mqtt/contract";
import { parseHex } from "@meter2mqtt/decoder";
import { ApiError } from "../api/api-error.ts";
import type { Settings } from "../config/settings.ts";
import { SourceError } from "../errors.ts";
import type { Clock } from "../sources/back-off.ts";
import { checkPort, listSerialPorts, tellObstacle } from "../sources/serial-ports.ts";
import type { Archive } from "../store/archive.ts";
import { checkKeys } from "./check-keys.ts";
import { Detection } from "./detection.ts";

export interface FinderOptions {
  /** As they are now. */
  readonly settings: () => Pick<Settings, "sources">;
  readonly archive: Pick<Archive, "frames">;
  readonly clock: Clock;
}

/** What a search has heard is kept so long, to try keys on. */
const keptMs = 30 * 60_000;
/** Frames of a source that are looked at for encrypted ones. */
const framesRead = 50;

/** Helps to find a meter: ports, a search on a line, and whether keys fit. */
export class Finder implements AsyncDisposable {
  readonly #options: FinderOptions;
  #detection: Detection | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: FinderOptions) {
    this.#options = options;
  }

  async serialPorts(): Promise<SerialPortsAnswer> {
    const ports = await listSerialPorts();
    const used = await this.#usedPorts();
    return { ports: await Promise.all(ports.slice(0, 100).map((port) => describePort(port, used))) };
  }

  /** Begins a search. Throws {@link ApiError} where another one goes on, or a source reads the port already. */
  async detect(request: DetectRequest): Promise<DetectAnswer> {
    const { serialPort, host, port } = request;
    if ((serialPort === undefined) === (host === undefined || port === undefined))
      throw ApiError.forPrograms(400, "place", "Name either `serialPort`, or `host` and `port`.");
    const user = serialPort === undefined ? undefined : (await this.#usedPorts()).get(await deviceOf(serialPort));
    if (user !== undefined) throw new ApiError(409, "port-in-use", tell("portRead", { source: user }));
    if (this.#detection !== undefined && this.#detection.endedAt() === undefined)
      throw new ApiError(409, "busy", tell("searchBusy"));
    try {
      this.#detection = new Detection(randomUUID(), request, this.#options.clock);
    } catch (error) {
      if (error instanceof SourceError) throw ApiError.forPrograms(400, "key", error.message, { cause: error });
      throw error;
    }
    this.#running = this.#detection.run();
    return this.#detection.answer;
  }

  /** The search of an id, while what it heard is kept. */
  detection(id: string): Detection | undefined {
    const detection = this.#detection;
    const endedAt = detection?.endedAt();
    if (endedAt !== undefined && this.#options.clock.now() - endedAt > keptMs) this.#detection = undefined;
    return detection?.id === id ? this.#detection : undefined;
  }

  /** Tries keys on what was heard. Throws {@link ApiError} where nothing of that name was. */
  checkKeys({ source, detect, text }: KeyCheckRequest): KeyCheckAnswer {
    if ((source === undefined) === (detect === undefined))
      throw ApiError.forPrograms(400, "place", "Name either `source` or `detect`.");
    if (detect !== undefined) {
      const detection = this.detection(detect);
      if (detection === undefined) throw new ApiError(404, "no-such-search", tell("searchGone"));
      return checkKeys(text, { frames: detection.frames });
    }
    const settings = this.#options.settings().sources.find((own) => own.source.name === source);
    if (settings === undefined) throw new ApiError(404, "no-such-source", tell("sourceUnknown"));
    const title = settings.meter.systemTitle;
    const page = { before: Number.MAX_SAFE_INTEGER, source, limit: framesRead };
    const frames = this.#options.archive.frames(page, this.#options.clock.now());
    return checkKeys(text, {
      frames: frames.map(({ octets }) => octets).reverse(),
      systemTitle: title === undefined ? undefined : parseHex(title),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#detection?.stop();
    await this.#running;
  }

  /** Devices that configured sources read, by what they are behind their names. */
  async #usedPorts(): Promise<ReadonlyMap<string, string>> {
    const used = new Map<string, string>();
    for (const { source } of this.#options.settings().sources)
      if (source.type === "serial") used.set(await deviceOf(source.port), source.name);
    return used;
  }
}

/** The device behind a name. */
function deviceOf(port: string): Promise<string> {
  return realpath(port).catch(() => port);
}

async function describePort(
  port: string,
  used: ReadonlyMap<string, string>,
): Promise<SerialPortsAnswer["ports"][number]> {
  const device = await deviceOf(port);
  const usedBy = used.get(device);
  const obstacle = await checkPort(port);
  const told = obstacle === undefined ? undefined : await tellObstacle(port, obstacle);
  const maker = await makerOf(device);
  return {
    port,
    ...(maker === undefined ? {} : { maker }),
    ...(told === undefined ? {} : { obstacle: told.message, words: told.words }),
    ...(usedBy === undefined ? {} : { usedBy }),
  };
}

/** What a USB adapter says of itself, as Linux has it; the device is a child of its interface. */
async function makerOf(device: string): Promise<string | undefined> {
  const folder = join("/sys/class/tty", basename(device), "device");
  for (const up of ["..", "../.."]) {
    const [maker, product] = await Promise.all(
      ["manufacturer", "product"].map((file) => readFile(join(folder, up, file), "utf8").catch(() => "")),
    );
    const said = [maker, product].map((text) => (text ?? "").trim()).filter((text) => text !== "");
    if (said.length > 0) return said.join(" ").slice(0, 100);
  }
  return undefined;
}
