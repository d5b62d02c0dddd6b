/** Writes well-formed XML, two blanks for each level; what a meter sent can't break out of it. */
export class XmlWriter {
  readonly #lines: string[] = [];
  readonly #open: string[] = [];

  start(tag: string, attributes = ""): void {
    this.#line(attributes === "" ? `<${tag}>` : `<${tag} ${attributes} >`);
    this.#open.push(tag);
  }

  end(): void {
    const tag = this.#open.pop();
    if (tag !== undefined) this.#line(`</${tag}>`);
  }

  /** `<Tag Value="..." />`, the form of every simple value; without one `<Tag />`. */
  value(tag: string, value?: string): void {
    this.#line(value === undefined ? `<${tag} />` : `<${tag} ${attribute("Value", value)} />`);
  }

  /** An element with attributes of its own. */
  empty(tag: string, attributes: readonly string[]): void {
    this.#line(`<${[tag, ...attributes].join(" ")} />`);
  }

  /** A line of text between two elements. */
  content(text: string): void {
    this.#line(escaped(text));
  }

  comment(text: string): void {
    // Two hyphens, or one at the end, would end the comment.
    const safe = withoutControls(text)
      .replace(/-(?=-)/g, "- ")
      .replace(/-$/, "- ");
    this.#line(`<!--${safe}-->`);
  }

  get depth(): number {
    return this.#open.length;
  }

  /** Ends what was started above `depth`: where a walk broke off. */
  endTo(depth: number): void {
    while (this.#open.length > depth) this.end();
  }

  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }

  #line(text: string): void {
    this.#lines.push("  ".repeat(this.#open.length) + text);
  }
}

export function attribute(name: string, value: string): string {
  return `${name}="${escaped(value)}"`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return withoutControls(text).replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/**
 * Control characters are no XML (XML 1.0, clause 2.2): each becomes the character that stands for what can't be shown.
 * Those that are white space are read as blanks in an attribute (clause 3.3.3).
 */
function withoutControls(text: string): string {
  return text.replace(/[\t\n\r]/g, " ").replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "\ufffd");
}
