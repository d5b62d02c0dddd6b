type Numbered<Name extends string> = Readonly<Record<Name, number>>;
type Texts<Name extends string> = Readonly<Record<Name, string>>;

/** What a backup of the firmware holds, for pages; the terminal has it in lines of its own. */
export const toldBackup = {
  // Settings
  holdsLine: ({ baud, format }: Numbered<"baud"> & Texts<"format">) => `Line: ${baud} baud, ${format}`,
  holdsBaud: ({ baud }: Numbered<"baud">) => `Line: ${baud} baud`,
  holdsGrid: ({ grid }: Texts<"grid">) => `Grid: ${grid}`,
  holdsFuse: ({ amperes }: Numbered<"amperes">) => `Main fuse: ${amperes} A`,
  holdsZone: ({ zone }: Texts<"zone">) => `Time zone: ${zone}`,
  holdsPowerFactor: ({ factor }: Numbered<"factor">) => `Power is multiplied by ${factor}`,
  holdsVoltageFactor: ({ factor }: Numbered<"factor">) => `Voltage is multiplied by ${factor}`,
  holdsCurrentFactor: ({ factor }: Numbered<"factor">) => `Current is multiplied by ${factor}`,
  holdsEnergyFactor: ({ factor }: Numbered<"factor">) => `Energy is multiplied by ${factor}`,
  holdsEncryptionKey: "The meter's encryption key",
  holdsAuthenticationKey: "The meter's authentication key",
  holdsBroker: ({ broker }: Texts<"broker">) => `MQTT broker: ${broker}`,
  holdsUser: ({ user }: Texts<"user">) => `User at the broker: ${user}`,
  holdsPassword: "Password for the broker",
  holdsFormat: ({ format }: Texts<"format">) => `Format of the messages: ${format}`,
  holdsTopic: ({ topic }: Texts<"topic">) => `Topic of the messages: ${topic}`,
  holdsClient: ({ client }: Texts<"client">) => `Client id at the broker: ${client}`,
  holdsDomoticz: ({ name, index }: Texts<"name"> & Numbered<"index">) => `Device in Domoticz: ${name}, number ${index}`,

  // History
  holdsImport: ({ kwh, amounts, from, to }: Numbered<"kwh" | "amounts"> & Texts<"from" | "to">) =>
    `Import: ${kwh} kWh in ${amounts} amounts, ${from} to ${to}`,
  holdsExport: ({ kwh, amounts, from, to }: Numbered<"kwh" | "amounts"> & Texts<"from" | "to">) =>
    `Export: ${kwh} kWh in ${amounts} amounts, ${from} to ${to}`,

  // Prices and tariffs
  holdsArea: ({ area }: Texts<"area">) => `Price area: ${area}`,
  holdsCurrency: ({ currency }: Texts<"currency">) => `Currency: ${currency}`,
  holdsPriceToken: "A token of ENTSO-E, for prices",
  holdsRowFixed: ({ name, value }: Texts<"name"> & Numbered<"value">) => `Price row ${name}: fixed price of ${value}.`,
  holdsRowAdd: ({ name, value }: Texts<"name"> & Numbered<"value">) => `Price row ${name}: ${value} more.`,
  holdsRowSubtract: ({ name, value }: Texts<"name"> & Numbered<"value">) => `Price row ${name}: ${value} less.`,
  holdsRowPercent: ({ name, value }: Texts<"name"> & Numbered<"value">) => `Price row ${name}: ${value} % more.`,
  holdsRowImport: "For import.",
  holdsRowExport: "For export.",
  holdsRowBoth: "For import and export.",
  holdsLimits: ({ limits, hours }: Texts<"limits"> & Numbered<"hours">) =>
    `Limits of the capacity charge in kWh: ${limits}; hours in its mean: ${hours}`,
  holdsPeak: ({ day, month, kwh }: Numbered<"day" | "month" | "kwh">) => `Peak of ${day}/${month}: ${kwh} kWh`,
  holdsPeakAt: ({ day, month, time, kwh }: Numbered<"day" | "month" | "kwh"> & Texts<"time">) =>
    `Peak of ${day}/${month}, ${time}: ${kwh} kWh`,
} as const;
