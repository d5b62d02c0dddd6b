import type { TouchedPart } from "@meter2mqtt/contract";

/** For the log: `source kitchen: restart`. */
export function partWords({ part, name, change }: TouchedPart): string {
  return `${part}${name === undefined ? "" : ` ${name}`}: ${change}`;
}
