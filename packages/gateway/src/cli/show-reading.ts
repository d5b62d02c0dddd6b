import { type Diagnosis, type QuantityName, quantities, type Reading, type ReadingChannel } from "@meter2mqtt/decoder";

const identity = [
  ["meterId", "meter"],
  ["meterModel", "model"],
  ["manufacturer", "maker"],
  ["listVersion", "list"],
  ["logicalDeviceName", "device"],
  ["systemTitle", "system title"],
  ["ident", "identification"],
] as const satisfies readonly (readonly [keyof Reading, string])[];

const row = (name: string, value: string): string => `    ${name.padEnd(46)} ${value}`;

/** A reading for people: who says it, every quantity in words, sub-meters, and objects that are no quantity. */
export function showReading(reading: Reading): string {
  return [
    `  reading of ${reading.timestamp ?? "a meter that sent no time"}`,
    ...identityRows(reading),
    ...quantityRows(reading),
    ...(reading.channels ?? []).map(channelRow),
    ...reading.objects
      .filter((object) => object.position !== undefined)
      .map(({ position, value, text, raw }) => row(`position ${position}`, `${text ?? value ?? raw}`)),
    `    ${reading.objects.length} objects in all; --json shows them`,
  ].join("\n");
}

function identityRows(reading: Reading): readonly string[] {
  const rows = identity.flatMap(([field, label]) =>
    reading[field] === undefined ? [] : [row(label, `${reading[field]}`)],
  );
  if (reading.authenticated === undefined) return rows;
  return [
    ...rows,
    row("authenticated", reading.authenticated ? "yes, the tag is right" : "no, the tag was not verified"),
  ];
}

function quantityRows(reading: Reading): readonly string[] {
  return quantities.flatMap(({ name, about, unit }) => {
    const value = reading[name as QuantityName];
    return value === undefined ? [] : [row(about, `${value} ${unit}`.trimEnd())];
  });
}

function channelRow({ channel, kind, id, value, unit, timestamp }: ReadingChannel): string {
  const what = `${kind ?? "sub-meter"} on channel ${channel}${id === undefined ? "" : ` (${id})`}`;
  const amount = value === undefined ? "no value" : `${value} ${unit ?? ""}`.trimEnd();
  return row(what, timestamp === undefined ? amount : `${amount} at ${timestamp}`);
}

/** A diagnosis for people: what was seen, what to do next, and the evidence. */
export function showDiagnosis(diagnosis: Diagnosis, count: number): string {
  const times = count > 1 ? ` (${count} times)` : "";
  const evidence = Object.entries(diagnosis.evidence).map(([name, value]) => `${name} ${value}`);
  const lines = [`  ${diagnosis.severity} ${diagnosis.code}${times}: ${diagnosis.message}`, `    ${diagnosis.hint}`];
  if (evidence.length > 0) lines.push(`    evidence: ${evidence.join(", ")}`);
  return lines.join("\n");
}
