import { cdeOf, type ObisCode } from "../cosem/obis-code.ts";
import { channelKinds } from "./channel-kinds.ts";
import type { ReadingChannel, ReadingObject } from "./reading.ts";

const typeCode = cdeOf("24.1.0");
const idCodes: ReadonlySet<number> = new Set([cdeOf("96.1.0"), cdeOf("96.1.1")]);
/** 24.2.0 to 24.2.3: the latest value (Blue Book, "M-Bus client", extended register). */
const valuePrefix = cdeOf("24.2.0") >> 8;

type Draft = { -readonly [K in keyof ReadingChannel]: ReadingChannel[K] };

/** The channel of a sub-meter that an object speaks of: medium 0, channel above 0; 0 for all others. */
export function channelOf({ ab }: ObisCode): number {
  return ab >> 8 === 0 ? ab & 0xff : 0;
}

/** Collects what a push list says of sub-meters: type, number and latest value under `0-n:24.1.0`, `96.1.0` and `24.2.1`. */
export class ListChannels {
  readonly #drafts = new Map<number, Draft>();

  object(obis: ObisCode, { value, text, unit }: Pick<ReadingObject, "value" | "text" | "unit">): void {
    const channel = channelOf(obis);
    if (channel === 0) return;
    const draft = this.#drafts.get(channel) ?? { channel };
    this.#drafts.set(channel, draft);
    if (obis.cde === typeCode && typeof value === "number") setType(draft, value);
    else if (idCodes.has(obis.cde)) setId(draft, text ?? value);
    else if (obis.cde >> 8 === valuePrefix && typeof value === "number") setValue(draft, value, unit);
  }

  /** Those that are there: a channel without a number of its own whose value is 0, or absent, has no meter. */
  finish(): readonly ReadingChannel[] {
    return [...this.#drafts.values()]
      .filter(({ id, value = 0 }) => id !== undefined || value !== 0)
      .sort((a, b) => a.channel - b.channel);
  }
}

function setType(draft: Draft, type: number): void {
  draft.type ??= type;
  const kind = channelKinds[type];
  if (kind !== undefined) draft.kind ??= kind;
}

/** Octets that are no text, such as a single 0, stand where no number is set. */
function setId(draft: Draft, id: ReadingObject["value"]): void {
  if (typeof id === "string" && id.trim() !== "" && !/^0*$/.test(id)) draft.id ??= id.trim();
}

function setValue(draft: Draft, value: number, unit: string | undefined): void {
  if (draft.value !== undefined) return;
  draft.value = value;
  if (unit !== undefined) draft.unit = unit;
}
