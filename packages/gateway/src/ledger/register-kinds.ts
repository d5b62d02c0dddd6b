import { quarterMs, type RegisterKind } from "@meter2mqtt/energy";

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** So many moments are remembered: enough that an outage among them doesn't count. */
const remembered = 10;

/** The spacing of the moments at which something was sent, whatever order they came in and however often. */
export class Spacing {
  readonly #times: number[] = [];

  heard(at: number): void {
    const last = this.#times.at(-1);
    if (last === at) return;
    if (last === undefined || at > last) this.#times.push(at);
    else this.#insert(at);
    if (this.#times.length > remembered) this.#times.shift();
  }

  /** The median; undefined as long as fewer spacings are known. Of two in the middle the shorter one. */
  median(least: number): number | undefined {
    if (this.#times.length <= least) return undefined;
    const spacings = this.#times.slice(1).map((at, index) => at - (this.#times[index] ?? at));
    return spacings.sort((a, b) => a - b)[Math.floor((spacings.length - 1) / 2)];
  }

  /** Whether all that is remembered came within moments after a full quarter. */
  get isOnQuarter(): boolean {
    return this.#times.every((at) => at % quarterMs <= 2 * minuteMs);
  }

  #insert(at: number): void {
    const index = this.#times.findIndex((time) => time >= at);
    if (this.#times[index] === at) return;
    this.#times.splice(index, 0, at);
  }
}

/** What a register's values belong to, by how far apart they are sent. */
export function kindOfSpacing(spacingMs: number, isOnQuarter: boolean): RegisterKind {
  if (spacingMs >= 30 * minuteMs) return { kind: "snapshot", periodMs: hourMs };
  if (spacingMs >= 10 * minuteMs && isOnQuarter) return { kind: "snapshot", periodMs: quarterMs };
  return kindOfLive(spacingMs);
}

/** The same of a meter whose registers are sent as they are at that moment, however seldom. */
export function kindOfLive(spacingMs: number): RegisterKind {
  return { kind: "live", pushMs: Math.max(1, Math.round(spacingMs / 1000)) * 1000 };
}

/** The same of a sub-meter that says when it was read: it is asked every 5 minutes or less often, on the clock. */
export function kindOfChannel(spacingMs: number, isOnQuarter: boolean): RegisterKind {
  const kind = kindOfSpacing(spacingMs, isOnQuarter);
  return kind.kind === "live" ? channelKind : kind;
}

/** Before anything is known. Most meters push every 10 s or more often. */
export const unknownKind: RegisterKind = { kind: "live", pushMs: 10_000 };
export const channelKind: RegisterKind = { kind: "snapshot", periodMs: 5 * minuteMs };

/** Spacings that must be known before a kind is learned: an hourly one after two hours, one of seconds at once. */
const spacingsFor = { snapshot: 2, live: 4 } as const;
/** Spacings that speak against what was learned before. */
const spacingsAgainst = 8;

/**
 * The kind to go on with: what was learned stays, unless the register is sent in another way for long. How fast a live
 * one is pushed is learned once, so that history doesn't change with a meter that is heard well for a while.
 */
export function learnKind(
  known: RegisterKind | undefined,
  spacing: Spacing,
  toKind: (spacingMs: number, isOnQuarter: boolean) => RegisterKind,
): RegisterKind | undefined {
  const median = spacing.median(known === undefined ? spacingsFor.snapshot : spacingsAgainst);
  if (median === undefined) return known;
  const kind = toKind(median, spacing.isOnQuarter);
  if (known === undefined) {
    const isSure = kind.kind === "snapshot" || spacing.median(spacingsFor.live) !== undefined;
    return isSure ? kind : undefined;
  }
  const isSame =
    kind.kind === known.kind && (kind.kind === "live" || known.kind === "live" || kind.periodMs === known.periodMs);
  return isSame ? known : kind;
}
