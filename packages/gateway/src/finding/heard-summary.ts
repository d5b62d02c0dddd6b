import type { DetectAnswer, Finding } from "@meter2mqtt/contract";
import {
  createIntlZoneRules,
  createMeterDecoder,
  type DecodeEvent,
  type KeySet,
  type MeterDecoder,
  quantities,
} from "@meter2mqtt/decoder";
import { nodeAesGcm } from "../security/aes-gcm-node.ts";
import { isEncrypted, toFinding } from "./check-keys.ts";

type Heard = NonNullable<DetectAnswer["heard"]>;
type Verdict = NonNullable<DetectAnswer["verdict"]>;

/** Frames that are kept to try keys on. */
const mostFrames = 20;
const mostFrameOctets = 256 * 1024;
const texts = ["meterId", "manufacturer", "meterModel", "listVersion", "systemTitle"] as const;
const severities = { error: 0, warning: 1, info: 2 } as const;

/** Adds up what is heard on a line of which nothing is known yet. */
export class HeardSummary {
  readonly frames: Uint8Array[] = [];
  readonly #decoder: MeterDecoder;
  readonly #hasKeys: boolean;
  readonly #texts: Partial<Record<(typeof texts)[number], string>> = {};
  readonly #quantities = new Set<string>();
  readonly #findings = new Map<string, Finding>();
  #framing: string | undefined;
  #encrypted = false;
  #keptOctets = 0;

  constructor(keys: KeySet) {
    this.#hasKeys = keys.encryptionKey !== undefined;
    this.#decoder = createMeterDecoder({ zoneRules: createIntlZoneRules(), aesGcm: nodeAesGcm, keys });
  }

  push(octets: Uint8Array, now: number): void {
    this.#take(this.#decoder.push(octets, now));
  }

  /** To be called once a second. */
  idle(now: number): void {
    if (this.#decoder.counters.octets > 0) this.#take(this.#decoder.idle(now));
  }

  /** True: the meter has said who it is and what it measures. */
  get isComplete(): boolean {
    return this.#texts.meterId !== undefined && this.#quantities.size > 1;
  }

  /** True: it goes no further without the right keys. */
  get lacksKeys(): boolean {
    return this.#encrypted && this.#decoder.counters.readings === 0;
  }

  get heard(): Heard {
    const { octets, frames, damagedFrames, readings } = this.#decoder.counters;
    const findings = [...this.#findings.values()];
    return {
      ...{ octets, frames, damagedFrames, readings },
      ...(this.#framing === undefined ? {} : { framing: this.#framing }),
      encrypted: this.#encrypted,
      ...this.#texts,
      quantities: [...this.#quantities],
      findings: findings.sort((a, b) => severities[a.severity] - severities[b.severity]),
    };
  }

  get verdict(): Verdict {
    const { octets, frames, readings } = this.#decoder.counters;
    if (readings > 0) return "reading";
    if (this.#encrypted) return this.#hasKeys ? "keys-wrong" : "keys-needed";
    if (octets === 0) return "silent";
    return frames === 0 ? "no-frame" : "not-understood";
  }

  #take(events: readonly DecodeEvent[]): void {
    for (const event of events) {
      if (event.kind === "reading") this.#read(event);
      else if (event.kind === "diagnosis") {
        const { diagnosis, octets } = event;
        this.#findings.set(diagnosis.code, toFinding(diagnosis));
        if (diagnosis.code.startsWith("security/") && octets.length > 0) this.#keep(octets);
      }
    }
  }

  #read({ reading, source }: Extract<DecodeEvent, { kind: "reading" }>): void {
    this.#framing = source.framing;
    for (const field of texts) {
      const text = reading[field];
      if (text !== undefined) this.#texts[field] = text;
    }
    for (const { name } of quantities) if (name in reading) this.#quantities.add(name);
    this.#keep(source.octets);
  }

  #keep(octets: Uint8Array): void {
    if (this.frames.at(-1) === octets) return;
    this.#encrypted ||= isEncrypted(octets);
    if (this.frames.length >= mostFrames || this.#keptOctets + octets.length > mostFrameOctets) return;
    this.frames.push(octets);
    this.#keptOctets += octets.length;
  }
}
