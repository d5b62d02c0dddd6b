import { type ConnectionTestAnswer, type ShownWords, tell } from "@meter2mqtt/contract";
import type { BrokerSettings, Settings } from "../config/settings.ts";
import type { TypedSinkSettings } from "../config/sink-settings.ts";
import type { Gateway } from "../runtime/gateway.ts";
import type { Clock } from "../sources/back-off.ts";
import { sourcePlace } from "./source-place.ts";
import { testBroker } from "./test-broker.ts";
import { testOpenSource, testSource } from "./test-source.ts";
import { testTypedSink } from "./test-typed-sink.ts";

/** What was seen, in words. */
export interface Verdict {
  readonly ok: boolean;
  readonly message: string;
  /** The same for other languages, where it is in sentences of ours. */
  readonly words?: ShownWords;
}

export interface ConnectionTesterOptions {
  readonly gateway: Pick<Gateway, "state" | "testPrices">;
  /** As they are now. */
  readonly settings: () => Pick<Settings, "sources" | "mqtt" | "sinks">;
  /** Address of the broker inside, where it runs. */
  readonly embedded: () => string | undefined;
  readonly clock: Clock;
}

/** Whatever is tested must have answered by then. */
const patienceMs = 10_000;

/** Tries connections with the configured settings, beside the ones at work. */
export class ConnectionTester {
  readonly #options: ConnectionTesterOptions;
  readonly #running = new Set<string>();

  constructor(options: ConnectionTesterOptions) {
    this.#options = options;
  }

  /** `busy`: it is being tested. Undefined: there is no such connection. Never rejects for what was seen. */
  async test(id: string): Promise<ConnectionTestAnswer | "busy" | undefined> {
    const work = this.#find(id);
    if (work === undefined) return undefined;
    if (this.#running.has(id)) return "busy";
    this.#running.add(id);
    const { clock } = this.#options;
    const began = clock.now();
    try {
      const verdict = await work(AbortSignal.timeout(patienceMs));
      return { id, ...verdict, milliseconds: Math.max(0, clock.now() - began) };
    } finally {
      this.#running.delete(id);
    }
  }

  #find(id: string): ((signal: AbortSignal) => Promise<Verdict>) | undefined {
    const name = id.slice(id.indexOf(":") + 1);
    if (id.startsWith("source:")) return this.#source(name);
    if (id.startsWith("output:")) return this.#output(name);
    if (!id.startsWith("prices:")) return undefined;
    const { gateway } = this.#options;
    const state = gateway.state().prices?.find((prices) => prices.name === name);
    if (state === undefined) return undefined;
    return async (signal) =>
      (await gateway.testPrices(name, signal)) ?? stateWords(state.status !== "failed", { ...state, place: name });
  }

  #source(name: string): ((signal: AbortSignal) => Promise<Verdict>) | undefined {
    const { gateway, settings, clock } = this.#options;
    const state = gateway.state().sources.find((source) => source.name === name);
    if (state === undefined) return undefined;
    // A meter that was found on another source's connection has no settings of its own: it is described by its topic.
    const own = settings().sources.find(({ source }) => source.name === name);
    const place = own === undefined ? state.description : sourcePlace(own.source);
    if (state.status === "open" || state.status === "ended")
      return () => Promise.resolve(testOpenSource(state, place, clock.now()));
    if (own === undefined || own.source.type === "push" || own.source.type === "simulator")
      return () => Promise.resolve(stateWords(false, { ...state, place }));
    return (signal: AbortSignal) => testSource(own, signal);
  }

  #output(name: string): ((signal: AbortSignal) => Promise<Verdict>) | undefined {
    const { gateway } = this.#options;
    const [settings, embedded] = [this.#options.settings(), this.#options.embedded()];
    const state = gateway.state().sinks.find((sink) => sink.name === name);
    if (state === undefined) return undefined;
    if (name === "embedded" && embedded !== undefined)
      return (signal) => testBroker({ url: embedded, protocol: "3.1.1" }, signal);
    const broker = brokerOf(settings.mqtt, name);
    if (broker !== undefined) return (signal) => testBroker(broker, signal);
    const sink: TypedSinkSettings | undefined = settings.sinks.find((typed) => typed.name === name);
    if (sink !== undefined) return (signal) => testTypedSink(sink, this.#options.clock, signal);
    return () => Promise.resolve(stateWords(state.status === "open", { ...state, place: name }));
  }
}

/** The broker of this name, or the one on which a format of the firmware is published: `broker-json`. */
function brokerOf(brokers: readonly BrokerSettings[], name: string): BrokerSettings | undefined {
  const own = brokers.find((broker) => broker.name === name);
  return (
    own ?? brokers.find((broker) => broker.amsreader.some(({ format }) => name.startsWith(`${broker.name}-${format}`)))
  );
}

interface ShownState {
  readonly place: string;
  readonly error?: string;
  readonly errorWords?: ShownWords;
}

/** Where nothing can be tried beside what is at work: how that is. */
function stateWords(ok: boolean, { place, error, errorWords }: ShownState): Verdict {
  if (error !== undefined) return { ok, message: error, ...(errorWords && { words: errorWords }) };
  return { ok, ...tell(ok ? "seenAtWork" : "seenNotYet", { place }) };
}
