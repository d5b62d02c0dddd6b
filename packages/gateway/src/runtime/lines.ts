import { setMaxListeners } from "node:events";
import type { SourceState } from "@meter2mqtt/contract";
import type { Clock } from "../sources/back-off.ts";
import { type PushAnswer, PushSource } from "../sources/push-source.ts";
import type { Source } from "../sources/source.ts";
import type { Intake } from "./intake.ts";
import type { Line } from "./line.ts";
import type { Logger } from "./log.ts";
import { SourceRunner } from "./source-runner.ts";
import { supervised, within } from "./supervised.ts";

export interface LinesOptions {
  readonly intake: Intake;
  /** Resolves once the store was opened, or could not be: a file's readings need the scales that were decided before. */
  readonly opened: Promise<unknown>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly changed: (state: SourceState) => void;
  /** Told when a meter was found on a line's connection: it has a line of its own from now on. */
  readonly found: () => void;
}

interface RunningLine {
  readonly line: Line;
  readonly runner: SourceRunner;
}

/** What a source may take to let go of its port or connection; the gateway has 2 s to stop. */
const stopMs = 500;

/** The lines at work; each comes and goes by itself. */
export class Lines {
  readonly #options: LinesOptions;
  #lines: readonly RunningLine[] = [];
  /** Sources that were found on another one's connection, since that was there. */
  readonly #children = new Map<string, Set<string>>();

  constructor(options: LinesOptions) {
    this.#options = options;
  }

  get states(): SourceState[] {
    return this.#lines.map(({ runner }) => runner.state);
  }

  find(name: string): Line | undefined {
    return this.#lines.find(({ runner }) => runner.name === name)?.line;
  }

  /** Starts a line. Disposal ends it, with those that were found on its connection. */
  add(line: Line): AsyncDisposable {
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    const own: RunningLine[] = [];
    const work: Promise<void>[] = [];
    const begin = (one: Line) => {
      const runner = this.#createRunner(one, (source) => {
        this.#childrenOf(line.source.name).add(source.name);
        begin(line.createChild(source));
        this.#options.found();
      });
      const running = { line: one, runner };
      own.push(running);
      this.#lines = [...this.#lines, running];
      work.push(this.#run(runner, stop.signal));
    };
    begin(line);
    return { [Symbol.asyncDispose]: () => this.#end(own, work, stop) };
  }

  /** Names of a source and of those that were found on its connection. */
  namesOf(source: string): string[] {
    return [source, ...(this.#children.get(source) ?? [])];
  }

  /** Gives a message to a source that takes them; undefined where none of that name does. */
  push(name: string, message: Uint8Array): PushAnswer | undefined {
    const source = this.find(name)?.source;
    return source instanceof PushSource ? source.push(message) : undefined;
  }

  /** To be called once a second. */
  tick(now: number): void {
    for (const { line, runner } of this.#lines) {
      runner.tick(now);
      this.#options.intake.settle(line.meter, now);
    }
  }

  #createRunner(line: Line, found: (source: Source) => void): SourceRunner {
    const { intake, clock, log, changed } = this.#options;
    const runner: SourceRunner = new SourceRunner({
      ...line,
      ...{ clock, log, found, changed },
      events: (events, receivedAt) => intake.decoded(line, runner, events, receivedAt),
      reading: (reading, receivedAt) => intake.numbers(line.meter, runner, reading, receivedAt),
    });
    return runner;
  }

  #run(runner: SourceRunner, stop: AbortSignal): Promise<void> {
    const work = async (signal: AbortSignal) => {
      await this.#options.opened;
      await runner.run(signal);
    };
    return supervised(work, this.#options, stop);
  }

  async #end(own: readonly RunningLine[], work: readonly Promise<void>[], stop: AbortController): Promise<void> {
    stop.abort();
    const ended = Promise.allSettled([...own.map(({ line }) => line.source[Symbol.asyncDispose]()), ...work]);
    await within(stopMs, ended, this.#options.clock);
    this.#lines = this.#lines.filter((line) => !own.includes(line));
    for (const { line } of own) {
      line.release();
      this.#options.intake.forget(line.source.name);
    }
  }

  #childrenOf(source: string): Set<string> {
    const known = this.#children.get(source) ?? new Set();
    this.#children.set(source, known);
    return known;
  }
}
