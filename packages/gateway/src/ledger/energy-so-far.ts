import type { MqttEnergy } from "@meter2mqtt/contract";
import type { Calendar, Rollup } from "@meter2mqtt/energy";
import { toAmount } from "./ledger-answers.ts";
import type { LedgerReader } from "./ledger-reader.ts";

export interface EnergyQuery {
  /** The meter in topics. */
  readonly meter: string;
  /** Under which names readings of it, and of the meters before it, are kept. */
  readonly names: readonly string[];
  readonly calendar: Calendar;
  /** Epoch milliseconds. */
  readonly now: number;
}

type Spans = NonNullable<MqttEnergy["import"]>;

const spans = ["hour", "day", "month", "year"] as const;

/**
 * What `<meter>/energy` carries; undefined while nothing is known of this year. `extra` stands beside it: what others
 * compute from the ledger at the same time. Throws StoreError.
 */
export function energySoFar(reader: LedgerReader, query: EnergyQuery, extra: object = {}): MqttEnergy | undefined {
  const { meter, calendar, now } = query;
  const imported = spansOf(reader, "energyImportWh", query);
  const exported = spansOf(reader, "energyExportWh", query);
  if (imported === undefined && exported === undefined) return undefined;
  return {
    ...{ meter, at: calendar.format(now), zone: calendar.zone, unit: "Wh" },
    ...(imported === undefined ? {} : { import: imported }),
    ...(exported === undefined ? {} : { export: exported }),
    ...extra,
  };
}

function spansOf(reader: LedgerReader, register: string, { names, calendar, now }: EnergyQuery): Spans | undefined {
  const found: Spans = {};
  for (const span of spans) {
    const from = calendar.startOf(span, now);
    const series = reader.rollups({ places: [{ meters: names, register }], from, to: now + 1, span });
    const [rollup] = series?.items ?? [];
    if (series?.unit !== "Wh" || rollup === undefined) continue;
    found[span] = soFar(rollup, { exponent: series.exponent, calendar, now });
  }
  return found.year === undefined ? undefined : found;
}

interface Shown {
  readonly exponent: number;
  readonly calendar: Calendar;
  readonly now: number;
}

function soFar(rollup: Rollup, { exponent, calendar, now }: Shown): NonNullable<Spans["hour"]> {
  const { start, amount, measuredMs, interpolatedMs, estimatedMs, editedMs } = rollup;
  // An edit or an import may stand for time that is still to come.
  const elapsed = Math.max(1, now - start, measuredMs + interpolatedMs + estimatedMs + editedMs);
  const share = (ms: number) => Math.round((10_000 * ms) / elapsed) / 10_000;
  return {
    start: calendar.format(start),
    amount: toAmount(amount, exponent),
    shares: {
      measured: share(measuredMs),
      interpolated: share(interpolatedMs),
      estimated: share(estimatedMs),
      edited: share(editedMs),
    },
  };
}
