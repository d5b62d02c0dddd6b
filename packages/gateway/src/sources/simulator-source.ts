import { type ShownWords, tell } from "@meter2mqtt/contract";
import type { FaultProbabilities, VirtualMeterName } from "@meter2mqtt/simulator";
import { type Clock, systemClock } from "./back-off.ts";
import { Lifetime } from "./lifetime.ts";
import { playVirtualMeter } from "./play-virtual-meter.ts";
import type { Source, SourceListener } from "./source.ts";

export interface SimulatorSourceOptions {
  readonly name: string;
  readonly model: VirtualMeterName;
  /** Simulated seconds in a real one. Default: 1. */
  readonly speed?: number;
  readonly seed?: number;
  readonly faults?: FaultProbabilities;
  readonly clock?: Clock;
}

/** A virtual meter with made-up numbers, in the rhythm of a real one. Its first frame comes at once. */
export class SimulatorSource implements Source {
  readonly name: string;
  readonly type = "simulator";
  readonly description: string;
  readonly where: ShownWords;
  readonly input = "live";
  readonly #options: SimulatorSourceOptions;
  readonly #clock: Clock;
  readonly #lifetime = new Lifetime();

  constructor(options: SimulatorSourceOptions) {
    this.name = options.name;
    const { model, speed = 1 } = options;
    const where = speed === 1 ? tell("leadsSimulated", { model }) : tell("leadsSimulatedFaster", { model, speed });
    this.description = where.message;
    this.where = where.words;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  start(listener: SourceListener, signal: AbortSignal): Promise<void> {
    const { model, speed = 1, seed, faults } = this.#options;
    const play = {
      model,
      speed,
      clock: this.#clock,
      ...(seed === undefined ? {} : { seed }),
      ...(faults === undefined ? {} : { faults }),
    };
    return this.#lifetime.run(signal, (stop) => {
      listener.restarted();
      listener.status("open");
      return playVirtualMeter(play, (frame) => listener.octets(frame.octets, this.#clock.now()), stop);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lifetime.end();
  }
}
