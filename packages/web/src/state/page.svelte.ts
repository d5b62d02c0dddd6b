import type { MeterState, SourceState } from "@meter2mqtt/contract";
import { sourceOf } from "./health.ts";
import { LiveFeed } from "./live-feed.ts";
import { applyEvent, applyLoss, gatewayNow, initialState, type LiveState } from "./live-state.ts";
import { PowerHistory } from "./power-history.svelte.ts";

/** All that the page knows: what the live stream said, which meter was chosen, and the time. */
export class PageState {
  live: LiveState = $state.raw(initialState);
  readonly history: PowerHistory = new PowerHistory();
  #chosen: string = $state("");
  #browserNow: number = $state(Date.now());

  /** The chosen meter, else the first. */
  readonly meter: MeterState | undefined = $derived.by(() => {
    const meters = this.live.gateway?.meters ?? [];
    return meters.find((one) => one.meter === this.#chosen) ?? meters[0];
  });

  /** The source that hears the chosen meter. */
  readonly source: SourceState | undefined = $derived.by(() => {
    const { gateway } = this.live;
    if (gateway === undefined) return undefined;
    return this.meter === undefined ? gateway.sources[0] : sourceOf(gateway, this.meter);
  });

  /** The gateway's time, to tell ages by. */
  readonly now: number = $derived(gatewayNow(this.live, this.#browserNow));

  /** Follows the stream, the clock and the address until the returned function is called. */
  start(): () => void {
    const feed = new LiveFeed({
      open: () => new EventSource("api/v1/events"),
      listener: {
        event: (event) => {
          this.#browserNow = Date.now();
          this.live = applyEvent(this.live, event, this.#browserNow);
          if (event.name === "meter") this.history.add(event.data);
        },
        lost: () => {
          this.live = applyLoss(this.live);
        },
      },
    });
    const choose = () => {
      this.#chosen = chosenMeter(location.hash);
    };
    const tick = setInterval(() => {
      this.#browserNow = Date.now();
    }, 1000);
    const reopen = () => feed.start();
    addEventListener("hashchange", choose);
    addEventListener("online", reopen);
    choose();
    feed.start();
    return () => {
      feed.stop();
      clearInterval(tick);
      removeEventListener("hashchange", choose);
      removeEventListener("online", reopen);
    };
  }
}

/** The choice is in the address, so that a reload and a bookmark keep it. */
export function toMeterAddress(meter: string): string {
  return `#${encodeURIComponent(meter)}`;
}

function chosenMeter(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    // Not one of our addresses: a stray % typed by hand.
    return "";
  }
}
