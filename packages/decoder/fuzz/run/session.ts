import {
  createIntlZoneRules,
  createMeterDecoder,
  type DecodeEvent,
  type KeySet,
  type MeterDecoder,
} from "@meter2mqtt/decoder";
import type { Random } from "@meter2mqtt/simulator";
import type { FuzzInput } from "../inputs/create-inputs.ts";
import { sizeUpTo } from "../inputs/octets.ts";

/** A way to use the decoder. */
export interface Target {
  readonly name: string;
  readonly input: "live" | "file";
  readonly hasKeys: boolean;
  /** Arrival times are known, so that pauses of the line are seen. */
  readonly hasTimes: boolean;
}

export const targets: readonly Target[] = [
  { name: "live", input: "live", hasKeys: false, hasTimes: true },
  { name: "live with keys", input: "live", hasKeys: true, hasTimes: true },
  { name: "stream without times", input: "live", hasKeys: true, hasTimes: false },
  { name: "file", input: "file", hasKeys: false, hasTimes: false },
  { name: "file with keys", input: "file", hasKeys: true, hasTimes: false },
];

/** Asked for zones that meters send no offset of; shared, as in a gateway with several meters. */
const zoneRules = createIntlZoneRules();
/** Longer than the pause that ends a frame and the gap that ends a message of several. */
const longPause = 15_000;

/** One decoder and the time that passes for it. */
export class Session {
  readonly target: Target;
  readonly #decoder: MeterDecoder;
  #now = Date.UTC(2026, 2, 3, 12);
  /** What came since the line paused last: what it takes to see a failure again. */
  #fed: Uint8Array[] = [];

  constructor(target: Target) {
    this.target = target;
    // The same good frames come again and again.
    this.#decoder = createMeterDecoder({
      zoneRules,
      zone: "Europe/Copenhagen",
      input: target.input,
      replays: "accept",
    });
  }

  get fed(): readonly Uint8Array[] {
    return this.#fed;
  }

  setKeys(keys: KeySet): void {
    if (this.target.hasKeys) this.#decoder.setKeys(keys);
  }

  /** In one piece. */
  push(octets: Uint8Array): DecodeEvent[] {
    this.#fed.push(octets);
    this.#now += 20;
    return this.#decoder.push(octets, this.target.hasTimes ? this.#now : undefined);
  }

  /** In pieces as a line gives them: mostly whole, often in parts, sometimes octet by octet. */
  pushInPieces({ octets, keys }: FuzzInput, random: Random): DecodeEvent[] {
    this.setKeys(keys);
    const most = random.chance(0.6) ? octets.length : random.chance(0.1) ? 1 : 200;
    const events: DecodeEvent[] = [];
    for (let from = 0; from < octets.length; ) {
      const to = from + (most === octets.length ? most : sizeUpTo(random, most + 0.99));
      for (const event of this.push(octets.subarray(from, to))) events.push(event);
      from = to;
    }
    return events;
  }

  /** The line is silent for long enough, or the stream is over: nothing begun goes on. */
  settle(): DecodeEvent[] {
    // The first pause ends what the splitter holds, the second one the message that this has perhaps begun.
    const events = this.target.hasTimes ? [...this.#pause(), ...this.#pause()] : this.#decoder.end();
    this.#fed = [];
    return events;
  }

  #pause(): DecodeEvent[] {
    this.#now += longPause;
    return this.#decoder.idle(this.#now);
  }
}
