import { isMap, isScalar, parseDocument } from "yaml";

interface Section {
  readonly key: string;
  /** Blank lines and comments before it. */
  readonly lead: string;
  readonly body: string;
}

/**
 * The new text with those sections as the old one has them, to the last blank, that are the same in both: a YAML writer sets blanks,
 * quotes and lines in its own way, and a reader of the difference should see what has changed only.
 */
export function keepSections(before: string, after: string, isSame: (key: string) => boolean): string {
  const [old, fresh] = [sectionsOf(before), sectionsOf(after)];
  if (old === undefined || fresh === undefined) return after;
  const known = new Map(old.sections.map((section) => [section.key, section]));
  const kept = fresh.sections.map(({ key, lead, body }) => {
    const before = known.get(key);
    if (before === undefined) return lead + body;
    return sameWords(before.lead, lead) + (isSame(key) ? before.body : body);
  });
  return kept.join("") + sameWords(old.tail, fresh.tail);
}

/** The old text where the new one differs in blank lines only. */
function sameWords(old: string, fresh: string): string {
  const words = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
  return words(old).join("\n") === words(fresh).join("\n") ? withNewline(old) : fresh;
}

/** A text cut at its outermost keys; undefined where they don't stand each at the beginning of a line of its own. */
function sectionsOf(text: string): { readonly sections: readonly Section[]; readonly tail: string } | undefined {
  const { contents } = parseDocument(text);
  if (!isMap(contents) || contents.flow === true) return undefined;
  const starts = contents.items.flatMap(({ key }) => {
    const place = isScalar(key) ? key.range?.[0] : undefined;
    return place === undefined ? [] : [{ key: String(isScalar(key) ? key.value : key), place }];
  });
  const isOwnLine = ({ place }: { readonly place: number }) => place === 0 || text[place - 1] === "\n";
  if (starts.length !== contents.items.length || !starts.every(isOwnLine)) return undefined;
  let lead = text.slice(0, starts[0]?.place ?? 0);
  const sections = starts.map(({ key, place }, index): Section => {
    const whole = text.slice(place, starts[index + 1]?.place);
    // Comments at the margin, and blank lines, belong to what follows.
    const trailing = /(?:^(?:#[^\n]*|[ \t]*)\n?)*$/m.exec(whole.slice(whole.indexOf("\n") + 1))?.[0] ?? "";
    const end = whole.length - trailing.length;
    const section = { key, lead, body: withNewline(whole.slice(0, end)) };
    lead = trailing;
    return section;
  });
  return { sections, tail: lead };
}

function withNewline(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
