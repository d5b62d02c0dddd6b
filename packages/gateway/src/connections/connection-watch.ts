import type { GatewayState, ShownWords } from "@meter2mqtt/contract";
import type { GatewayEvent } from "../runtime/gateway-events.ts";

interface SeenError {
  readonly at: number;
  readonly message: string;
  readonly words?: ShownWords;
}

/** What has become of a connection since the start. */
export interface ConnectionMarks {
  readonly lastSuccessAt?: number;
  readonly lastError?: SeenError;
}

interface Seen {
  count: number;
  error: string | undefined;
  lastSuccessAt: number | undefined;
  lastError: SeenError | undefined;
}

/** Remembers when each source and each way out did well last, and what was wrong with it last. */
export class ConnectionWatch {
  readonly #sources = new Map<string, Seen>();
  readonly #outputs = new Map<string, Seen>();

  /** Takes in how it is now: counters are told once a second only. */
  look({ sources, sinks }: Pick<GatewayState, "sources" | "sinks">, now: number): void {
    for (const data of sources) this.heard({ name: "source", data }, now);
    for (const data of sinks) this.heard({ name: "sink", data }, now);
  }

  heard(event: GatewayEvent, now: number): void {
    if (event.name === "source") note(this.#sources, event.data, event.data.line.readings, now);
    else if (event.name === "sink") note(this.#outputs, event.data, event.data.delivered, now);
  }

  source(name: string): ConnectionMarks {
    return marksOf(this.#sources.get(name));
  }

  output(name: string): ConnectionMarks {
    return marksOf(this.#outputs.get(name));
  }
}

interface Told {
  readonly name: string;
  readonly error?: string;
  readonly errorWords?: ShownWords;
}

/** `count`: what grows with each success. */
function note(seen: Map<string, Seen>, { name, error, errorWords }: Told, count: number, now: number): void {
  const known = seen.get(name) ?? { count: 0, error: undefined, lastSuccessAt: undefined, lastError: undefined };
  if (count > known.count) known.lastSuccessAt = now;
  if (error !== undefined && error !== known.error)
    known.lastError = { at: now, message: error, ...(errorWords && { words: errorWords }) };
  known.count = count;
  known.error = error;
  seen.set(name, known);
}

function marksOf(seen: Seen | undefined): ConnectionMarks {
  if (seen === undefined) return {};
  const { lastSuccessAt, lastError } = seen;
  return {
    ...(lastSuccessAt === undefined ? {} : { lastSuccessAt }),
    ...(lastError === undefined ? {} : { lastError }),
  };
}
