import type { MeterState } from "@meter2mqtt/contract";
import type { Settings } from "../config/settings.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { LedgerReader } from "../ledger/ledger-reader.ts";
import type { Logger } from "../runtime/log.ts";
import type { Clock } from "../sources/back-off.ts";
import type { CostPort } from "./money-statistic.ts";
import { StatisticsClient } from "./statistics-client.ts";
import { StatisticsFeed } from "./statistics-feed.ts";

export interface StatisticsParts {
  readonly ledger: Ledger;
  /** Meters that were heard since the start. */
  readonly meters: () => readonly MeterState[];
  /** Under which names readings of a meter are kept. */
  readonly storedNames: (meter: string) => readonly string[];
  readonly costs: CostPort;
  readonly clock: Clock;
  readonly log: Logger;
}

/** What feeds Home Assistant's statistics; none where `homeAssistant` is not configured. */
export function createStatisticsFeeds(
  { homeAssistant, store }: Settings,
  { ledger, meters, storedNames, costs, clock, log }: StatisticsParts,
): StatisticsFeed[] {
  if (homeAssistant === undefined) return [];
  // The feed itself says why there is another try, and when it comes.
  const client = new StatisticsClient({ ...homeAssistant, clock, patienceMs: 0, waiting: () => undefined });
  const fedMeters = () => meters().map(({ meter, name }) => ({ slug: meter, name, storedNames: storedNames(meter) }));
  const { hourDays } = store.ledger;
  const about = { url: homeAssistant.url, hourDays, meters: fedMeters, costs };
  return [new StatisticsFeed({ client, ledger, reader: new LedgerReader(ledger), ...about, clock, log })];
}
