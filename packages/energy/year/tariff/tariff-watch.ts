import type { Reader } from "../run/simulate.ts";
import type { Watch } from "../run/watch.ts";
import type { Span } from "../world/fault-plan.ts";
import type { Archive, Arrival } from "../world/line.ts";
import { marketPrices } from "../world/spot-market.ts";
import type { Market } from "./compare.ts";
import { type ComparedContract, comparedContracts } from "./contracts.ts";
import { plainMarketOf, spotPricesOf } from "./engine-bill.ts";
import { LateFiles } from "./late-files.ts";
import { WindowWatch } from "./window-watch.ts";

const hourMs = 3_600_000;
/** From this day on the simulated market has prices of quarters, as Europe's had from 1 October 2025 on. */
const quartersFrom = Date.UTC(2026, 8, 30, 22);

/** What is looked at while the time passes: the running windows, and files that come late. */
export class TariffWatch implements Watch {
  readonly markets: ReadonlyMap<ComparedContract, Market>;
  readonly windows: readonly WindowWatch[];
  readonly late: LateFiles;
  readonly #byReader: ReadonlyMap<Reader, readonly WindowWatch[]>;

  constructor(readers: readonly Reader[], seed: number, time: Span) {
    this.markets = marketsOf(seed, time);
    this.late = new LateFiles(time, this.markets);
    this.#byReader = new Map(
      readers.map((reader) => {
        // An hourly register says nothing of quarters.
        const lengths = reader.meter.description.name === "live" ? [hourMs / 4, hourMs] : [hourMs];
        return [reader, lengths.map((lengthMs) => new WindowWatch(reader, lengthMs, time.from))];
      }),
    );
    this.windows = [...this.#byReader.values()].flat();
  }

  heard(reader: Reader, { arrivedAt, list }: Arrival): void {
    for (const window of this.#byReader.get(reader) ?? []) window.observe(arrivedAt, list.watts);
  }

  passed(at: number): void {
    for (const window of this.windows) window.passed(at);
  }

  restarted(): void {
    for (const window of this.windows) window.restarted();
  }

  file(reader: Reader, archive: Archive, state: "before" | "after"): void {
    this.late.file(reader, archive, state);
  }
}

function marketsOf(seed: number, time: Span): ReadonlyMap<ComparedContract, Market> {
  return new Map(
    comparedContracts.map((contract, index) => {
      const prices = marketPrices({ seed: seed * 10 + index, rate: contract.rate, quartersFrom }, time);
      return [contract, { spot: spotPricesOf(prices), plain: plainMarketOf(prices) }];
    }),
  );
}
