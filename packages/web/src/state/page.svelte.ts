import type { MeterState, SourceState } from "@meter2mqtt/contract";
import { wordsFor } from "../i18n/say.svelte.ts";
import { text } from "../i18n/text.ts";
import { type MeterPhase, meterPhase, sourceOf } from "./health.ts";
import { LiveFeed } from "./live-feed.ts";
import { applyEvent, applyLoss, gatewayNow, initialState, type LiveState } from "./live-state.ts";
import { OneStream } from "./one-stream.ts";
import { netPower } from "./power.ts";
import { PowerLine } from "./power-line.svelte.ts";
import { WordsFirst } from "./words-first.ts";

export interface PowerSum {
  readonly meters: number;
  readonly watts: number;
}

export interface MeterChoice {
  readonly meter: string;
  readonly name: string;
  /** Its net power; absent while it is not known. */
  readonly watts: number | undefined;
  /** Absent while it can't be told. */
  readonly phase: MeterPhase | undefined;
}

/** All that the page knows: what the live stream said, which meter was chosen, and the time. */
export class PageState {
  live: LiveState = $state.raw(initialState);
  readonly line: PowerLine = new PowerLine();
  #chosen: string = $state("");
  #browserNow: number = $state(Date.now());

  /** The chosen meter, else the first. */
  readonly meter: MeterState | undefined = $derived.by(() => {
    const { meters = [], simulated = false } = this.live.gateway ?? {};
    const meter = meters.find((one) => one.meter === this.#chosen) ?? meters[0];
    // Nobody has named this one: without a configuration it has an English name.
    return simulated && meter !== undefined ? { ...meter, name: text.simulated.title } : meter;
  });

  /** The source that hears the chosen meter. */
  readonly source: SourceState | undefined = $derived.by(() => {
    const { gateway } = this.live;
    if (gateway === undefined) return undefined;
    return this.meter === undefined ? gateway.sources[0] : sourceOf(gateway, this.meter);
  });

  /** The stream is away: what is shown is the last that was heard. */
  readonly lost: boolean = $derived(this.live.connection !== "live");

  readonly phase: MeterPhase = $derived(meterPhase(this.meter, this.source, this.live.gateway?.meters ?? []));

  /** Values are old when the meter is silent, or when the page can't know. */
  readonly old: boolean = $derived(this.lost || (this.meter !== undefined && this.phase !== "connected"));

  readonly simulated: boolean = $derived(this.meter?.simulated ?? this.live.gateway?.simulated ?? false);

  /** All meters, to choose one. */
  readonly choices: readonly MeterChoice[] = $derived.by(() => {
    const { gateway } = this.live;
    return (gateway?.meters ?? []).map((one) => ({
      meter: one.meter,
      name: one.name,
      watts: this.lost || one.stale ? undefined : netPower(one.values),
      phase: this.lost || gateway === undefined ? undefined : meterPhase(one, sourceOf(gateway, one), gateway.meters),
    }));
  });

  /** Net power of all meters that are heard and say it (one of gas says none), in W, where there are several. */
  readonly sum: PowerSum | undefined = $derived.by(() => {
    const powers = this.choices.flatMap(({ phase, watts }) => (phase === "connected" ? [watts] : []));
    const known = powers.filter((watts) => watts !== undefined);
    if (known.length < 2) return undefined;
    return { meters: known.length, watts: known.reduce((total, watts) => total + watts, 0) };
  });

  /** The gateway's time, to tell ages by. */
  readonly now: number = $derived(gatewayNow(this.live, this.#browserNow));

  /** The meter that the address names; without one, or when there is none of that name, the first. */
  choose(meter: string | undefined): void {
    this.#chosen = meter ?? "";
  }

  /** Follows the stream and the clock until the returned function is called. `failed`: the stream is away, or could not be opened. */
  start(failed: () => void = () => {}): () => void {
    const feed = this.#createFeed(failed);
    const others = new OneStream(() => {
      if (!document.hidden) return;
      feed.stop();
      this.live = applyLoss(this.live);
    });
    const reopen = () => {
      feed.start();
      others.tell();
    };
    const tick = setInterval(() => {
      this.#browserNow = Date.now();
      feed.look();
    }, 1000);
    const seen = () => {
      if (document.hidden) return;
      this.#browserNow = Date.now();
      if (feed.isOpen) feed.look();
      else reopen();
    };
    addEventListener("online", reopen);
    document.addEventListener("visibilitychange", seen);
    reopen();
    return () => {
      feed.stop();
      others.close();
      clearInterval(tick);
      removeEventListener("online", reopen);
      document.removeEventListener("visibilitychange", seen);
    };
  }

  #createFeed(failed: () => void): LiveFeed {
    const turn = new WordsFirst(wordsFor);
    return new LiveFeed({
      open: () => new EventSource("api/v1/events"),
      listener: {
        event: (event) => {
          const at = Date.now();
          turn.take(event, () => {
            this.#browserNow = Date.now();
            this.live = applyEvent(this.live, event, at);
            if (event.name === "meter") this.line.add(event.data);
          });
        },
        lost: () => {
          turn.take(undefined, () => {
            this.live = applyLoss(this.live);
          });
          failed();
        },
      },
    });
  }
}
