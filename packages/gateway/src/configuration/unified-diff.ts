/** Lines of context around a change. */
const context = 3;
/** Larger differences than any hand-written file has are shown as one block. */
const mostCells = 4_000_000;

interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** What differs between two texts, as `diff -u` writes it; empty where they are the same. */
export function unifiedDiff(before: string, after: string, name: string): string {
  if (before === after) return "";
  const lines = compare(toLines(before), toLines(after));
  const hunks = toHunks(lines);
  return [`--- ${name}`, `+++ ${name}`, ...hunks].map((line) => `${line}\n`).join("");
}

function toLines(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function compare(before: readonly string[], after: readonly string[]): Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const rest = Math.min(before.length, after.length) - head;
  while (tail < rest && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const same = (text: string): Line => ({ sign: " ", text });
  return [
    ...before.slice(0, head).map(same),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ];
}

/** By the longest common subsequence. */
function middle(before: readonly string[], after: readonly string[]): Line[] {
  const isLarge = (before.length + 1) * (after.length + 1) > mostCells;
  const rest = isLarge ? () => 0 : commonLengths(before, after);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (old !== undefined && old === fresh) {
      lines.push({ sign: " ", text: old });
      i++;
      j++;
    } else if (old !== undefined && (fresh === undefined || rest(i + 1, j) >= rest(i, j + 1))) {
      lines.push({ sign: "-", text: old });
      i++;
    } else {
      lines.push({ sign: "+", text: fresh ?? "" });
      j++;
    }
  }
  return lines;
}

/** How long the longest common subsequence is of what is behind two places. */
function commonLengths(before: readonly string[], after: readonly string[]): (i: number, j: number) => number {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      lengths[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  return at;
}

function toHunks(lines: readonly Line[]): string[] {
  const shown = new Set<number>();
  lines.forEach(({ sign }, index) => {
    if (sign !== " ") for (let near = index - context; near <= index + context; near++) shown.add(near);
  });
  const out: string[] = [];
  let [old, fresh] = [1, 1];
  for (let index = 0; index < lines.length; ) {
    if (!shown.has(index)) {
      old++;
      fresh++;
      index++;
      continue;
    }
    let end = index;
    while (end < lines.length && shown.has(end)) end++;
    const hunk = lines.slice(index, end);
    const counts = {
      old: hunk.filter(({ sign }) => sign !== "+").length,
      fresh: hunk.filter(({ sign }) => sign !== "-").length,
    };
    out.push(
      `@@ -${range(old, counts.old)} +${range(fresh, counts.fresh)} @@`,
      ...hunk.map(({ sign, text }) => sign + text),
    );
    old += counts.old;
    fresh += counts.fresh;
    index = end;
  }
  return out;
}

function range(start: number, count: number): string {
  return `${count === 0 ? start - 1 : start},${count}`;
}
