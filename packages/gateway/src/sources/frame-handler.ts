import { createDiagnosis, type Diagnosis, say, toHex, type Words } from "@meter2mqtt/decoder";
import type { Message, MessageHandler } from "./feed.ts";
import { type FramePayloadOptions, readFramePayload } from "./frame-payload.ts";
import type { SourceListener } from "./source.ts";
import { TopicSource, topicName } from "./topic-source.ts";

export interface FrameHandlerOptions extends FramePayloadOptions {
  /** Name of the source; meters that are found on its topics are named after it. */
  readonly name: string;
  /** The topic that was subscribed to; empty where there is none. */
  readonly topic: string;
  /** Whether the same message twice in a row counts once: a device that is asked gives its last frame again. */
  readonly skipsRepeated: boolean;
}

/** More meters than a broker of a home has; a stranger can invent topics without end. */
const maxTopics = 500;

/** Makes frames of messages. Where the topic has wildcards, each topic is a source of its own. */
export class FrameHandler implements MessageHandler {
  readonly #options: FrameHandlerOptions;
  readonly #children = new Map<string, TopicSource>();
  #last = "";

  constructor(options: FrameHandlerOptions) {
    this.#options = options;
  }

  message(message: Message, listener: SourceListener): void {
    // A frame that the broker kept is of no known time.
    if (message.isRetained || message.octets.length === 0) return;
    if (this.#options.skipsRepeated && this.#isRepeated(message.octets)) return;
    const child = this.#childFor(message.topic, listener);
    const payload = readFramePayload(message.octets, this.#options);
    if (child === "none") return;
    const target = child ?? listener;
    if (payload.ok) target.octets(payload.octets, message.at);
    else target.diagnosis(noFrame(message, payload.words));
  }

  #isRepeated(octets: Uint8Array): boolean {
    const text = toHex(octets);
    const isSame = text === this.#last;
    this.#last = text;
    return isSame;
  }

  /** The source that stands for a topic; undefined where all that comes is one meter's; `none` where there are too many. */
  #childFor(topic: string, listener: SourceListener): TopicSource | "none" | undefined {
    const name = topicName(this.#options.topic, topic);
    if (name === undefined) return undefined;
    const known = this.#children.get(name);
    if (known !== undefined) return known;
    if (this.#children.size >= maxTopics) return "none";
    const child = new TopicSource({ name: `${this.#options.name}/${name}`, meterName: name, topic });
    this.#children.set(name, child);
    listener.found(child);
    return child;
  }
}

function noFrame({ topic, octets }: Message, why: Words): Diagnosis {
  const subject = topic === "" ? say("answerWithoutFrame") : say("messageWithoutFrame", { topic });
  const evidence = { octets: octets.length, ...(topic === "" ? {} : { topic }) };
  return createDiagnosis("frame/none-found", [...subject, ...why], { evidence });
}
