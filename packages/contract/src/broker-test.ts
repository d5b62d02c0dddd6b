import { type Static, Type } from "typebox";
import { words } from "./words.ts";

/** Body of `POST /api/v1/mqtt/test`: a broker as it would be configured. */
export const brokerTestRequest = Type.Object(
  {
    url: Type.String({
      maxLength: 300,
      pattern: "^mqtts?://[^/@\\s]+/?$",
      description: "mqtt://host:port or mqtts://host:port",
    }),
    username: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    password: Type.Optional(
      Type.String({ minLength: 1, maxLength: 1000, writeOnly: true, description: "neither kept nor shown" }),
    ),
  },
  { additionalProperties: false },
);
export type BrokerTestRequest = Static<typeof brokerTestRequest>;

export const brokerTestAnswer = Type.Object({
  ok: Type.Boolean(),
  message: Type.String({ description: "what was seen, and what to do where it is not well" }),
  words: Type.Optional(words),
  milliseconds: Type.Integer({ minimum: 0, description: "what it took" }),
});
export type BrokerTestAnswer = Static<typeof brokerTestAnswer>;
