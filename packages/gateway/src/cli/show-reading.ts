import { type Diagnosis, type QuantityName, quantities, type Reading } from "@meter2mqtt/decoder";

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
  const lines = [`  reading of ${reading.timestamp ?? "a meter that sent no time"}`];
  for (const [field, label] of identity) {
    const value = reading[field];
    if (value !== undefined) lines.push(row(label, `${value}`));
  }
  if (reading.authenticated !== undefined) {
    lines.push(row("authenticated", reading.authenticated ? "yes, the tag is right" : "no, the tag was not verified"));
  }
  for (const quantity of quantities) {
    const value = reading[quantity.name as QuantityName];
    if (value !== undefined) lines.push(row(quantity.about, `${value} ${quantity.unit}`.trimEnd()));
  }
  for (const channel of reading.channels ?? []) {
    const what = `${channel.kind ?? "sub-meter"} on channel ${channel.channel}${channel.id === undefined ? "" : ` (${channel.id})`}`;
    const value = channel.value === undefined ? "no value" : `${channel.value} ${channel.unit ?? ""}`.trimEnd();
    lines.push(row(what, channel.timestamp === undefined ? value : `${value} at ${channel.timestamp}`));
  }
  const unnamed = reading.objects.filter((object) => object.position !== undefined);
  for (const { position, value, text, raw } of unnamed)
    lines.push(row(`position ${position}`, `${text ?? value ?? raw}`));
  lines.push(`    ${reading.objects.length} objects in all; --json shows them`);
  return lines.join("\n");
}

/** A diagnosis for people: what was seen, what to do next, and the evidence. */
export function showDiagnosis(diagnosis: Diagnosis, count: number): string {
  const times = count > 1 ? ` (${count} times)` : "";
  const evidence = Object.entries(diagnosis.evidence).map(([name, value]) => `${name} ${value}`);
  const lines = [`  ${diagnosis.severity} ${diagnosis.code}${times}: ${diagnosis.message}`, `    ${diagnosis.hint}`];
  if (evidence.length > 0) lines.push(`    evidence: ${evidence.join(", ")}`);
  return lines.join("\n");
}
