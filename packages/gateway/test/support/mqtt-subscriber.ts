import { connectAsync, type IClientOptions } from "mqtt";

export interface Heard {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
  readonly qos: number;
}

/** A client that writes down everything published under `#`. */
export interface Subscriber {
  readonly heard: Heard[];
  payloads(topic: string): readonly string[];
  end(): Promise<void>;
}

export async function subscribe(url: string, options: IClientOptions = {}): Promise<Subscriber> {
  const client = await connectAsync(url, { reconnectPeriod: 20, ...options });
  const heard: Heard[] = [];
  client.on("message", (topic, payload, packet) => {
    heard.push({ topic, payload: payload.toString(), retain: packet.retain, qos: packet.qos });
  });
  // A broker that was killed is part of some tests; the client comes back by itself.
  client.on("error", () => undefined);
  await client.subscribeAsync("#", { qos: 1 });
  return {
    heard,
    payloads: (topic) => heard.filter((message) => message.topic === topic).map((message) => message.payload),
    end: () => client.endAsync(true),
  };
}
