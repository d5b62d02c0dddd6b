import type { TouchedPart } from "@meter2mqtt/contract";
import type { Settings } from "../../config/settings.ts";
import { type Core, closeCore, createCore } from "../core.ts";
import { loadConfiguredTariffs } from "../create-tariffs.ts";
import { changedSources } from "./changed-sources.ts";
import type { PartContext, PartOptions, PreparedPart, Site } from "./part-context.ts";
import { type PlannedPart, partId, planParts } from "./part-plan.ts";
import { partsThatDiffer, stageOf, touchedParts } from "./parts-that-differ.ts";
import { preparePart } from "./prepare-part.ts";

interface RunningPart {
  readonly plan: PlannedPart;
  readonly running: AsyncDisposable;
}

interface StartablePart {
  readonly plan: PlannedPart;
  readonly prepared: PreparedPart;
}

/**
 * All parts of the gateway, kept as the settings want them: a change stops and starts those that differ and lets the others go
 * on. A start is the change from nothing.
 */
export class PartsAtWork implements AsyncDisposable {
  readonly site: Site = { api: undefined, broker: undefined, prices: undefined, place: undefined };
  readonly #options: PartOptions;
  readonly #parts = new Map<string, RunningPart>();
  #core: Core | undefined;
  #settings: Settings | undefined;

  constructor(options: PartOptions) {
    this.#options = options;
  }

  /** Undefined before the first change. */
  get core(): Core | undefined {
    return this.#core;
  }

  /** What taking up these settings would touch. */
  touches(settings: Settings): TouchedPart[] {
    return touchedParts(this.#plans(), planParts(settings));
  }

  /**
   * Takes up settings. Rejects with ConfigError: then some parts may have stopped that are to be had again by a change to the
   * settings before; none has where the new ones are refused before anything begins.
   */
  async change(settings: Settings): Promise<void> {
    const { stop, start } = partsThatDiffer(this.#plans(), planParts(settings));
    const isNewStore = start.some(({ kind }) => kind === "store");
    const core = this.#core === undefined || isNewStore ? createCore(settings, this.#options) : this.#core;
    const prepared = await this.#prepare(start, core, settings);
    await this.#stop(stop);
    const before = this.#settings;
    this.#core = core;
    this.#settings = settings;
    core.gateway.simulated = settings.simulated;
    if (before !== undefined && !isNewStore) settleMeters(core, before, settings);
    for (const { plan, prepared: part } of prepared)
      this.#parts.set(partId(plan), { plan, running: await this.#take(partId(plan), part) });
    settle(core, settings);
    if (isNewStore) core.gateway.start();
  }

  /** Reads the contracts at work again; what comes back puts them to work. Rejects with ConfigError. */
  async readContracts(): Promise<() => void> {
    const { clock, log } = this.#options;
    if (this.#settings === undefined) return () => {};
    const loaded = await loadConfiguredTariffs(this.#settings, clock, log);
    return () => this.#core?.tariffs.replace(loaded);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#core?.gateway.hurry();
    await this.#stop(partsThatDiffer(this.#plans(), []).stop);
  }

  /** A part that is still there has not stopped: it goes on with other settings. */
  async #take(id: string, part: PreparedPart): Promise<AsyncDisposable> {
    const there = this.#parts.get(id)?.running;
    if (there === undefined || part.adjust === undefined) return part.start();
    await part.adjust();
    return there;
  }

  #plans(): PlannedPart[] {
    return [...this.#parts.values()].map(({ plan }) => plan);
  }

  async #prepare(parts: readonly PlannedPart[], core: Core, settings: Settings): Promise<StartablePart[]> {
    const current = () => this.#settings ?? settings;
    const context: PartContext = { core, options: this.#options, site: this.site, settings, current };
    try {
      const prepared: StartablePart[] = [];
      for (const plan of parts) prepared.push({ plan, prepared: await preparePart(plan, context) });
      return prepared;
    } catch (error) {
      if (core !== this.#core) await closeCore(core);
      throw error;
    }
  }

  /** Stage by stage; those of one stage together. A part that can't be ended properly must not keep the others. */
  async #stop(parts: readonly PlannedPart[]): Promise<void> {
    const stages = [...new Set(parts.map(stageOf))];
    for (const stage of stages) {
      const ending = parts
        .filter((plan) => stageOf(plan) === stage)
        .map(async (plan) => {
          const part = this.#parts.get(partId(plan));
          this.#parts.delete(partId(plan));
          await part?.running[Symbol.asyncDispose]();
        });
      for (const result of await Promise.allSettled(ending))
        if (result.status === "rejected") this.#options.log.error(result.reason, "a part could not be ended properly");
    }
  }
}

/** Meters of sources that have stopped, before others start. */
function settleMeters({ gateway }: Core, before: Settings, after: Settings): void {
  const { gone, renamed, moved } = changedSources(before.sources, after.sources);
  const slugOf = ({ sources }: Settings, name: string) =>
    sources.find(({ source }) => source.name === name)?.meter.slug;
  for (const name of gone) gateway.forgetSource(name, true);
  for (const name of moved) gateway.unbindSource(name);
  // A meter that is only called otherwise for people comes again under the same name in topics.
  for (const name of renamed) gateway.forgetSource(name, slugOf(before, name) !== slugOf(after, name));
}

/** Those who publish and show what parts there are learn which are no longer there. */
function settle({ gateway, lineFeed, priceFeed }: Core, { prices }: Settings): void {
  const { sources } = gateway.state();
  for (const state of sources) lineFeed.report(state);
  lineFeed.keepOnly(new Set(sources.map(({ name }) => name)));
  if (prices === undefined) {
    priceFeed.isFed = false;
    priceFeed.report([]);
  }
  gateway.settleParts();
}
