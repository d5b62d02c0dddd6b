import { type Static, Type } from "typebox";
import { accessConfig, httpTlsConfig } from "./access-config.ts";
import { amsReaderConfig } from "./amsreader.ts";
import { eventsConfig } from "./events-config.ts";
import { homeConfig, ledgerStoreConfig } from "./ledger-config.ts";
import { knownMeterConfig } from "./meters-config.ts";
import { pricesConfig } from "./prices-config.ts";
import { sinkConfig } from "./sinks-config.ts";
import { createNetworkSourceConfigs, type NetworkSourceConfig } from "./source-configs.ts";
import { tariffConfig } from "./tariffs-config.ts";
import { virtualMeterConfig } from "./virtual-meters.ts";

/*
 * Everything that can be configured. A property with a default need not be written: the loader fills it in before the
 * schema validates, so that the static types say what the gateway works with. `writeOnly` marks secrets.
 */

const strict = { additionalProperties: false } as const;

const port = (title: string, description: string, preset: number, example: number) =>
  Type.Integer({ minimum: 0, maximum: 65535, title, description, default: preset, examples: [example] });

const scalesConfig = Type.Object(
  {
    registers: Type.Optional(
      Type.Enum(["Wh", "10Wh"], {
        title: "Energy registers",
        description: "What one step of the registers is; for reactive energy the same in varh.",
        examples: ["10Wh"],
      }),
    ),
    voltages: Type.Optional(
      Type.Enum(["1", "0.1", "0.01"], {
        title: "Voltages",
        description: "What one step of a voltage is, in V.",
        examples: ["0.1"],
      }),
    ),
    currents: Type.Optional(
      Type.Enum(["1", "0.1", "0.01", "0.001"], {
        title: "Currents",
        description: "What one step of a current is, in A.",
        examples: ["0.01"],
      }),
    ),
  },
  {
    ...strict,
    title: "Scales",
    description:
      "For meters that send numbers without their scale (Kamstrup, Landis+Gyr). Without these settings the maker's documentation and what is measured decide; the meter's state says which. What a telegram says itself always holds.",
  },
);
export type ScalesConfig = Static<typeof scalesConfig>;

const multiplier = (title: string, description: string, example: number) =>
  Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 100_000, title, description, examples: [example] }));

const power = "For W, var and VA.";
const voltage = "For V.";
const current = "For A; its sign stays.";
const energy = "For Wh, varh and VAh.";
const instead = (what: string) => `Where this phase has another one than \`${what}\` says.`;

const multipliersConfig = Type.Object(
  {
    power: multiplier("Power", power, 40),
    powerL1: multiplier("Power, phase L1", instead("power"), 40),
    powerL2: multiplier("Power, phase L2", instead("power"), 40),
    powerL3: multiplier("Power, phase L3", instead("power"), 40),
    voltage: multiplier("Voltage", voltage, 110),
    voltageL1: multiplier("Voltage, phase L1", instead("voltage"), 110),
    voltageL2: multiplier("Voltage, phase L2", instead("voltage"), 110),
    voltageL3: multiplier("Voltage, phase L3", instead("voltage"), 110),
    current: multiplier("Current", current, 40),
    currentL1: multiplier("Current, phase L1", instead("current"), 40),
    currentL2: multiplier("Current, phase L2", instead("current"), 40),
    currentL3: multiplier("Current, phase L3", instead("current"), 40),
    energy: multiplier("Energy", energy, 40),
    energyL1: multiplier("Energy, phase L1", instead("energy"), 40),
    energyL2: multiplier("Energy, phase L2", instead("energy"), 40),
    energyL3: multiplier("Energy, phase L3", instead("energy"), 40),
  },
  {
    ...strict,
    title: "Multipliers",
    description:
      "For meters behind current transformers that send what they measure themselves: 200 A to 5 A is 40. The meter's state holds the multiplied values and names the multipliers; kept readings stay as they were sent.",
  },
);
export type MultipliersConfig = Static<typeof multipliersConfig>;

/** Which meter a source hears, what it is called, and the keys that open its frames. */
export const meterConfig = Type.Object(
  {
    name: Type.Optional(
      Type.String({
        minLength: 1,
        title: "Name",
        description: "What pages call the meter; its number otherwise.",
        examples: ["House"],
      }),
    ),
    slug: Type.Optional(
      Type.String({
        pattern: "^[^/+#\\s]+$",
        title: "Name in topics",
        description:
          "Stands for the meter in MQTT topics and URLs, without blanks, `/`, `+` and `#`; its number otherwise.",
        examples: ["house"],
      }),
    ),
    zone: Type.Optional(
      Type.String({
        minLength: 1,
        title: "Time zone",
        description: "IANA zone of the meter's clock; else the country's, else the host's.",
        examples: ["Europe/Copenhagen"],
      }),
    ),
    country: Type.Optional(
      Type.String({
        pattern: "^[A-Z]{2}$",
        title: "Country",
        description:
          "Two capital letters (ISO 3166). Decides scales that some meters leave unsaid; else taken from the zone.",
        examples: ["DK"],
      }),
    ),
    systemTitle: Type.Optional(
      Type.String({
        pattern: "^[0-9A-Fa-f]{16}$",
        title: "System title",
        description: "16 hexadecimal digits, for meters that leave it out of their frames (Polish P1 ports).",
        examples: ["4B464D0000000001"],
      }),
    ),
    encryptionKey: Type.Optional(
      Type.String({
        minLength: 1,
        writeOnly: true,
        title: "Encryption key",
        description:
          "32 hexadecimal digits (64 for AES-256) as the grid company sends them; blanks, dashes, colons and `0x` do no harm.",
        examples: ["00112233445566778899AABBCCDDEEFF"],
      }),
    ),
    encryptionKeyFile: Type.Optional(
      Type.String({
        minLength: 1,
        title: "File with the encryption key",
        description: "Instead of `encryptionKey`.",
        examples: ["/run/secrets/encryption-key"],
      }),
    ),
    authenticationKey: Type.Optional(
      Type.String({
        minLength: 1,
        writeOnly: true,
        title: "Authentication key",
        description:
          "Proves that frames are the meter's own. Readings come without it as well, marked as not verified.",
        examples: ["FFEEDDCCBBAA99887766554433221100"],
      }),
    ),
    authenticationKeyFile: Type.Optional(
      Type.String({
        minLength: 1,
        title: "File with the authentication key",
        description: "Instead of `authenticationKey`.",
        examples: ["/run/secrets/authentication-key"],
      }),
    ),
    grid: Type.Optional(
      Type.Enum(["TN", "IT"], {
        title: "Grid",
        description:
          "`IT`: no neutral, voltages stand between two phases (much of Norway). Without this setting an IT grid is recognised by what the meter leaves out.",
        examples: ["IT"],
      }),
    ),
    mainFuse: Type.Optional(
      Type.Number({
        minimum: 1,
        maximum: 10_000,
        title: "Main fuse",
        description:
          "Amperes of each phase. What it can't let through is no energy: a register that jumps so far begins a new series in the ledger. Without this setting 100 kW are the limit. With it a phase near its fuse is told.",
        examples: [25],
      }),
    ),
    nominalVoltage: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1_000_000,
        title: "Nominal voltage",
        description:
          "Volts between phase and neutral, or between two phases in an IT grid; 230 without this setting. Limits follow from it.",
        examples: [230],
      }),
    ),
    scales: Type.Optional(scalesConfig),
    multipliers: Type.Optional(multipliersConfig),
  },
  { ...strict, title: "Meter", description: "The meter behind this source.", default: {} },
);
export type MeterConfig = Static<typeof meterConfig>;

const common = {
  name: Type.String({
    minLength: 1,
    title: "Name",
    description: "What logs and pages call it. Without one: its type, numbered where there are several.",
    examples: ["han-port"],
  }),
  meter: meterConfig,
};
/** Settings that every source has. */
export type CommonSourceSettings = typeof common;

export const serialSourceConfig = Type.Object(
  {
    type: Type.Literal("serial", { title: "Type", description: "A serial port: USB adapter, optical head, UART." }),
    ...common,
    port: Type.String({
      minLength: 1,
      title: "Port",
      description: "Best by its stable name under `/dev/serial/by-id`.",
      examples: ["/dev/ttyUSB0"],
    }),
    baud: Type.Unsafe<number | "auto">({
      anyOf: [{ type: "integer", minimum: 300, maximum: 921600 }, { const: "auto" }],
      title: "Baud rate",
      description: "`auto` finds it by the meter's frames. HAN and M-Bus: 2400. P1: 115200. SML: 9600.",
      default: "auto",
      examples: [115200],
    }),
    format: Type.Enum(["auto", "8N1", "8E1", "7E1"], {
      title: "Data bits, parity, stop bits",
      description: "`auto` finds them as well. M-Bus: 8E1 or 8N1. P1 and SML: 8N1.",
      default: "auto",
      examples: ["8N1"],
    }),
  },
  { ...strict, title: "Serial port" },
);

export const tcpSourceConfig = Type.Object(
  {
    type: Type.Literal("tcp", {
      title: "Type",
      description: "A TCP server that passes a meter's octets on: ser2net, a network adapter.",
    }),
    ...common,
    host: Type.String({
      minLength: 1,
      title: "Host",
      description: "Name or address of the server.",
      examples: ["192.0.2.10"],
    }),
    port: Type.Integer({
      minimum: 1,
      maximum: 65535,
      title: "Port",
      description: "TCP port of the server.",
      examples: [8088],
    }),
    idleSeconds: Type.Optional(
      Type.Integer({
        minimum: 5,
        maximum: 86_400,
        title: "Seconds without an octet",
        description: "Then the connection is made anew. For adapters that forget it; without this setting: never.",
        examples: [120],
      }),
    ),
  },
  { ...strict, title: "TCP client" },
);

export const fileSourceConfig = Type.Object(
  {
    type: Type.Literal("file", {
      title: "Type",
      description: "A capture: binary, hexadecimal or a log. It is read once.",
    }),
    ...common,
    path: Type.String({
      minLength: 1,
      title: "Path",
      description: "`-` is the standard input.",
      examples: ["capture.hex"],
    }),
    speed: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 100_000,
        title: "Speed",
        description:
          "Seconds of a capture with times (`capture`, `export --raw`) in a real one; 1 is its own rhythm. Without it: as fast as it goes. Its readings carry the times at which they arrived then.",
        examples: [60],
      }),
    ),
  },
  { ...strict, title: "File" },
);

export const simulatorSourceConfig = Type.Object(
  {
    type: Type.Literal("simulator", { title: "Type", description: "A virtual meter with made-up numbers." }),
    ...common,
    model: Type.String({
      minLength: 1,
      title: "Virtual meter",
      description: "`meter2mqtt simulate --list` names them.",
      default: "kamstrup-dk-extended",
      examples: ["p1-nl"],
    }),
    speed: Type.Number({
      exclusiveMinimum: 0,
      maximum: 10000,
      title: "Speed",
      description: "How many times faster than real time.",
      default: 1,
      examples: [60],
    }),
    faults: Type.Optional(
      Type.String({
        title: "Faults",
        description: "Damage on purpose, as probabilities.",
        examples: ["noise=0.1,truncated=0.05"],
      }),
    ),
  },
  { ...strict, title: "Simulator" },
);

export type SerialSourceConfig = Static<typeof serialSourceConfig>;
export type TcpSourceConfig = Static<typeof tcpSourceConfig>;
export type FileSourceConfig = Static<typeof fileSourceConfig>;
export type SimulatorSourceConfig = Static<typeof simulatorSourceConfig>;
export type SourceConfig =
  | SerialSourceConfig
  | TcpSourceConfig
  | FileSourceConfig
  | SimulatorSourceConfig
  | NetworkSourceConfig;

const network = createNetworkSourceConfigs(common);

export const sourceConfig = Type.Unsafe<SourceConfig>({
  type: "object",
  title: "Source",
  required: ["type"],
  discriminator: { propertyName: "type" },
  oneOf: [serialSourceConfig, tcpSourceConfig, fileSourceConfig, simulatorSourceConfig, ...Object.values(network)],
});

const tlsConfig = Type.Object(
  {
    caFile: Type.Optional(
      Type.String({
        minLength: 1,
        title: "Authority",
        description:
          "PEM file of the authority that signed the broker's certificate. A change of these files takes effect within 10 seconds.",
        examples: ["ca.pem"],
      }),
    ),
    certFile: Type.Optional(
      Type.String({ minLength: 1, title: "Client certificate", description: "PEM file.", examples: ["client.pem"] }),
    ),
    keyFile: Type.Optional(
      Type.String({ minLength: 1, title: "Client key", description: "PEM file.", examples: ["client.key"] }),
    ),
    rejectUnauthorized: Type.Boolean({
      title: "Verify the broker",
      description: "`false` accepts any certificate, also an attacker's.",
      default: true,
      examples: [true],
    }),
  },
  { ...strict, title: "TLS", description: "For `mqtts://` brokers.", default: {} },
);

const discoveryConfig = Type.Object(
  {
    enabled: Type.Boolean({
      title: "Announce meters",
      description: "`false`: meters are not announced, and what was announced before is taken away.",
      default: true,
      examples: [false],
    }),
    prefix: Type.String({
      pattern: "^[^+#/\\s]+(/[^+#/\\s]+)*$",
      title: "Discovery prefix",
      description: "As it is set in Home Assistant's MQTT integration.",
      default: "homeassistant",
      examples: ["homeassistant"],
    }),
  },
  {
    ...strict,
    title: "Home Assistant discovery",
    description:
      "Home Assistant finds the meters on this broker by itself; docs/guides/home-assistant.md says what appears.",
    default: {},
  },
);

export const brokerConfig = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      title: "Name",
      description: "What logs and pages call it. Without one: `mqtt`, numbered where there are several.",
      examples: ["home"],
    }),
    url: Type.String({
      pattern: "^mqtts?://[^/@\\s]+/?$",
      title: "Address",
      description: "`mqtt://host:port` or `mqtts://host:port`.",
      examples: ["mqtt://192.0.2.20:1883"],
    }),
    username: Type.Optional(
      Type.String({ minLength: 1, title: "User", description: "Where the broker asks for one.", examples: ["meter"] }),
    ),
    password: Type.Optional(
      Type.String({
        writeOnly: true,
        title: "Password",
        description: "Better kept in `passwordFile` or the environment.",
        examples: ["some long words of my own"],
      }),
    ),
    passwordFile: Type.Optional(
      Type.String({
        minLength: 1,
        title: "File with the password",
        description: "Instead of `password`.",
        examples: ["/run/secrets/mqtt-password"],
      }),
    ),
    clientId: Type.Optional(
      Type.String({
        minLength: 1,
        title: "Client id",
        description: "A made-up one is used otherwise.",
        examples: ["meter2mqtt-attic"],
      }),
    ),
    protocol: Type.Enum(["5", "3.1.1"], {
      title: "MQTT version",
      description: "What the broker speaks.",
      default: "5",
      examples: ["3.1.1"],
    }),
    tls: tlsConfig,
    baseTopic: Type.String({
      pattern: "^[^+#/\\s]+(/[^+#/\\s]+)*$",
      title: "Base topic",
      description: "First part of every topic.",
      default: "meter2mqtt",
      examples: ["meter2mqtt"],
    }),
    native: Type.Boolean({
      title: "Own topics",
      description: "`false`: nothing is published below `baseTopic`, only in the formats under `amsreader`.",
      default: true,
      examples: [false],
    }),
    amsreader: Type.Array(amsReaderConfig, {
      title: "Formats of amsreader-firmware",
      description: "Each with its own connection and last will; docs/migration-amsreader.md says what they hold.",
      default: [],
    }),
    discovery: discoveryConfig,
  },
  { ...strict, title: "MQTT broker" },
);
export type BrokerConfig = Static<typeof brokerConfig>;

const embeddedBrokerConfig = Type.Object(
  {
    enabled: Type.Optional(
      Type.Boolean({
        title: "Run it",
        description: "Without this setting it runs where no broker is set under `mqtt`.",
        examples: [true],
      }),
    ),
    host: Type.String({
      minLength: 1,
      title: "Address to listen on",
      description: "Beyond loopback it needs `user` and `password`.",
      default: "127.0.0.1",
      examples: ["127.0.0.1"],
    }),
    port: port(
      "Port",
      "The next free one is taken where it is in use, and the log says which. 0: any free one.",
      1883,
      1884,
    ),
    user: Type.Optional(
      Type.String({
        minLength: 1,
        title: "User",
        description: "Who may connect; without a user and a password everybody who reaches it.",
        examples: ["meter"],
      }),
    ),
    password: Type.Optional(
      Type.String({ minLength: 1, writeOnly: true, title: "Password", description: "The password of `user`." }),
    ),
    passwordFile: Type.Optional(
      Type.String({
        minLength: 1,
        title: "File with the password",
        description: "Instead of `password`.",
        examples: ["/run/secrets/broker-password"],
      }),
    ),
  },
  {
    ...strict,
    title: "Embedded broker",
    description: "A small MQTT broker in the gateway itself; it speaks MQTT 3.1.1.",
    default: {},
  },
);
export type EmbeddedBrokerConfig = Static<typeof embeddedBrokerConfig>;

const httpConfig = Type.Object(
  {
    listen: Type.String({
      minLength: 1,
      title: "Address to listen on",
      description:
        "As long as there is no password, other machines get the page that sets the first one, and nothing else. `0.0.0.0`: all addresses of this machine.",
      default: "127.0.0.1",
      examples: ["127.0.0.1"],
    }),
    port: port(
      "Port",
      "The next free one is taken where it is in use, and the log says which. 0: any free one.",
      8420,
      8080,
    ),
    hostNames: Type.Array(
      Type.String({ minLength: 1, title: "Host name", description: "Without port.", examples: ["meter.example"] }),
      {
        title: "Names it answers to",
        description:
          "Beside `localhost`, `127.0.0.1` and `[::1]`, and plain addresses where `listen` is one of other machines; needed behind a reverse proxy. Other names are refused, so that no web page reads the meter under a name of its own.",
        default: [],
        examples: [["meter.example"]],
      },
    ),
    access: accessConfig,
    tls: Type.Optional(httpTlsConfig),
  },
  { ...strict, title: "Pages and API", default: {} },
);
export type HttpConfig = Static<typeof httpConfig>;

const days = (title: string, description: string, preset: number) =>
  Type.Integer({ minimum: 1, maximum: 36500, title, description, default: preset, examples: [preset] });

const storeConfig = Type.Object(
  {
    path: Type.String({
      minLength: 1,
      title: "Database",
      description: "SQLite file; a relative path starts at the configuration's folder.",
      default: "data/meter2mqtt.sqlite",
      examples: ["/var/lib/meter2mqtt/meter2mqtt.sqlite"],
    }),
    rawFrames: Type.Object(
      {
        maxFrames: Type.Integer({
          minimum: 100,
          maximum: 100_000_000,
          title: "Frames",
          description: "At most so many are kept; the oldest go first.",
          default: 100_000,
          examples: [10_000],
        }),
        maxMegabytes: Type.Integer({
          minimum: 1,
          maximum: 100_000,
          title: "Megabytes",
          description: "At most so much is kept; the oldest go first.",
          default: 64,
          examples: [16],
        }),
        days: days("Days", "No frame is kept longer.", 30),
      },
      {
        ...strict,
        title: "Raw frames",
        description:
          "What the meter sent, octet by octet, so that it can be decoded again (`meter2mqtt redecode`). Plain frames are kept compressed; ciphered ones can't be.",
        default: {},
      },
    ),
    outbox: Type.Object(
      {
        maxMegabytes: Type.Integer({
          minimum: 1,
          maximum: 100_000,
          title: "Megabytes",
          description: "At most so much waits; the oldest go first, and are counted.",
          default: 128,
          examples: [32],
        }),
        days: days("Days", "Nothing waits longer.", 7),
      },
      {
        ...strict,
        title: "What waits for destinations",
        description:
          "One log for all of them, on disk: a broker that is away gets what it missed when it is back. It takes some 7 MB a day for a telegram every 10 s.",
        default: {},
      },
    ),
    readings: Type.Object(
      {
        days: days("Days", "No reading is kept longer.", 90),
        fullDays: days("Days in full", "Older readings thin out: one in five minutes stays.", 30),
      },
      { ...strict, title: "Readings", default: {} },
    ),
    ledger: ledgerStoreConfig,
    voltage: Type.Object(
      { days: days("Days", "No mean is kept longer.", 1100) },
      {
        ...strict,
        title: "Voltage",
        description: "Means of ten minutes, of which voltage quality is judged: some 2 MB a year.",
        default: {},
      },
    ),
  },
  {
    ...strict,
    title: "Store",
    description:
      "A reading is on disk before anybody is told of it. Killing the process loses nothing that was published; a power cut may lose what the system had not put on the disk yet, usually half a minute.",
    default: {},
  },
);
export type StoreConfig = Static<typeof storeConfig>;

const homeAssistantConfig = Type.Object(
  {
    url: Type.String({
      pattern: "^https?://[^/@\\s]+(/[^\\s]*)?$",
      title: "Address",
      description: "`http://host:8123` or `https://host`.",
      examples: ["http://192.0.2.30:8123"],
    }),
    token: Type.Optional(
      Type.String({
        minLength: 1,
        writeOnly: true,
        title: "Token",
        description:
          "A long-lived access token of an administrator: at the foot of the user's profile, under Security. Better kept in `tokenFile` or the environment.",
        examples: ["eyJhbGciOi..."],
      }),
    ),
    tokenFile: Type.Optional(
      Type.String({
        minLength: 1,
        title: "File with the token",
        description: "Instead of `token`.",
        examples: ["/run/secrets/home-assistant-token"],
      }),
    ),
  },
  {
    ...strict,
    title: "Home Assistant",
    description:
      "Whose long-term statistics are kept as the ledger is, hour by hour. Discovery over MQTT needs none of this.",
  },
);

const logConfig = Type.Object(
  {
    level: Type.Enum(["trace", "debug", "info", "warn", "error"], {
      title: "Level",
      description: "`trace` shows the octets of every frame; keys and passwords are in no level.",
      default: "info",
      examples: ["debug"],
    }),
  },
  { ...strict, title: "Log", default: {} },
);
export type LogConfig = Static<typeof logConfig>;

export const configuration = Type.Object(
  {
    sources: Type.Optional(
      Type.Array(sourceConfig, {
        minItems: 1,
        title: "Sources",
        description: "Where meters are heard. Without any, a simulated meter is shown, and called so.",
      }),
    ),
    meters: Type.Array(knownMeterConfig, {
      title: "Known meters",
      description:
        "What is known of meters by their numbers, wherever they are heard: names, and which one took the place of which.",
      default: [],
    }),
    mqtt: Type.Array(brokerConfig, {
      title: "MQTT brokers",
      description: "Where readings are published.",
      default: [],
    }),
    sinks: Type.Array(sinkConfig, {
      title: "Sinks",
      description: "Where readings go beside MQTT: databases, files, a web server of your own.",
      default: [],
    }),
    broker: embeddedBrokerConfig,
    virtualMeters: Type.Array(virtualMeterConfig, {
      title: "Virtual meters",
      description: "Meters that chargers and energy managers can read. Without any, none is offered.",
      default: [],
    }),
    homes: Type.Array(homeConfig, {
      title: "Homes",
      description: "Meters that belong together: their sums, and how much of what is produced is used at home.",
      default: [],
    }),
    http: httpConfig,
    store: storeConfig,
    events: eventsConfig,
    homeAssistant: Type.Optional(homeAssistantConfig),
    prices: Type.Optional(pricesConfig),
    tariffs: Type.Array(tariffConfig, {
      title: "Tariffs",
      description:
        "What energy costs: contracts are files of their own, docs/guides/contracts.md says how they are written.",
      default: [],
    }),
    log: logConfig,
  },
  { ...strict, title: "Configuration of meter2mqtt" },
);
/** The configuration with every default filled in; secrets still as they were written. */
export type Configuration = Static<typeof configuration>;
