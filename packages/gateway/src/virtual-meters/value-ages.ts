import type { MeterState } from "@meter2mqtt/contract";
import { type QuantityName, quantities, type Reading } from "@meter2mqtt/decoder";
import type { Values } from "../meters/derive.ts";
import { Freshness } from "./freshness.ts";

/** A momentary value is good for so long, however seldom it comes; longer only where the whole meter is that slow. */
const longestAgeMs = 60_000;

const momentary: ReadonlySet<string> = new Set(
  quantities.filter(({ kind }) => kind === "momentary").map(({ name }) => name),
);

/**
 * Of which quantities one that was not sent is made; it is as fresh as the freshest of them. That nothing is given to
 * the grid says nothing of what is taken from it.
 */
const origins: Readonly<Record<string, readonly string[]>> = {
  netActiveW: ["activeImportW", "activeExportW"],
  activeImportW: ["netActiveW", "activeExportW"],
  activeExportW: ["netActiveW", "activeImportW"],
  voltageL2V: ["voltageL1V", "voltageL3V"],
  powerFactor: ["netActiveW", "activeImportW", "activeExportW"],
};

/**
 * Remembers when each quantity was sent. Meters send several lists: one with power every 2 s may go on while the one
 * with the currents has stopped, and a merged state does not show it.
 */
export class ValueAges {
  readonly #heard = new Map<string, Freshness>();

  heard(reading: Reading, at: number): void {
    for (const { name } of quantities) {
      if (!isSaid(reading, name) || reading[name] === undefined) continue;
      const known = this.#heard.get(name) ?? new Freshness();
      known.heard(at);
      this.#heard.set(name, known);
    }
  }

  /** The values of the state without the momentary ones that are too old; registers stay good. */
  fresh({ values, derived }: MeterState, meter: Freshness, now: number): Values {
    const limit = Math.max(longestAgeMs, 3 * (meter.intervalMs ?? 0));
    const isGood = (name: string) => {
      const known = this.#heard.get(name);
      return known?.last !== undefined && known.isFresh(now) && now - known.last <= limit;
    };
    const good: Values = {};
    for (const { name } of quantities) {
      const value = values[name];
      if (value === undefined || !isNamed(name)) continue;
      const isSource = (origin: string) => isGood(origin) && (origin !== "activeExportW" || (values[origin] ?? 0) > 0);
      const isStillGood = derived.includes(name) ? (origins[name] ?? []).some(isSource) : isGood(name);
      if (!momentary.has(name) || isStillGood) good[name] = value;
    }
    return good;
  }
}

function isSaid(reading: Reading, name: string): name is QuantityName {
  return name in reading;
}

const names: ReadonlySet<string> = new Set(quantities.map(({ name }) => name));

function isNamed(name: string): name is QuantityName {
  return names.has(name);
}
