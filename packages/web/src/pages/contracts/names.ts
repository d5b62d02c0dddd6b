import type { TariffFileAnswer } from "@meter2mqtt/contract";

/** As the gateway takes them. */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}\.(?:yaml|yml|json)$/;

export function isFileName(name: string): boolean {
  return namePattern.test(name);
}

/** A name like the wanted one that no other file has. */
export function freeName(wanted: string, taken: Iterable<string>): string {
  const others = new Set([...taken].map((name) => name.toLowerCase()));
  const stem = wanted.replace(/\.(?:yaml|yml|json)$/, "");
  let name = `${stem}.yaml`;
  for (let count = 2; others.has(name.toLowerCase()); count++) name = `${stem}-${count}.yaml`;
  return name;
}

/** An id that follows from a file's name. */
export function idOf(name: string): string {
  return name.replace(/\.(?:yaml|yml|json)$/, "").toLowerCase();
}

/** What a file that is sent is to be called; endings that the gateway doesn't know become .yaml. */
export function sentName(name: string): string {
  const [, stem = "", ending = ""] = /^(.*?)(\.[A-Za-z]+)?$/.exec(name) ?? [];
  const plain = stem
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/^[-_]+|[-_]+$/g, "")
    .slice(0, 60);
  const known = [".yaml", ".yml", ".json"].includes(ending.toLowerCase()) ? ending.toLowerCase() : ".yaml";
  return `${plain === "" ? "tariff" : plain}${known}`;
}

/** The tariffs of a file by their names without the day on which each period begins. */
export function tariffNames({ tariffs }: TariffFileAnswer): readonly string[] {
  return [...new Set(tariffs.map(({ name }) => name.replace(/, from \d{4}-\d{2}-\d{2}$/, "")))];
}

/** A contract to begin with around a tariff out of a file: market's price and value-added tax come to it. */
export function contractAround(file: TariffFileAnswer, tariff: string, id: string): string {
  const included = { format: file.format, file: file.name, tariff };
  return [
    "# Energy and tax beside the tariff file are to begin with: look at your bill.",
    `id: ${JSON.stringify(id)}`,
    `name: ${JSON.stringify(tariff)}`,
    `currency: ${file.currency}`,
    `include:\n  - ${JSON.stringify(included).replace(/":/g, '": ').replace(/,"/g, ', "')}`,
    "components:",
    "  - { id: spot, name: Spot, kind: spot, add: 0 }",
    "  - { id: vat, name: VAT, kind: percent, percent: 25 }",
    "  - { id: sold, name: Sold, direction: export, kind: spot, factor: -1 }",
    "",
  ].join("\n");
}

/** The country whose tariffs a format holds. */
export function countryOfFormat(format: TariffFileAnswer["format"]): string {
  return format === "fri-nettleie" ? "NO" : "SE";
}
