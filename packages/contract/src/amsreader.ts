import { type Static, Type } from "typebox";

/*
 * Publishing as amsreader-firmware does, for subscribers that were made for it. The names of the settings are those of
 * its own MQTT page where it has such a setting.
 */

const strict = { additionalProperties: false } as const;

const topic = (title: string, description: string, example: string) =>
  Type.String({ pattern: "^[^+#/\\s]+(/[^+#/\\s]+)*$", title, description, examples: [example] });

const deviceIndex = (title: string, example: number) =>
  Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 999_999,
      title,
      description: "Idx of the device in Domoticz.",
      examples: [example],
    }),
  );

/** Devices of Domoticz that values go to; what has none is not sent. */
const domoticzConfig = Type.Object(
  {
    electricity: deviceIndex("Electricity", 11),
    voltageL1: deviceIndex("Voltage L1", 12),
    voltageL2: deviceIndex("Voltage L2", 13),
    voltageL3: deviceIndex("Voltage L3", 14),
    currents: deviceIndex("Currents of all phases", 15),
  },
  { ...strict, title: "Domoticz devices", description: "For the format `domoticz`.", default: {} },
);

export const amsReaderConfig = Type.Object(
  {
    format: Type.Enum(
      ["json", "json-multi", "json-flat", "raw-minimal", "raw-full", "domoticz", "home-assistant", "hex"],
      {
        title: "Payload format",
        description:
          "As the firmware's settings page names them: JSON (classic), JSON (multi topic), JSON (flat), Raw (minimal), Raw (full), Domoticz, Home-Assistant, HEX dump.",
        examples: ["json"],
      },
    ),
    publishTopic: topic("Publish topic", "First part of every topic, as it was set in the firmware.", "ams"),
    subscribeTopic: Type.Optional(
      topic("Subscribe topic", "Where commands are heard; `<publishTopic>/command` otherwise.", "ams/command"),
    ),
    clientId: Type.Optional(
      Type.String({
        minLength: 1,
        title: "Client id",
        description: "Also the `name` in payloads. A lasting one is made otherwise.",
        examples: ["ams-1a2b"],
      }),
    ),
    interval: Type.Integer({
      minimum: 0,
      maximum: 3600,
      title: "Interval",
      description: "0: every reading as it comes; else at most one message in so many seconds, with everything known.",
      default: 0,
      examples: [10],
    }),
    meter: Type.Optional(
      Type.String({
        minLength: 1,
        title: "Meter",
        description: "Its name in topics, or the name of its source. Without this setting the first one that is heard.",
        examples: ["house"],
      }),
    ),
    domoticz: domoticzConfig,
  },
  { ...strict, title: "Format of amsreader-firmware" },
);
/** One of the firmware's payload formats on a broker. */
export type AmsReaderConfig = Static<typeof amsReaderConfig>;
