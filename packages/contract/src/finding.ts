import { type Static, Type } from "typebox";
import { words } from "./words.ts";

/** `GET /api/v1/serial-ports`: those with lasting names first. */
export const serialPortsAnswer = Type.Object({
  ports: Type.Array(
    Type.Object({
      port: Type.String({ description: "for the setting `port`" }),
      maker: Type.Optional(Type.String({ description: "what the adapter says of itself" })),
      obstacle: Type.Optional(Type.String({ description: "why it can't be opened, and what to do" })),
      words: Type.Optional(words),
      usedBy: Type.Optional(Type.String({ description: "name of the source that reads it already" })),
    }),
  ),
});
export type SerialPortsAnswer = Static<typeof serialPortsAnswer>;

const keyText = (about: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 200, writeOnly: true, description: about }));

/** Body of `POST /api/v1/detect`: a serial port, or a host and a port of TCP. */
export const detectRequest = Type.Object(
  {
    serialPort: Type.Optional(
      Type.String({
        maxLength: 300,
        // Serial ports only: opening some other devices has effects, as with /dev/watchdog.
        pattern: "^(/dev/(tty[^/]*|cu\\.[^/]+|pts/[0-9]+|serial/by-(id|path)/[^/]+)|COM[0-9]+)$",
        description: "/dev/ttyUSB0",
      }),
    ),
    host: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
    baud: Type.Optional(Type.Integer({ minimum: 300, maximum: 921_600, description: "only this rate" })),
    format: Type.Optional(Type.Enum(["8N1", "8E1", "7E1"], { description: "only this format" })),
    seconds: Type.Integer({
      ...{ minimum: 1, maximum: 300, default: 60 },
      description: "how long it listens once octets can come; finding baud rate and format takes its own time before",
    }),
    encryptionKey: keyText("where it is known already"),
    authenticationKey: keyText("where it is known already"),
  },
  { additionalProperties: false },
);
export type DetectRequest = Static<typeof detectRequest>;

const finding = Type.Object({
  code: Type.String(),
  severity: Type.Union([Type.Literal("info"), Type.Literal("warning"), Type.Literal("error")]),
  title: Type.String(),
  message: Type.String(),
  words: Type.Optional(words),
  hint: Type.String(),
});
export type Finding = Static<typeof finding>;

/** What was heard of a meter. */
const heardLine = Type.Object({
  octets: Type.Integer({ minimum: 0 }),
  frames: Type.Integer({ minimum: 0, description: "whose checks passed" }),
  damagedFrames: Type.Integer({ minimum: 0 }),
  readings: Type.Integer({ minimum: 0 }),
  framing: Type.Optional(Type.String({ description: "hdlc, mbus, p1, sml, ..." })),
  encrypted: Type.Boolean({ description: "true: some of its frames are encrypted" }),
  meterId: Type.Optional(Type.String()),
  manufacturer: Type.Optional(Type.String()),
  meterModel: Type.Optional(Type.String()),
  listVersion: Type.Optional(Type.String()),
  systemTitle: Type.Optional(Type.String()),
  quantities: Type.Array(Type.String(), { description: "names of the values that were read" }),
  findings: Type.Array(finding, { description: "what the decoder had to say, the worst first" }),
});

/** `POST /api/v1/detect` and `GET /api/v1/detect/{id}`. */
export const detectAnswer = Type.Object({
  id: Type.String(),
  state: Type.Union([
    Type.Literal("searching"),
    Type.Literal("listening"),
    Type.Literal("done"),
    Type.Literal("failed"),
    Type.Literal("stopped"),
  ]),
  verdict: Type.Optional(
    Type.Union(
      [
        Type.Literal("reading"),
        Type.Literal("keys-needed"),
        Type.Literal("keys-wrong"),
        Type.Literal("not-understood"),
        Type.Literal("no-frame"),
        Type.Literal("silent"),
      ],
      { description: "what it comes to so far" },
    ),
  ),
  message: Type.String({ description: "the same in words, with what to do" }),
  words: Type.Optional(words),
  tried: Type.Array(
    Type.Object({
      baud: Type.Integer(),
      format: Type.String(),
      octets: Type.Integer(),
      frames: Type.Integer(),
      damagedFrames: Type.Integer(),
    }),
    { description: "settings of a serial port, in the order in which they were tried" },
  ),
  candidates: Type.Integer({ minimum: 0, description: "how many settings there are to try" }),
  heard: Type.Optional(heardLine),
  source: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), { description: "a member of `sources`, ready to be put in" }),
  ),
});
export type DetectAnswer = Static<typeof detectAnswer>;

/** Body of `POST /api/v1/keys/check`. */
export const keyCheckRequest = Type.Object(
  {
    source: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "whose latest frames are tried" })),
    detect: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: "or those that this search heard" })),
    text: Type.String({
      ...{ minLength: 1, maxLength: 50_000, writeOnly: true },
      description: "the keys in any form, also a whole e-mail",
    }),
  },
  { additionalProperties: false },
);
export type KeyCheckRequest = Static<typeof keyCheckRequest>;

/** Answer of `POST /api/v1/keys/check`: no key is in it, only where in the text they stand. */
export const keyCheckAnswer = Type.Object({
  ok: Type.Boolean({ description: "true: frames can be read with them" }),
  verified: Type.Boolean({ description: "true: the meter's tag fits as well" }),
  verdict: finding,
  frames: Type.Integer({ minimum: 0, description: "encrypted frames that were tried" }),
  keys: Type.Array(
    Type.Object({
      start: Type.Integer({ minimum: 0, description: "place of its first character in the text" }),
      end: Type.Integer({ minimum: 0, description: "place behind its last one" }),
      digits: Type.Integer({ minimum: 0 }),
      role: Type.Union([
        Type.Literal("encryptionKey"),
        Type.Literal("authenticationKey"),
        Type.Literal("unused"),
        Type.Literal("unknown"),
      ]),
    }),
    { description: "what looks like a key" },
  ),
});
export type KeyCheckAnswer = Static<typeof keyCheckAnswer>;
