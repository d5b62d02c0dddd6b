import { DecodeError } from "../errors.ts";
import { type BlockField, parseBlock } from "../reassembly/reassembler.ts";
import { type Draft, draft, type NodeDetails, termDraft } from "./explain-node.ts";
import { faultDetails, means, meansAll, phrase } from "./means.ts";
import { hexNumber } from "./words.ts";

/** The tree of a general-block-transfer APDU at `base`; `data` is the leaf of the block's data, where it was reached. */
export function explainBlock(
  apdu: Uint8Array,
  base: number,
): { readonly node: Draft; readonly data: Draft | undefined } {
  const children: Draft[] = [];
  let readTo = 0;
  const block = parseBlock(apdu, (name, from, to) => {
    readTo = to;
    children.push(draft(name, base + from, base + to, fieldDetails(name, apdu, from, to)));
  });
  const node: Draft = {
    ...termDraft("general-block-transfer", base, base + apdu.length),
    clause: "IEC 62056-5-3, general block transfer",
    children,
  };
  if (block instanceof DecodeError) {
    children.push(draft("damaged from here on", base + readTo, node.to, faultDetails(block)));
    node.problem = block.code;
    return { node, data: undefined };
  }
  const last = block.isLast ? [phrase("lastOne")] : [];
  Object.assign(node, meansAll([phrase("block", { number: block.number }), ...last]));
  return { node, data: children.at(-1) };
}

function fieldDetails(name: BlockField, apdu: Uint8Array, from: number, to: number): NodeDetails {
  const first = apdu[from] as number;
  const number = (first << 8) | (apdu[from + 1] ?? 0);
  switch (name) {
    case "tag":
      return { value: hexNumber(first, 2), meaning: "general-block-transfer" };
    case "block control":
      return { value: hexNumber(first, 2), ...blockControlMeaning(first) };
    case "block number":
    case "block number acknowledged":
      return { value: number };
    case "length":
      return { value: apdu[to - 1] as number };
    case "block data":
      return means("octetsOfMessage", { count: to - from });
  }
}

function blockControlMeaning(control: number): NodeDetails {
  return meansAll([
    phrase((control & 0x80) === 0 ? "moreBlocks" : "lastBlock"),
    phrase((control & 0x40) === 0 ? "notStreaming" : "streaming"),
    phrase("window", { size: control & 0x3f }),
  ]);
}
