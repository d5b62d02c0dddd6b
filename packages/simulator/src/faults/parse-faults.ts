import { SimulatorOptionError } from "../errors.ts";

/** What can go wrong on a line, in the order in which it is tried. */
export const faultNames = ["noise", "lost", "truncated", "checksum"] as const;

export type FaultName = (typeof faultNames)[number];

/**
 * How likely each fault is, for each frame: `noise` puts random octets before it, `lost` takes some octets out of it,
 * `truncated` cuts off its end, `checksum` makes its checksum wrong.
 */
export type FaultProbabilities = Readonly<Partial<Record<FaultName, number>>>;

const hint = `Write faults as name=probability, separated by commas: noise=0.1,lost=0.01. Names: ${faultNames.join(", ")}.`;

function isFaultName(name: string): name is FaultName {
  return faultNames.some((known) => known === name);
}

/** Reads `noise=0.1,lost=0.01`; empty text means no faults. Throws {@link SimulatorOptionError}. */
export function parseFaults(text: string): FaultProbabilities {
  const probabilities: Partial<Record<FaultName, number>> = {};
  if (text.trim() === "") return probabilities;
  for (const part of text.split(",")) {
    const [name = "", value, ...rest] = part.split("=").map((piece) => piece.trim());
    if (!isFaultName(name)) throw new SimulatorOptionError("faults", `"${name}" is no fault.`, hint);
    if (value === undefined || rest.length > 0) {
      throw new SimulatorOptionError("faults", `"${part.trim()}" is not name=probability.`, hint);
    }
    if (probabilities[name] !== undefined) {
      throw new SimulatorOptionError("faults", `The fault "${name}" is given twice.`, hint);
    }
    probabilities[name] = parseProbability(name, value);
  }
  return probabilities;
}

function parseProbability(name: FaultName, value: string): number {
  const probability = /^(\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : Number.NaN;
  if (!(probability <= 1)) {
    throw new SimulatorOptionError("faults", `The probability of "${name}" is from 0 to 1, not "${value}".`, hint);
  }
  return probability;
}
