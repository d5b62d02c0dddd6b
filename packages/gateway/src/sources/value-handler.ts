import type { Reading } from "@meter2mqtt/decoder";
import type { Message, MessageHandler } from "./feed.ts";
import { noNumber, numberIn, numberReading } from "./number-message.ts";
import type { SourceListener } from "./source.ts";

export interface ValueHandlerOptions {
  readonly name: string;
  /** Paths of the numbers; at least one of the two. */
  readonly power?: string;
  readonly energy?: string;
  readonly powerUnit: "W" | "kW";
  readonly energyUnit: "Wh" | "kWh";
  /** Topic of each number; undefined: any message holds it. */
  readonly powerTopic?: string;
  readonly energyTopic?: string;
  readonly factor: number;
  readonly direction: "import" | "export";
}

/** Digits behind the point that are kept of W and Wh: a factor must not leave 0.30000000000000004. */
const digits = 3;

/** Makes readings of plain numbers: power, a register, or both. */
export class ValueHandler implements MessageHandler {
  readonly #options: ValueHandlerOptions;
  #hasHeard = false;

  constructor(options: ValueHandlerOptions) {
    this.#options = options;
  }

  message(message: Message, listener: SourceListener): void {
    // What the broker kept is the device's latest word at the start, and an old one later.
    if (message.isRetained && this.#hasHeard) return;
    const { name, power, energy } = this.#options;
    const values = {
      ...this.#read(message, power, this.#options.powerTopic, listener, (number) => this.#power(number)),
      ...this.#read(message, energy, this.#options.energyTopic, listener, (number) => this.#energy(number)),
    };
    if (Object.keys(values).length === 0) return;
    this.#hasHeard = true;
    listener.reading(numberReading(name, message.at, values), message.at);
  }

  #read(
    message: Message,
    path: string | undefined,
    topic: string | undefined,
    listener: SourceListener,
    toValues: (number: number) => Partial<Reading>,
  ): Partial<Reading> {
    if (path === undefined || (topic !== undefined && topic !== message.topic)) return {};
    const number = numberIn(message, path);
    if (number !== undefined) return toValues(number);
    listener.diagnosis(noNumber(message, path));
    return {};
  }

  #power(number: number): Partial<Reading> {
    const { powerUnit, factor, direction } = this.#options;
    const watts = rounded(number * factor * (powerUnit === "kW" ? 1000 : 1));
    return { netActiveW: direction === "export" ? 0 - watts : watts };
  }

  #energy(number: number): Partial<Reading> {
    const { energyUnit, factor, direction } = this.#options;
    const wattHours = rounded(number * Math.abs(factor) * (energyUnit === "kWh" ? 1000 : 1));
    return direction === "export" ? { energyExportWh: wattHours } : { energyImportWh: wattHours };
  }
}

function rounded(value: number): number {
  return Number(value.toFixed(digits));
}
