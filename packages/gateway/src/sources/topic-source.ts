import type { Diagnosis } from "@meter2mqtt/decoder";
import type { Source, SourceListener } from "./source.ts";

export interface TopicSourceOptions {
  readonly name: string;
  readonly meterName: string;
  readonly topic: string;
}

/** What may wait until the source runs: the message that made it, and a few behind that one. */
const maxWaiting = 16;

type Work = (listener: SourceListener) => void;

/** One meter of many on a broker's topics: it has no connection of its own, and hears what its topic brings. */
export class TopicSource implements Source {
  readonly name: string;
  readonly type = "mqtt";
  readonly description: string;
  readonly input = "live";
  readonly meterName: string;
  #listener: SourceListener | undefined;
  #waiting: Work[] = [];
  #end: (() => void) | undefined;

  constructor({ name, meterName, topic }: TopicSourceOptions) {
    this.name = name;
    this.meterName = meterName;
    this.description = topic;
  }

  start(listener: SourceListener, signal: AbortSignal): Promise<void> {
    listener.status("open");
    this.#listener = listener;
    for (const work of this.#waiting.splice(0)) work(listener);
    return new Promise((resolve) => {
      this.#end = () => {
        this.#listener = undefined;
        resolve();
      };
      if (signal.aborted) return this.#end();
      signal.addEventListener("abort", this.#end, { once: true });
    });
  }

  octets(octets: Uint8Array, receivedAt: number): void {
    this.#tell((listener) => listener.octets(octets, receivedAt));
  }

  diagnosis(diagnosis: Diagnosis): void {
    this.#tell((listener) => listener.diagnosis(diagnosis));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end?.();
  }

  #tell(work: Work): void {
    if (this.#listener !== undefined) work(this.#listener);
    else if (this.#waiting.length < maxWaiting) this.#waiting.push(work);
  }
}

/** What stands in a topic where the pattern has wildcards, as a meter's name; undefined where it has none. */
export function topicName(pattern: string, topic: string): string | undefined {
  const wanted = pattern.split("/");
  const levels = topic.split("/");
  const parts = wanted.flatMap((part, index) => {
    if (part === "+") return [levels[index] ?? ""];
    return part === "#" ? levels.slice(index) : [];
  });
  if (!hasWildcard(pattern)) return undefined;
  const name = parts.filter((part) => part !== "").join("-");
  return name === "" ? "topic" : name;
}

export function hasWildcard(pattern: string): boolean {
  return pattern.split("/").some((part) => part === "+" || part === "#");
}
