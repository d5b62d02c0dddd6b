/** A line of a change: it stays, comes or goes; `gap` stands for lines that are left out. */
export interface DiffLine {
  readonly change: "same" | "added" | "removed" | "gap";
  readonly text: string;
}

/** The lines of a difference as `diff -u` writes it, without its heads. */
export function parseUnifiedDiff(diff: string): readonly DiffLine[] {
  const lines = diff.replace(/\n$/, "").split("\n");
  const first = lines.findIndex((line) => line.startsWith("@@"));
  if (first < 0) return [];
  return lines.slice(first + 1).map((line): DiffLine => {
    if (line.startsWith("@@")) return { change: "gap", text: "" };
    const text = line.slice(1);
    if (line.startsWith("+")) return { change: "added", text };
    return { change: line.startsWith("-") ? "removed" : "same", text };
  });
}
