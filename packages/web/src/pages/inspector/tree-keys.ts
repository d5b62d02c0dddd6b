import type { TreeIndex } from "./tree-index.ts";

export interface TreeState {
  readonly open: ReadonlySet<number>;
  readonly active: number;
}

/**
 * What a key does in the tree (WAI-ARIA Authoring Practices, tree view): arrows go up, down, in and out, Home and End to the
 * ends, `*` opens all that stand beside. Undefined for keys that mean nothing here.
 */
export function pressTreeKey(index: TreeIndex, { open, active }: TreeState, key: string): TreeState | undefined {
  const entry = index.entries[active];
  if (entry === undefined) return undefined;
  const to = (id: number | undefined): TreeState => ({ open, active: id ?? active });
  const visible = () => index.visible(open);
  const step = (by: number): TreeState => {
    const seen = visible();
    return to(seen[seen.indexOf(active) + by]);
  };
  const isOpen = open.has(active);
  switch (key) {
    case "ArrowDown":
      return step(1);
    case "ArrowUp":
      return step(-1);
    case "Home":
      return to(0);
    case "End":
      return to(visible().at(-1));
    case "ArrowRight":
      if (entry.children.length === 0) return to(active);
      return isOpen ? to(entry.children[0]) : { open: new Set([...open, active]), active };
    case "ArrowLeft":
      return isOpen ? { open: without(open, active), active } : to(entry.parent);
    case "Enter":
    case " ":
      return entry.children.length === 0 ? to(active) : { open: toggled(open, active), active };
    case "*":
      return { open: withSiblings(index, open, entry.parent), active };
    default:
      return undefined;
  }
}

export function toggled(open: ReadonlySet<number>, id: number): ReadonlySet<number> {
  return open.has(id) ? without(open, id) : new Set([...open, id]);
}

function without(open: ReadonlySet<number>, id: number): ReadonlySet<number> {
  return new Set([...open].filter((each) => each !== id));
}

function withSiblings(index: TreeIndex, open: ReadonlySet<number>, parent: number | undefined): ReadonlySet<number> {
  const siblings = parent === undefined ? [0] : (index.entries[parent]?.children ?? []);
  return new Set([...open, ...siblings.filter((id) => (index.entries[id]?.children.length ?? 0) > 0)]);
}
