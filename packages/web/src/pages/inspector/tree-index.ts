import { parseHex } from "@meter2mqtt/decoder";
import type { ExplainNode } from "@meter2mqtt/decoder/explain";

/** Name of the space that the frame itself is. */
export const inputSpace = "input";

/** A node of the tree, with its place in it. */
export interface TreeEntry {
  /** Place in {@link TreeIndex.entries}. */
  readonly id: number;
  readonly parent: number | undefined;
  /** From 1, as readers of the screen count levels. */
  readonly level: number;
  /** Which of its parent's children it is, from 1, and of how many. */
  readonly position: number;
  readonly siblings: number;
  readonly space: string;
  readonly node: ExplainNode;
  readonly children: readonly number[];
}

/** Octets that offsets count in: the frame, or what was deciphered or put together. */
export interface Space {
  readonly name: string;
  readonly octets: Uint8Array;
  /** Ids of the leaves with octets, in the order of their octets. */
  readonly leaves: readonly number[];
}

interface Building {
  readonly entries: (TreeEntry & { children: number[] })[];
  readonly spaces: Map<string, { readonly name: string; readonly octets: Uint8Array; readonly leaves: number[] }>;
}

/** Finds the way from octets to nodes and back. */
export class TreeIndex {
  readonly entries: readonly TreeEntry[];
  readonly spaces: readonly Space[];
  readonly #byName: ReadonlyMap<string, Space>;

  constructor(tree: ExplainNode, octets: Uint8Array) {
    const building: Building = { entries: [], spaces: new Map() };
    building.spaces.set(inputSpace, { name: inputSpace, octets, leaves: [] });
    add(building, tree, { parent: undefined, level: 1, position: 1, siblings: 1, space: inputSpace });
    this.entries = building.entries;
    this.spaces = [...building.spaces.values()];
    this.#byName = building.spaces;
  }

  space(name: string): Space | undefined {
    return this.#byName.get(name);
  }

  /** The leaf that an octet belongs to. */
  leafAt(name: string, offset: number): TreeEntry | undefined {
    const leaves = this.#byName.get(name)?.leaves ?? [];
    let low = 0;
    let high = leaves.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const { node } = this.entries[leaves[middle] ?? 0] ?? {};
      if (node !== undefined && node.to <= offset) low = middle + 1;
      else high = middle;
    }
    const leaf = this.entries[leaves[low] ?? -1];
    return leaf !== undefined && leaf.node.from <= offset ? leaf : undefined;
  }

  /** The node and what it stands in, the outermost first. */
  path(id: number): readonly TreeEntry[] {
    const path: TreeEntry[] = [];
    for (let entry = this.entries[id]; entry !== undefined; entry = this.entries[entry.parent ?? -1])
      path.unshift(entry);
    return path;
  }

  /** The nodes that are seen when those in `open` show their children. */
  visible(open: ReadonlySet<number>): readonly number[] {
    const seen: number[] = [];
    const stack: number[] = [0];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      seen.push(id);
      const entry = this.entries[id];
      if (entry !== undefined && open.has(id)) stack.push(...[...entry.children].reverse());
    }
    return seen;
  }

  /** What is open at first: all of a tree that one can look over, and the upper levels of a large one. */
  firstOpen(): ReadonlySet<number> {
    const depth = this.entries.length <= manyEntries ? Number.POSITIVE_INFINITY : fewLevels;
    return new Set(
      this.entries.filter(({ level, children }) => level <= depth && children.length > 0).map(({ id }) => id),
    );
  }
}

const manyEntries = 400;
const fewLevels = 4;

type Place = Pick<TreeEntry, "parent" | "level" | "position" | "siblings" | "space">;

function add(building: Building, node: ExplainNode, place: Place): number {
  const space = node.space ?? inputSpace;
  if (node.octets !== undefined && !building.spaces.has(space)) {
    building.spaces.set(space, { name: space, octets: parseHex(node.octets) ?? new Uint8Array(0), leaves: [] });
  }
  const id = building.entries.length;
  const children: number[] = [];
  building.entries.push({ ...place, id, node, space, children });
  const parts = node.children ?? [];
  // What was deciphered from a leaf is behind it: the leaf keeps its octets.
  const hasOwnParts = parts.some((part) => (part.space ?? inputSpace) === space);
  if (!hasOwnParts && node.to > node.from) building.spaces.get(space)?.leaves.push(id);
  for (const [i, part] of parts.entries()) {
    const below = { parent: id, level: place.level + 1, position: i + 1, siblings: parts.length, space };
    children.push(add(building, part, below));
  }
  return id;
}
