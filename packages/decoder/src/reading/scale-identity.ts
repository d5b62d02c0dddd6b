import { toHex } from "../bytes/hex.ts";
import { cdeOf, type ObisCode, parseObis } from "../cosem/obis-code.ts";
import type { Layout } from "../profiles/profile.ts";
import type { ListItem, PushList } from "./push-list.ts";
import type { ScaleIdentity } from "./scale-book.ts";
import { textOf } from "./text.ts";

const numberCodes: ReadonlySet<number> = new Set(["96.1.0", "0.0.5", "0.0.1"].map(cdeOf));
const modelCodes: ReadonlySet<number> = new Set(["96.1.1", "96.1.7"].map(cdeOf));

/** Whose list it is and of which type the meter, looked up before the values are read: it decides their scales. */
export function scaleIdentityOf(
  list: PushList,
  layout: Layout | undefined,
  systemTitle: Uint8Array | undefined,
): ScaleIdentity & { readonly model: string | undefined } {
  let meterId: string | undefined;
  let model: string | undefined;
  for (const item of list.items) {
    const obis = item.obis ?? obisOfPlace(layout, item.position);
    if (obis === undefined || !isOwn(obis)) continue;
    if (numberCodes.has(obis.cde)) meterId ??= wordOf(list, item);
    else if (modelCodes.has(obis.cde) && obis.ab !== 0) model ??= wordOf(list, item);
  }
  return { meterId, model, systemTitle: systemTitle === undefined ? undefined : toHex(systemTitle) };
}

function obisOfPlace(layout: Layout | undefined, position: number): ObisCode | undefined {
  const code = layout?.columns[position]?.obis;
  return code === undefined ? undefined : parseObis(code);
}

/** The meter's own: medium 0 or 1, without a channel, or on channel 1 as Kamstrup writes it. */
function isOwn({ ab }: ObisCode): boolean {
  return ab === 0 || ab === 0x0100 || ab === 0x0101;
}

function wordOf(list: PushList, item: ListItem): string | undefined {
  if (item.number !== undefined) return `${item.number}`;
  const text =
    item.big === undefined && item.to > item.from ? textOf(list.octets, item.from, item.to)?.trim() : undefined;
  return text === "" ? undefined : text;
}
