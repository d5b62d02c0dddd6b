import type { ChannelState, MeterState } from "@meter2mqtt/contract";
import { storedValues, toEpochMs } from "../stored-values.ts";

export interface LineOptions {
  readonly measurement: string;
  /** Key of the entry: readings that arrived within one millisecond are told apart by it. */
  readonly key: string;
}

/**
 * A state in InfluxDB's line protocol: one line for the meter, one for each of its sub-meters. None where no value is
 * known, since a point needs a field.
 */
export function toLines(state: MeterState, { measurement, key }: LineOptions): readonly string[] {
  const tags = { meter: state.meter, source: state.source };
  const time = BigInt(Date.parse(state.receivedAt)) * 1_000_000n + subMillisecond(key);
  const fields = storedValues(state).map(({ name, value, isEnergy }) => `${name}=${value}${isEnergy ? "i" : ""}`);
  const lines = fields.length === 0 ? [] : [line(measurement, tags, [...fields, ...traits(state)], time)];
  for (const channel of state.channels) {
    if (channel.value === undefined) continue;
    const channelTags = { ...tags, channel: String(channel.channel), kind: channel.kind, unit: channel.unit };
    lines.push(line(`${measurement}_channel`, channelTags, [`value=${channel.value}`], channelTime(channel) ?? time));
  }
  return lines;
}

function traits({ timestamp, simulated, authenticated }: MeterState): string[] {
  return [
    ...(timestamp === undefined ? [] : [`timestamp=${quoted(timestamp)}`]),
    ...(authenticated === undefined ? [] : [`authenticated=${authenticated}`]),
    ...(simulated ? ["simulated=true"] : []),
  ];
}

function line(
  measurement: string,
  tags: Readonly<Record<string, string | undefined>>,
  fields: readonly string[],
  time: bigint,
): string {
  const tagSet = Object.entries(tags)
    .filter((tag): tag is [string, string] => tag[1] !== undefined && tag[1] !== "")
    .map(([name, value]) => `,${name}=${tagValue(value)}`)
    .join("");
  return `${measurement}${tagSet} ${fields.join(",")} ${time}`;
}

/** A sub-meter is read once an hour or so: its own time makes one point of what every telegram repeats. */
function channelTime({ timestamp }: ChannelState): bigint | undefined {
  const ms = toEpochMs(timestamp);
  return ms === undefined ? undefined : BigInt(ms) * 1_000_000n;
}

/**
 * Nanoseconds that stand for the key: in InfluxDB a point *is* its series and its time, so that a second point of the
 * same millisecond would overwrite the first.
 */
function subMillisecond(key: string): bigint {
  let hash = 0;
  for (const character of key) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000;
  return BigInt(hash);
}

/** A backslash at the end would escape what follows, and there is no way to escape it. */
function tagValue(text: string): string {
  return withoutControls(text)
    .replaceAll("\\", "/")
    .replace(/[,= ]/g, (character) => `\\${character}`);
}

function quoted(text: string): string {
  return `"${withoutControls(text).replace(/["\\]/g, (character) => `\\${character}`)}"`;
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line feed ends a point, whatever stands around it.
  return text.replace(/[\u0000-\u001f\u007f]+/g, " ");
}
