import type { MqttEnergy } from "@meter2mqtt/contract";
import type { MqttMessage } from "../mqtt-messages.ts";
import type { OutboxEntry } from "../sink.ts";
import { type AmsState, mergeTelegram } from "./ams-state.ts";
import type { PayloadContext } from "./context.ts";
import { meterMessages } from "./payloads.ts";

/** What a format remembers from one entry to the next. */
export interface Track {
  /** Whose entries these are, once one was heard; without `slug` while that source's meter is silent. */
  readonly meter?: { readonly source: string; readonly slug?: string };
  readonly state?: AmsState;
  /** What was told of our meter's energy last. */
  readonly energy?: MqttEnergy;
  /** The hour of the energy that was published last: `2026-11-03T17`. */
  readonly energyHour?: string;
  /** `packageTime` of what was published last. */
  readonly publishedAt?: number;
  /** What each topic got last on this connection; kept for Raw (minimal), which has few topics. */
  readonly sent?: ReadonlyMap<string, MqttMessage>;
}

export interface TrackOptions {
  readonly context: PayloadContext;
  /** Name of the meter in topics, or of its source; undefined: the first that is heard. */
  readonly meter: string | undefined;
  /** Least time between two publications; 0: each telegram is published as it comes. */
  readonly intervalMs: number;
}

export interface Step {
  readonly track: Track;
  readonly messages: readonly MqttMessage[];
}

type EntryOf<Kind extends OutboxEntry["kind"]> = OutboxEntry & { readonly kind: Kind };

/** What an entry means for a format: what to publish, and what to remember once that is done. */
export function nextStep(track: Track, entry: OutboxEntry, options: TrackOptions): Step {
  switch (entry.kind) {
    case "reading":
      return readingStep(track, entry, options);
    case "frame":
      return frameStep(track, entry, options);
    case "energy":
      return { track: track.meter?.slug === entry.meter ? { ...track, energy: entry.energy } : track, messages: [] };
    case "availability":
      return { track: entry.online ? track : silenced(track, entry.meter), messages: [] };
    default:
      return { track, messages: [] };
  }
}

function readingStep(track: Track, entry: EntryOf<"reading">, options: TrackOptions): Step {
  const { state: heard, listType = 0 } = entry;
  const { intervalMs, context } = options;
  if (listType === 0 || !isOurs(track, heard.meter, heard.source, options)) return { track, messages: [] };
  // Another meter on the same line has registers of its own.
  const before = track.state !== undefined && track.meter?.slug === heard.meter ? track.state : undefined;
  const state = mergeTelegram(before, { listType, state: heard });
  const next: Track = { ...track, meter: { slug: heard.meter, source: heard.source }, state };
  const elapsed = state.packageTime - (track.publishedAt ?? Number.NEGATIVE_INFINITY);
  // A clock that was set back must not keep everything waiting.
  if (elapsed >= 0 && elapsed < intervalMs) return { track: next, messages: [] };
  const shown = intervalMs > 0 ? state.listType : listType;
  const energy = track.energy?.meter === heard.meter ? track.energy : undefined;
  const energyHour = energy?.at.slice(0, 13);
  const told = energy && { energy, isNewHour: energyHour !== track.energyHour };
  const view = { state, listType: shown, ...told, ...(track.sent && { sent: track.sent }) };
  const messages = meterMessages(context, view);
  const sent = context.format === "raw-minimal" ? { sent: withMessages(track.sent, messages) } : {};
  const hour = energyHour === undefined ? {} : { energyHour };
  return { track: { ...next, publishedAt: state.packageTime, ...sent, ...hour }, messages };
}

function frameStep(track: Track, { meter: slug, source, hex }: EntryOf<"frame">, options: TrackOptions): Step {
  const { format, topic } = options.context;
  // A frame that can't be read does not say whose it is; its line does.
  if (format !== "hex" || !isOurs(track, track.meter?.slug ?? slug, source, options)) return { track, messages: [] };
  const message = { topic, payload: hex.toUpperCase(), retain: false };
  return { track: { ...track, meter: track.meter ?? { source } }, messages: [message] };
}

/** A meter that fell silent may have been exchanged, or have got its real name: the next on its line takes its place. */
function silenced(track: Track, slug: string): Track {
  if (track.meter?.slug !== slug) return track;
  return { ...track, meter: { source: track.meter.source } };
}

function isOurs(track: Track, slug: string | undefined, source: string, { meter }: TrackOptions): boolean {
  if (meter !== undefined && meter === slug) return true;
  if (meter !== undefined && meter !== source) return false;
  const known = track.meter;
  if (known === undefined) return true;
  return known.source === source && (known.slug === undefined || known.slug === slug);
}

function withMessages(
  sent: ReadonlyMap<string, MqttMessage> | undefined,
  messages: readonly MqttMessage[],
): ReadonlyMap<string, MqttMessage> {
  return new Map([...(sent ?? []), ...messages.map((message) => [message.topic, message] as const)]);
}
