/** The two texts that a scraper may ask for. */
export const textType = "text/plain; version=0.0.4; charset=utf-8";
export const openMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

export interface MetricFamily {
  /** Without `_total`: that is put behind a counter's name. */
  readonly name: string;
  readonly type: "gauge" | "counter" | "info";
  readonly help: string;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly labels: Readonly<Record<string, string | undefined>>;
  readonly value: number;
}

/**
 * Families as text: Prometheus' own format, or OpenMetrics 1.0, which names a counter without `_total` in its head and
 * ends with a mark. A family without samples is left out.
 */
export function toExposition(families: readonly MetricFamily[], format: "text" | "openmetrics"): string {
  const isOpen = format === "openmetrics";
  const lines = families.filter(({ samples }) => samples.length > 0).flatMap((family) => familyLines(family, isOpen));
  return `${[...lines, ...(isOpen ? ["# EOF"] : [])].join("\n")}\n`;
}

function familyLines({ name, type, help, samples }: MetricFamily, isOpen: boolean): string[] {
  const suffix = type === "counter" ? "_total" : type === "info" ? "_info" : "";
  const head = isOpen ? name : `${name}${suffix}`;
  const shownType = type === "info" && !isOpen ? "gauge" : type;
  return [
    `# HELP ${head} ${escaped(help, isOpen)}`,
    `# TYPE ${head} ${shownType}`,
    ...samples.map(({ labels, value }) => `${name}${suffix}${labelText(labels)} ${value}`),
  ];
}

function labelText(labels: Sample["labels"]): string {
  const pairs = Object.entries(labels).filter((pair): pair is [string, string] => pair[1] !== undefined);
  if (pairs.length === 0) return "";
  return `{${pairs.map(([name, value]) => `${name}="${escaped(value, true)}"`).join(",")}}`;
}

function escaped(text: string, quotes: boolean): string {
  const plain = text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
  return quotes ? plain.replaceAll('"', '\\"') : plain;
}
