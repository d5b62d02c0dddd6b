import { DecodeError } from "../errors.ts";
import { DataTree } from "./data-tree.ts";
import type { Draft } from "./explain-node.ts";
import type { ListMeanings } from "./list-meanings.ts";
import { type BodyForm, walkBody } from "./walk-body.ts";

/** The tree of the values from `bodyAt` on: as far as they can be read, and what is left of the octets behind damage. */
export function explainBody(
  apdu: Uint8Array,
  base: number,
  bodyAt: number,
  form: BodyForm,
  meanings: ListMeanings,
): Draft {
  const tree = new DataTree(apdu, base, meanings);
  const { root } = tree;
  root.from = base + bodyAt;
  root.to = root.from;
  Object.assign(root, meanings.about);
  try {
    root.to = base + walkBody(apdu, bodyAt, form, tree);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    tree.stop(error, apdu.length);
    root.to = base + apdu.length;
    root.problem = error.code;
  }
  return root;
}
