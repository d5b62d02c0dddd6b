import { type Static, Type } from "typebox";

/* Virtual meters: what chargers and energy managers read in place of the real meter. */

const strict = { additionalProperties: false } as const;

const common = {
  name: Type.String({
    minLength: 1,
    title: "Name",
    description: "What logs and pages call it. Without one: `virtual-` and its type, numbered where there are several.",
    examples: ["charger"],
  }),
  meter: Type.Optional(
    Type.String({
      minLength: 1,
      title: "Meter",
      description:
        "Which meter it stands for: its name in topics, its number or its name. Needed with several sources.",
      examples: ["house"],
    }),
  ),
  listen: Type.String({
    minLength: 1,
    title: "Address to listen on",
    description: "Whoever reaches it can read the meter: nobody is asked for a password. `0.0.0.0`: every address.",
    default: "127.0.0.1",
    examples: ["192.0.2.5"],
  }),
};

const port = (preset: number) =>
  Type.Integer({
    minimum: 0,
    maximum: 65535,
    title: "Port",
    description:
      "It is never another one, as clients are set to it: while it is in use, it is waited for. 0: any free one.",
    default: preset,
    examples: [preset],
  });

const p1MeterConfig = Type.Object(
  {
    type: Type.Literal("p1", { title: "Type", description: "P1 telegrams over TCP, to many clients." }),
    ...common,
    port: port(8430),
    telegram: Type.Enum(["auto", "dsmr5"], {
      title: "Telegram",
      description:
        "`auto`: the meter's own telegram where it sends one with a checksum, else one made as DSMR 5. `dsmr5`: always made.",
      default: "auto",
      examples: ["dsmr5"],
    }),
  },
  { ...strict, title: "P1 over TCP" },
);

const homeWizardMeterConfig = Type.Object(
  {
    type: Type.Literal("homewizard", {
      title: "Type",
      description: "The local API, version 1, of a HomeWizard P1 meter.",
    }),
    ...common,
    port: port(8431),
    serial: Type.Optional(
      Type.String({
        pattern: "^[0-9a-f]{12}$",
        title: "Serial number",
        description:
          "12 hexadecimal digits, small letters. Without it: made from this machine's name and the name above.",
        examples: ["0200000000a1"],
      }),
    ),
    advertise: Type.Boolean({
      title: "Advertise it",
      description: "By mDNS, so that clients find it; only where it listens beyond loopback.",
      default: true,
      examples: [false],
    }),
  },
  { ...strict, title: "HomeWizard API" },
);

const modbusMeterConfig = Type.Object(
  {
    type: Type.Literal("modbus", {
      title: "Type",
      description: "Modbus TCP with the registers of an Eastron SDM630. Not for meters slower than 60 s.",
    }),
    ...common,
    port: port(8502),
  },
  { ...strict, title: "Modbus TCP" },
);

export type P1MeterConfig = Static<typeof p1MeterConfig>;
export type HomeWizardMeterConfig = Static<typeof homeWizardMeterConfig>;
export type ModbusMeterConfig = Static<typeof modbusMeterConfig>;
export type VirtualMeterConfig = P1MeterConfig | HomeWizardMeterConfig | ModbusMeterConfig;

export const virtualMeterConfig = Type.Unsafe<VirtualMeterConfig>({
  type: "object",
  title: "Virtual meter",
  required: ["type"],
  discriminator: { propertyName: "type" },
  oneOf: [p1MeterConfig, homeWizardMeterConfig, modbusMeterConfig],
});
