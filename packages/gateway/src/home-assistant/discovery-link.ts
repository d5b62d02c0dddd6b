import { tell } from "@meter2mqtt/contract";
import type { Said } from "../errors.ts";
import type { MqttConnection } from "../sinks/mqtt-connection.ts";
import type { Clock } from "../sources/back-off.ts";
import { type DiscoveryOptions, HomeAssistantDiscovery } from "./discovery.ts";
import { DiscoveryAnnouncer } from "./discovery-announcer.ts";

/** How long discovery is left alone on a broker that does not want it: its access list can be put right. */
const pauseMs = 3_600_000;
/** So many connections in a row may break when discovery begins; one may by chance. */
const enoughBreaks = 2;

/**
 * Discovery on one broker, over all connections to it. Where the broker does not want it there is none for an hour:
 * mosquitto 2.0.11 ends connections on which it has refused a message, and no reading would get through.
 */
export class DiscoveryLink {
  readonly #discovery: HomeAssistantDiscovery;
  readonly #baseTopic: string;
  readonly #clock: Clock;
  #breaks = 0;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #reason: Said | undefined;

  constructor(options: DiscoveryOptions, clock: Clock) {
    this.#discovery = new HomeAssistantDiscovery(options);
    this.#baseTopic = options.baseTopic;
    this.#clock = clock;
  }

  /** Why there is no discovery now; undefined where there is. */
  get refusal(): Said | undefined {
    return this.#clock.now() < this.#pausedUntil ? this.#reason : undefined;
  }

  /** Begins on a connection, before `<base>/bridge/state` is published; `heard` is given what the operator should know. */
  async begin(connection: MqttConnection, heard: (why: Said) => void): Promise<DiscoveryAnnouncer | undefined> {
    if (this.refusal !== undefined) return undefined;
    const announcer = new DiscoveryAnnouncer(connection, this.#discovery, {
      baseTopic: this.#baseTopic,
      refused: (why) => {
        const { message, words } = tell("discoveryRefused");
        const reason = { message: `${message} ${why.message}`, words: why.words && [...words, ...why.words] };
        this.#pause(reason);
        heard(reason);
      },
      began: (stays) => this.#began(stays),
    });
    await announcer.listen();
    return announcer;
  }

  #began(stays: boolean): void {
    this.#breaks = stays ? 0 : this.#breaks + 1;
    if (this.#breaks < enoughBreaks) return;
    this.#breaks = 0;
    this.#pause(tell("discoveryBreaks"));
  }

  #pause(reason: Said): void {
    this.#reason = reason;
    this.#pausedUntil = this.#clock.now() + pauseMs;
  }
}
