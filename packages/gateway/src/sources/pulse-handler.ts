import { isRecord } from "../config/schema-node.ts";
import type { Message, MessageHandler } from "./feed.ts";
import { keep, readKept } from "./keep-file.ts";
import { noNumber, numberIn, numberReading } from "./number-message.ts";
import { PulseMeter, type PulseState } from "./pulse-meter.ts";
import type { SourceListener } from "./source.ts";

export interface PulseHandlerOptions {
  readonly name: string;
  /** Path of the count. */
  readonly count: string;
  readonly counts: "total" | "increment";
  readonly pulsesPerKwh: number;
  readonly startKwh: number;
  readonly direction: "import" | "export";
  /** Where the count is kept over a restart; undefined: nowhere. */
  readonly file?: string | undefined;
}

/** How often a reading is told while no pulse comes, and how often the count is written at most. */
const tellEveryMs = 10_000;
const keepEveryMs = 60_000;
/** A device of which nothing was heard for so long is gone: its meter turns stale. Solar plants rest all night. */
const goneMs = 24 * 3_600_000;

/** Makes readings of counted pulses. */
export class PulseHandler implements MessageHandler {
  readonly tick: NonNullable<MessageHandler["tick"]>;
  readonly #options: PulseHandlerOptions;
  readonly #meter: PulseMeter;
  #heardAt: number | undefined;
  #toldAt = 0;
  #keptAt = 0;
  #kept = "";

  constructor(options: PulseHandlerOptions) {
    const { pulsesPerKwh, counts, file } = options;
    this.#options = options;
    this.#meter = new PulseMeter({ pulsesPerKwh, counts, state: file === undefined ? undefined : readState(file) });
    this.tick = { everyMs: 1000, work: (now, listener) => this.#tick(now, listener) };
  }

  message(message: Message, listener: SourceListener): void {
    const { count: path, counts } = this.#options;
    // An increment that the broker kept was counted before.
    if (message.isRetained && (counts === "increment" || this.#heardAt !== undefined)) return;
    const count = numberIn(message, path);
    if (count === undefined || count < 0) {
      listener.diagnosis(noNumber(message, path));
      return;
    }
    this.#heardAt = message.at;
    this.#meter.heard(count, message.at);
    this.#tell(message.at, listener);
    if (message.at - this.#keptAt >= keepEveryMs) this.#keep(message.at);
  }

  end(): void {
    this.#keep(this.#keptAt);
  }

  #tick(now: number, listener: SourceListener): void {
    const heardAt = this.#heardAt;
    if (heardAt === undefined || now - heardAt >= goneMs || now - this.#toldAt < tellEveryMs) return;
    this.#tell(now, listener);
  }

  #tell(now: number, listener: SourceListener): void {
    const { name, direction, startKwh } = this.#options;
    const power = this.#meter.powerW(now);
    const energy = Number((startKwh * 1000 + this.#meter.energyWh).toFixed(3));
    this.#toldAt = now;
    const values = {
      ...(power === undefined ? {} : { netActiveW: direction === "export" ? 0 - power : power }),
      ...(direction === "export" ? { energyExportWh: energy } : { energyImportWh: energy }),
    };
    listener.reading(numberReading(name, now, values), now);
  }

  #keep(now: number): void {
    const { file } = this.#options;
    this.#keptAt = now;
    const text = JSON.stringify(this.#meter.state);
    if (file === undefined || text === this.#kept || this.#heardAt === undefined) return;
    try {
      keep(file, this.#meter.state);
      this.#kept = text;
    } catch {
      // A full disk must not stop the numbers; the store says that it is full, and the next minute tries again.
    }
  }
}

function readState(file: string): PulseState | undefined {
  const kept = readKept(file);
  if (!isRecord(kept) || typeof kept["pulses"] !== "number") return undefined;
  const { pulses, lastTotal } = kept;
  return { pulses, ...(typeof lastTotal === "number" ? { lastTotal } : {}) };
}
