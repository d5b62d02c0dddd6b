import { type Static, type TSchema, Type } from "typebox";
import type { CommonSourceSettings } from "./config.ts";

/*
 * Sources that come over a network: brokers, HTTP, devices that push, and plain numbers. Settings are flat, so that each
 * has one name in the environment and one row in the documentation.
 */

const strict = { additionalProperties: false } as const;

const text = (title: string, description: string, example: string) =>
  Type.String({ minLength: 1, title, description, examples: [example] });
const optionalText = (title: string, description: string, example: string) =>
  Type.Optional(text(title, description, example));
const secret = (title: string, description: string, example: string) =>
  Type.Optional(Type.String({ writeOnly: true, minLength: 1, title, description, examples: [example] }));

const user = {
  username: optionalText("User", "Where the other side asks for one.", "meter"),
  password: secret("Password", "Better kept in `passwordFile` or the environment.", "some long words of my own"),
  passwordFile: optionalText("File with the password", "Instead of `password`.", "/run/secrets/mqtt-password"),
};

const brokerOnly = {
  clientId: optionalText("Client id", "A made-up one is used otherwise.", "meter2mqtt-attic"),
  protocol: Type.Enum(["5", "3.1.1"], {
    title: "MQTT version",
    description: "A broker that refuses 5 is asked again with 3.1.1.",
    default: "5",
    examples: ["3.1.1"],
  }),
};

const tls = {
  caFile: optionalText(
    "Authority",
    "PEM file of the authority that signed the other side's certificate, where it is one of your own.",
    "ca.pem",
  ),
  certFile: optionalText("Client certificate", "PEM file.", "client.pem"),
  keyFile: optionalText("Client key", "PEM file.", "client.key"),
  rejectUnauthorized: Type.Boolean({
    title: "Verify the other side",
    description: "`false` accepts any certificate, also an attacker's.",
    default: true,
    examples: [true],
  }),
};

const httpOnly = {
  intervalSeconds: Type.Number({
    minimum: 1,
    maximum: 86_400,
    title: "Seconds between two requests",
    description: "An answer that is the same as the one before is not taken twice.",
    default: 10,
    examples: [5],
  }),
  token: secret("Token", "Sent as `Authorization: Bearer ...`.", "a-long-token"),
  tokenFile: optionalText("File with the token", "Instead of `token`.", "/run/secrets/token"),
  headers: Type.Optional(
    Type.Array(
      Type.String({
        pattern: "^[A-Za-z0-9-]+: *[^\\r\\n]+$",
        writeOnly: true,
        title: "Header",
        description: "`Name: value`.",
        examples: ["X-Api-Key: 0123"],
      }),
      {
        maxItems: 20,
        title: "Headers",
        description: "Sent with every request; they are kept as secrets.",
        examples: [["X-Api-Key: 0123"]],
      },
    ),
  ),
};

/** From where numbers and counts come: a broker's topic, or JSON over HTTP. */
const either = {
  url: Type.String({
    pattern: "^(mqtts?://[^/@\\s]+/?|https?://[^@\\s]+)$",
    title: "Address",
    description: "`mqtt://host:port` or `mqtts://host:port` with a `topic`, or `http://...` of what is to be asked.",
    examples: ["mqtt://192.0.2.20:1883"],
  }),
  topic: Type.Optional(
    Type.String({
      pattern: "^[^+#]+$",
      title: "Topic",
      description: "With an MQTT address: where the number is published.",
      examples: ["shelly/solar/status"],
    }),
  ),
  ...user,
  ...brokerOnly,
  ...tls,
  ...httpOnly,
};

const payload = {
  payload: Type.Enum(["auto", "binary", "hex", "json"], {
    title: "Form of a message",
    description:
      "`auto`: octets, hexadecimal text, a P1 telegram, or JSON that holds one of the two texts. `json` needs `path` where it is in none of the usual fields.",
    default: "auto",
    examples: ["hex"],
  }),
  path: optionalText("Path in JSON", "Where the frame is: names and places in lists, joined by dots.", "data"),
};

const direction = Type.Enum(["import", "export"], {
  title: "Direction",
  description: "`import`: what the device uses. `export`: what it produces.",
  default: "import",
  examples: ["export"],
});

const type = <Name extends string>(name: Name, description: string) =>
  Type.Literal(name, { title: "Type", description });

/** The branches of a source's schema that this file knows; `common` is what every source has. */
export function createNetworkSourceConfigs(common: CommonSourceSettings) {
  return {
    tcpServer: Type.Object(
      {
        type: type("tcp-server", "A TCP port of this machine to which a device pushes a meter's octets."),
        ...common,
        listen: Type.String({
          minLength: 1,
          title: "Address to listen on",
          description: "Whoever reaches it can send readings: beyond loopback, keep it in a network you trust.",
          default: "127.0.0.1",
          examples: ["192.0.2.5"],
        }),
        port: Type.Integer({
          minimum: 0,
          maximum: 65_535,
          title: "Port",
          description: "0: any free one, which the page names.",
          examples: [8088],
        }),
      },
      { ...strict, title: "TCP server" },
    ),
    mqtt: Type.Object(
      {
        type: type("mqtt", "Frames that another reader publishes to an MQTT broker."),
        ...common,
        url: Type.String({
          pattern: "^mqtts?://[^/@\\s]+/?$",
          title: "Address",
          description: "`mqtt://host:port` or `mqtts://host:port`.",
          examples: ["mqtt://192.0.2.20:1883"],
        }),
        topic: Type.String({
          // MQTT 4.7.1: a wildcard takes a whole level, and # the last.
          pattern: "^(?:[^+#/]*|\\+)(?:/(?:[^+#/]*|\\+))*(?:/#)?$",
          minLength: 1,
          title: "Topic",
          description:
            "Where the frames are. With `+` or a last `#` each topic is a meter of its own, named by what stands there.",
          examples: ["meters/+/data"],
        }),
        ...user,
        ...brokerOnly,
        ...tls,
        ...payload,
      },
      { ...strict, title: "MQTT" },
    ),
    http: Type.Object(
      {
        type: type("http", "A device that is asked for its latest frame or telegram over HTTP."),
        ...common,
        url: Type.String({
          pattern: "^https?://[^@\\s]+$",
          title: "Address",
          description: "What is asked, without user and password.",
          examples: ["http://192.0.2.30/api/v1/telegram"],
        }),
        ...user,
        ...httpOnly,
        ...tls,
        ...payload,
      },
      { ...strict, title: "HTTP" },
    ),
    push: Type.Object(
      {
        type: type("push", "Frames that are sent to this gateway: `POST /api/v1/sources/<name>/frames`."),
        ...common,
        ...payload,
      },
      { ...strict, title: "Push" },
    ),
    value: Type.Object(
      {
        type: type("value", "A plain number as a meter: production, a charger, a heat pump."),
        ...common,
        ...either,
        power: optionalText(
          "Power",
          "Where the power is in the JSON, names joined by dots. `.`: the message is the number.",
          "apower",
        ),
        powerUnit: Type.Enum(["W", "kW"], {
          title: "Unit of the power",
          description: "What the device sends.",
          default: "W",
          examples: ["kW"],
        }),
        energy: optionalText("Energy register", "The same for its register, which only counts up.", "aenergy.total"),
        energyUnit: Type.Enum(["Wh", "kWh"], {
          title: "Unit of the register",
          description: "What the device sends.",
          default: "kWh",
          examples: ["Wh"],
        }),
        energyTopic: Type.Optional(
          Type.String({
            pattern: "^[^+#]+$",
            title: "Topic of the register",
            description: "Where it is not the power's.",
            examples: ["solar/energy"],
          }),
        ),
        factor: Type.Number({
          minimum: -1_000_000,
          maximum: 1_000_000,
          title: "Factor",
          description: "Power is multiplied with it, registers with its size: `-1` turns the direction round.",
          default: 1,
          examples: [-1],
        }),
        direction,
      },
      { ...strict, title: "Number" },
    ),
    pulse: Type.Object(
      {
        type: type("pulse", "Pulses that a device counts: power and energy come from them."),
        ...common,
        ...either,
        count: Type.String({
          minLength: 1,
          title: "Count",
          description: "Where the count is in the JSON, names joined by dots. `.`: the message is the number.",
          default: ".",
          examples: ["counter.C1"],
        }),
        counts: Type.Enum(["total", "increment"], {
          title: "What is counted",
          description: "`total`: all pulses since the device was started. `increment`: those since the last message.",
          default: "total",
          examples: ["increment"],
        }),
        pulsesPerKwh: Type.Number({
          exclusiveMinimum: 0,
          maximum: 10_000_000,
          title: "Pulses for a kWh",
          description: "Printed on the meter: `imp/kWh`.",
          examples: [1000],
        }),
        startKwh: Type.Number({
          minimum: 0,
          maximum: 1_000_000_000,
          title: "Register at the start",
          description: "What the meter shows when the first pulse is counted here.",
          default: 0,
          examples: [1234.5],
        }),
        direction,
      },
      { ...strict, title: "Pulses" },
    ),
  };
}

type Configs = ReturnType<typeof createNetworkSourceConfigs>;
type ConfigOf<Schema extends TSchema> = Static<Schema>;
export type TcpServerSourceConfig = ConfigOf<Configs["tcpServer"]>;
export type MqttSourceConfig = ConfigOf<Configs["mqtt"]>;
export type HttpSourceConfig = ConfigOf<Configs["http"]>;
export type PushSourceConfig = ConfigOf<Configs["push"]>;
export type ValueSourceConfig = ConfigOf<Configs["value"]>;
export type PulseSourceConfig = ConfigOf<Configs["pulse"]>;
export type NetworkSourceConfig =
  | TcpServerSourceConfig
  | MqttSourceConfig
  | HttpSourceConfig
  | PushSourceConfig
  | ValueSourceConfig
  | PulseSourceConfig;
