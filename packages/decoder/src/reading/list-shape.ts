import { dataTagNames } from "../axdr/data-tag.ts";
import type { PushList } from "./push-list.ts";

/** Longest shape that is told; longer ones end with an ellipsis, between two runs. */
const maxLength = 600;

/** The data types of a list without OBIS codes, place by place, in the books' words: `octet-string, 4 x long-unsigned`. */
export function listShape(list: PushList): string {
  const types = Array.from({ length: list.positions }, () => "null-data");
  for (const item of list.items) types[item.position] = dataTagNames[item.tag] ?? `type ${item.tag}`;
  const runs: { readonly type: string; count: number }[] = [];
  for (const type of types) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  let shape = "";
  for (const { type, count } of runs) {
    const next = `${shape === "" ? "" : ", "}${count === 1 ? "" : `${count} x `}${type}`;
    if (shape.length + next.length > maxLength) return `${shape}, …`;
    shape += next;
  }
  return shape;
}

/** The data types, place by place, that {@link listShape} told; undefined where it was cut or is none. */
export function parseListShape(shape: string): readonly string[] | undefined {
  const types: string[] = [];
  for (const run of shape.split(", ")) {
    const match = /^(?:(\d{1,4}) x )?([a-z][a-z0-9- ]*)$/.exec(run);
    if (match === null) return undefined;
    const [, count = "1", type = ""] = match;
    types.push(...Array.from({ length: Number(count) }, () => type));
  }
  return types;
}
