import type { ChannelState, MeterState, MultipliersConfig } from "@meter2mqtt/contract";
import { type QuantityName, quantities, type Reading, type ScaleInUse } from "@meter2mqtt/decoder";
import { deriveValues, type Values } from "./derive.ts";
import { DuplicateWatch } from "./duplicate-watch.ts";
import { type GridType, GridWatch, viewGrid } from "./grid.ts";
import { multiplied } from "./multipliers.ts";
import { Rhythm } from "./rhythm.ts";

/** No meter pushes more often: two lists so close are a pair, and tell nothing of the rhythm yet. */
const leastRhythmMs = 500;

/** What is known of a source whose meters are merged. */
export interface MeterSource {
  readonly name: string;
  readonly simulated: boolean;
  /** Configured name and slug of the meter behind it; they belong to the first meter that is heard there. */
  readonly meterName?: string | undefined;
  readonly slug?: string | undefined;
  /** Of the transformers before the meters of this source. */
  readonly multipliers?: MultipliersConfig | undefined;
  /** As configured. */
  readonly grid?: GridType | undefined;
  /** Of the meter's clock and calendar, as configured or as its virtual meter has it. */
  readonly zone?: string | undefined;
  readonly country?: string | undefined;
  /** Amperes of each phase, as configured. */
  readonly mainFuse?: number | undefined;
  /** Volts, as configured. */
  readonly nominalVoltage?: number | undefined;
}

/** How a reading was heard. Both times are epoch milliseconds. */
export interface Heard {
  /** Its arrival: of a recording, then and not now. */
  readonly at: number;
  readonly heardAt: number;
  /** How its values without a scaler were read. */
  readonly scales?: readonly ScaleInUse[] | undefined;
}

const textFields = ["meterId", "meterModel", "manufacturer", "listVersion", "systemTitle"] as const;

/** Sub-meters of one meter; there are four channels in P1 and M-Bus. */
const maxChannels = 16;

/** One meter: its readings merged. A value stays until the meter sends another, which may be 0. */
export class Meter {
  readonly rhythm: Rhythm = new Rhythm();
  readonly duplicates: DuplicateWatch = new DuplicateWatch();
  slug: string;
  name: string;
  /** Whether its availability was told last as online; undefined before the first time. */
  shownOnline: boolean | undefined;
  #source: MeterSource;
  #receivedAt = 0;
  #timestamp: string | undefined;
  readonly #sent: Values = {};
  /** Values that follow from a reading that does not hold them. */
  readonly #assumed: Values = {};
  #texts: Partial<Record<(typeof textFields)[number], string>> = {};
  #authenticated: boolean | undefined;
  #scales: readonly ScaleInUse[] | undefined;
  readonly #grid = new GridWatch();
  readonly #channels = new Map<number, ChannelState>();

  constructor(slug: string, name: string, source: MeterSource) {
    this.slug = slug;
    this.name = name;
    this.#source = source;
  }

  get sourceName(): string {
    return this.#source.name;
  }

  /** Something else is known of its source now. */
  set source(source: MeterSource) {
    this.#source = source;
  }

  get hasMeterId(): boolean {
    return this.#texts.meterId !== undefined;
  }

  apply(reading: Reading, source: MeterSource, { at, heardAt, scales }: Heard): void {
    this.#source = source;
    this.#receivedAt = at;
    this.rhythm.heard(at, heardAt);
    this.#mergeValues(reading);
    for (const field of textFields) {
      const text = reading[field];
      if (text !== undefined) this.#texts[field] = text;
    }
    if (scales !== undefined) this.#scales = scales;
    this.#grid.heard(multiplied(this.#sent, source.multipliers), this.#texts.meterModel);
    this.#authenticated = reading.authenticated;
    // Not kept for a list without one: an old time beside new power would be taken for its time.
    this.#timestamp = reading.timestamp;
    for (const channel of reading.channels ?? []) {
      if (!this.#channels.has(channel.channel) && this.#channels.size >= maxChannels) continue;
      const { channel: number, type, kind, id, timestamp, value, unit } = channel;
      const said = { type, kind, id, timestamp, value, unit };
      const known = Object.fromEntries(Object.entries(said).filter(([, part]) => part !== undefined));
      this.#channels.set(number, { ...this.#channels.get(number), ...known, channel: number });
    }
  }

  state(now: number): MeterState {
    const { multipliers, grid: configured, mainFuse } = this.#source;
    const sent = multiplied(this.#sent, multipliers);
    const known = { ...sent, ...this.#assumed };
    const { derived: fromGrid, ...grid } = viewGrid(known, configured, this.#grid.isIt);
    const derived = { ...this.#assumed, ...fromGrid, ...deriveValues(known) };
    const { intervalMs } = this.rhythm;
    return {
      meter: this.slug,
      name: this.name,
      source: this.#source.name,
      simulated: this.#source.simulated,
      stale: this.rhythm.isStale(now),
      receivedAt: new Date(this.#receivedAt).toISOString(),
      ...(this.#timestamp === undefined ? {} : { timestamp: this.#timestamp }),
      ...(intervalMs === undefined || intervalMs < leastRhythmMs
        ? {}
        : { intervalSeconds: Math.round(intervalMs / 100) / 10 }),
      ...this.#texts,
      ...(this.#authenticated === undefined ? {} : { authenticated: this.#authenticated }),
      ...(this.#scales === undefined ? {} : { scales: [...this.#scales] }),
      ...(multipliers === undefined ? {} : { multipliers }),
      ...grid,
      ...(mainFuse === undefined ? {} : { mainFuseA: mainFuse }),
      values: { ...sent, ...derived },
      derived: Object.keys(derived),
      channels: [...this.#channels.values()].sort((a, b) => a.channel - b.channel),
    };
  }

  #mergeValues(reading: Reading): void {
    this.#settlePowers(reading);
    for (const { name } of quantities) {
      if (!isQuantityOf(reading, name)) continue;
      const value = reading[name];
      if (value === undefined || !Number.isFinite(value)) continue;
      this.#sent[name] = value;
      delete this.#assumed[name];
    }
  }

  /** Power that another list said before is over once this one contradicts it. */
  #settlePowers({ activeImportW, activeExportW, netActiveW }: Reading): void {
    if (netActiveW !== undefined) {
      for (const name of ["activeImportW", "activeExportW"] as const) this.#replace(name, undefined);
    } else if (activeImportW !== undefined || activeExportW !== undefined) {
      this.#replace("netActiveW", undefined);
      // Some meters' short lists have power one way only, and there is none the other way while that is above 0.
      if ((activeImportW ?? 0) > 0) this.#replace("activeExportW", 0);
      if ((activeExportW ?? 0) > 0) this.#replace("activeImportW", 0);
    }
  }

  /** Takes a value that was sent away; `assumed` stands for it where there was one. */
  #replace(name: QuantityName, assumed: number | undefined): void {
    const wasKnown = this.#sent[name] !== undefined || this.#assumed[name] !== undefined;
    delete this.#sent[name];
    delete this.#assumed[name];
    if (wasKnown && assumed !== undefined) this.#assumed[name] = assumed;
  }
}

function isQuantityOf(reading: Reading, name: string): name is QuantityName {
  return name in reading;
}
