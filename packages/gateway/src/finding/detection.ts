import { type DetectAnswer, type DetectRequest, type ShownWords, tell, toWords } from "@meter2mqtt/contract";
import { type KeySet, parseKey } from "@meter2mqtt/decoder";
import { type Chunk, type SerialSettings, serialCandidates, type Tried } from "@meter2mqtt/decoder/serial";
import { SourceError } from "../errors.ts";
import type { Clock } from "../sources/back-off.ts";
import { detectSerial } from "../sources/detect-serial.ts";
import { placeOf } from "../sources/error-words.ts";
import { openSerialLine, type SerialLine } from "../sources/serial-line.ts";
import { checkPort, lastingName, tellObstacle } from "../sources/serial-ports.ts";
import { TcpSource } from "../sources/tcp-source.ts";
import { HeardSummary } from "./heard-summary.ts";

const verdicts = {
  reading: "heardReading",
  "keys-needed": "heardKeysNeeded",
  "keys-wrong": "heardKeysWrong",
  "not-understood": "heardNotUnderstood",
  "no-frame": "heardNoFrame",
  silent: "heardNothing",
} as const;

/** What is said, and the same for other languages where there is such. */
type Said = Pick<DetectAnswer, "message" | "words">;

/** One search for a meter on a line, and what it has found out so far. */
export class Detection {
  readonly id: string;
  readonly endedAt: () => number | undefined;
  readonly #request: DetectRequest;
  readonly #clock: Clock;
  readonly #stop = new AbortController();
  readonly #summary: HeardSummary;
  readonly #tried: Tried[] = [];
  #candidates: readonly SerialSettings[] = [];
  #state: DetectAnswer["state"] = "searching";
  #problem: Said | undefined;
  #source: Readonly<Record<string, unknown>> | undefined;
  #endedAt: number | undefined;

  /** Throws SourceError for keys that are none. */
  constructor(id: string, request: DetectRequest, clock: Clock) {
    this.id = id;
    this.#request = request;
    this.#clock = clock;
    this.#summary = new HeardSummary(keysOf(request));
    this.endedAt = () => this.#endedAt;
  }

  /** Octets of frames that were heard, to try keys on. */
  get frames(): readonly Uint8Array[] {
    return this.#summary.frames;
  }

  get answer(): DetectAnswer {
    const { verdict, heard } = this.#summary;
    const hasHeard = heard.octets > 0 || this.#state === "done";
    return {
      ...{ id: this.id, state: this.#state, ...this.#said(verdict) },
      ...(hasHeard ? { verdict, heard } : {}),
      tried: this.#tried.map(({ settings, octets, frames, damagedFrames }) => ({
        ...settings,
        ...{ octets, frames, damagedFrames },
      })),
      candidates: this.#candidates.length,
      ...(this.#source === undefined ? {} : { source: { ...this.#source } }),
    };
  }

  /** Searches and listens; never rejects for what it meets. */
  async run(): Promise<void> {
    try {
      await (this.#request.serialPort === undefined
        ? this.#listenToTcp()
        : this.#listenToSerial(this.#request.serialPort));
      if (this.#state !== "failed") this.#state = this.#stop.signal.aborted ? "stopped" : "done";
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.#fail(error.message, error.words);
    } finally {
      this.#endedAt = this.#clock.now();
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  #said(verdict: keyof typeof verdicts): Said {
    if (this.#problem !== undefined) return this.#problem;
    if (this.#state === "searching" && this.#candidates.length > 0)
      return tell("looking", { tried: this.#tried.length, candidates: this.#candidates.length });
    if (verdict === "silent" && this.#state !== "done") return tell("heardNothingYet");
    return tell(verdicts[verdict]);
  }

  #fail(message: string, words?: ShownWords): void {
    this.#state = "failed";
    this.#problem = { message, ...(words === undefined ? {} : { words }) };
  }

  async #listenToSerial(port: string): Promise<void> {
    const { baud = "auto", format = "auto" } = this.#request;
    const obstacle = await checkPort(port);
    if (obstacle !== undefined) {
      const { message, words } = await tellObstacle(port, obstacle);
      return this.#fail(message, words);
    }
    this.#candidates = serialCandidates({ baud, format });
    const options = { port, candidates: this.#candidates, round: 1, openLine: openSerialLine, clock: this.#clock };
    const tried = (each: Tried) => void this.#tried.push(each);
    const detected = await detectSerial({ ...options, tried }, this.#stop.signal);
    if (detected.kind === "stopped") return;
    if (detected.kind === "verdict") {
      const { code, message, words, hint } = detected.diagnosis;
      return this.#fail(`${message} ${hint}`, [...toWords(words), ...tell("hintOf", { code }).words]);
    }
    const { line, chunks, settings } = detected;
    this.#source = { type: "serial", port: await lastingName(port), ...settings };
    await this.#listenOn(line, chunks);
  }

  async #listenOn(line: SerialLine, chunks: readonly Chunk[]): Promise<void> {
    this.#state = "listening";
    for (const { octets, at } of chunks) this.#summary.push(octets, at);
    try {
      await this.#untilEnough((signal) =>
        line.listen((octets) => this.#summary.push(octets, this.#clock.now()), signal),
      );
    } finally {
      await line.close();
    }
  }

  async #listenToTcp(): Promise<void> {
    const { host = "", port = 0 } = this.#request;
    const source = new TcpSource({ name: "detect", host, port, clock: this.#clock });
    this.#source = { type: "tcp", host, port };
    const lost = tell("netClosed", { place: placeOf(host, port) });
    await this.#untilEnough(async (signal) => {
      const over = new AbortController();
      const end = AbortSignal.any([signal, over.signal]);
      const status = (state: string, error?: string, words?: ShownWords) => {
        if (state === "open") this.#state = "listening";
        else if (state !== "connecting") {
          const told = error === undefined ? lost : { message: error, words };
          if (this.#summary.heard.octets === 0) this.#fail(told.message, told.words);
          over.abort();
        }
      };
      const none = () => undefined;
      const octets = (chunk: Uint8Array) => this.#summary.push(chunk, this.#clock.now());
      const others = { restarted: none, reading: none, diagnosis: none, found: none };
      await source.start({ octets, status, ...others }, end);
    });
    await source[Symbol.asyncDispose]();
  }

  /** Listens until what was heard is enough, or the time is over. */
  async #untilEnough(listen: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, over.signal]);
    const end = this.#clock.now() + this.#request.seconds * 1000;
    const listening = listen(signal).finally(() => over.abort());
    while (!signal.aborted) {
      await this.#clock.pause(250, signal);
      this.#summary.idle(this.#clock.now());
      if (this.#summary.isComplete || this.#summary.lacksKeys || this.#clock.now() >= end) over.abort();
    }
    await listening;
  }
}

function keysOf({ encryptionKey, authenticationKey }: DetectRequest): KeySet {
  return { ...keyOf("encryptionKey", encryptionKey), ...keyOf("authenticationKey", authenticationKey) };
}

function keyOf(name: "encryptionKey" | "authenticationKey", text: string | undefined): KeySet {
  if (text === undefined) return {};
  const parsed = parseKey(text);
  if (!parsed.ok) throw new SourceError("permanent", `\`${name}\`: ${parsed.diagnosis.message}`);
  return { [name]: parsed.key };
}
