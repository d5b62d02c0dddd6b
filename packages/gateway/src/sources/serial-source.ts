import { type ShownWords, type Told, tell, tellAll, toWords } from "@meter2mqtt/contract";
import type { Diagnosis } from "@meter2mqtt/decoder";
import {
  type Chunk,
  type SerialFormat,
  type SerialSettings,
  serialCandidates,
  settingsWords,
} from "@meter2mqtt/decoder/serial";
import { SourceError } from "../errors.ts";
import { BackOff, type BackOffOptions, type Clock, systemClock } from "./back-off.ts";
import { detectSerial } from "./detect-serial.ts";
import { keepOpen } from "./keep-open.ts";
import { Lifetime } from "./lifetime.ts";
import { type OpenSerialLine, openSerialLine, type SerialLine } from "./serial-line.ts";
import { checkPort, tellObstacle } from "./serial-ports.ts";
import type { SerialMemory } from "./serial-settings.ts";
import type { Source, SourceListener } from "./source.ts";

export interface SerialSourceOptions {
  readonly name: string;
  /** A device, best by its lasting name: `/dev/serial/by-id/...`. */
  readonly port: string;
  /** `auto`: found by the frames that come. */
  readonly baud: number | "auto";
  readonly format: SerialFormat | "auto";
  /** What worked on which port before. */
  readonly memory?: SerialMemory | undefined;
  readonly backOff?: BackOffOptions;
  readonly clock?: Clock;
  /** Default: a port of this machine. */
  readonly openLine?: OpenSerialLine;
}

/** How often a missing port is looked for: an adapter that is plugged in again is noticed at once. */
const lookAgainMs = 1000;

interface OpenLine {
  readonly line: SerialLine;
  /** What came while its settings were looked for. */
  readonly chunks: readonly Chunk[];
}

/** A serial port: a USB adapter on the meter's customer port, or a port of the board itself. */
export class SerialSource implements Source {
  readonly name: string;
  readonly type = "serial";
  readonly input = "live";
  readonly #options: SerialSourceOptions;
  readonly #openLine: OpenSerialLine;
  readonly #backOff: BackOff;
  readonly #clock: Clock;
  readonly #lifetime = new Lifetime();
  /** Those it was opened with; undefined while they are looked for. */
  #settings: SerialSettings | undefined;

  constructor(options: SerialSourceOptions) {
    const { baud, format } = options;
    this.name = options.name;
    this.#options = options;
    this.#openLine = options.openLine ?? openSerialLine;
    this.#backOff = new BackOff(options.backOff);
    this.#clock = options.clock ?? systemClock;
    if (baud !== "auto" && format !== "auto") this.#settings = { baud, format };
  }

  get description(): string {
    return this.#where().message;
  }

  get where(): ShownWords {
    return this.#where().words;
  }

  #where(): Told {
    const { port, baud, format } = this.#options;
    if (this.#settings === undefined) return tell("leadsSerialSearch", { port });
    const isFixed = baud !== "auto" && format !== "auto";
    return tell(isFixed ? "leadsSerial" : "leadsSerialFound", { port, line: settingsWords(this.#settings) });
  }

  start(listener: SourceListener, signal: AbortSignal): Promise<void> {
    const session = (stop: AbortSignal) => this.#session(listener, stop);
    const status: SourceListener["status"] = (...said) => listener.status(...said);
    return this.#lifetime.run(signal, (stop) =>
      keepOpen({ session, status, backOff: this.#backOff, clock: this.#clock }, stop),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lifetime.end();
  }

  async #session(listener: SourceListener, signal: AbortSignal): Promise<void> {
    await this.#untilPresent(listener, signal);
    if (signal.aborted) return;
    const open = await this.#open(listener, signal);
    if (open === undefined) return;
    try {
      if (signal.aborted) return;
      listener.restarted();
      listener.status("open");
      for (const { octets, at } of open.chunks) listener.octets(octets, at);
      await open.line.listen((octets) => {
        this.#backOff.reset();
        listener.octets(octets, this.#clock.now());
      }, signal);
    } finally {
      await open.line.close();
    }
  }

  /** Opens the port; undefined when the signal aborted while its settings were looked for. */
  async #open(listener: SourceListener, signal: AbortSignal): Promise<OpenLine | undefined> {
    const { port, baud, format } = this.#options;
    if (baud === "auto" || format === "auto") return this.#detect(listener, signal);
    return { line: await this.#openLine(port, { baud, format }), chunks: [] };
  }

  /** Goes round all candidates until one gives a frame; each time round that fails ends in a verdict. */
  async #detect(listener: SourceListener, signal: AbortSignal): Promise<OpenLine | undefined> {
    const { port, memory } = this.#options;
    const first = this.#settings ?? memory?.recall(port);
    this.#settings = undefined;
    const candidates = serialCandidates(this.#options, first);
    for (let round = 1; !signal.aborted; round++) {
      const options = { port, candidates, round, openLine: this.#openLine, clock: this.#clock };
      const detected = await detectSerial(options, signal);
      if (detected.kind === "found") {
        const { settings, line, chunks } = detected;
        this.#settings = settings;
        if (first === undefined || settingsWords(first) !== settingsWords(settings)) memory?.remember(port, settings);
        return { line, chunks };
      }
      if (detected.kind === "stopped") return undefined;
      listener.diagnosis(detected.diagnosis);
      const { message, words } = tellAgain(detected.diagnosis);
      listener.status("waiting", message, words);
    }
    return undefined;
  }

  /** Waits while there is no such port; any other obstacle is an error. */
  async #untilPresent(listener: SourceListener, signal: AbortSignal): Promise<void> {
    const { port, openLine } = this.#options;
    // A port of somebody else's making is theirs to look for.
    if (openLine !== undefined) return;
    let told = false;
    for (;;) {
      const obstacle = await checkPort(port);
      if (obstacle === undefined || signal.aborted) return;
      if (obstacle !== "missing") throw new SourceError("transient", await tellObstacle(port, obstacle));
      if (!told) {
        const { message, words } = await tellObstacle(port, obstacle);
        listener.status("waiting", message, words);
      }
      told = true;
      await this.#clock.pause(lookAgainMs, signal);
    }
  }
}

function tellAgain({ message, words }: Diagnosis): Told {
  return tellAll({ message, words: toWords(words) }, tell("portTriedAgain"));
}
