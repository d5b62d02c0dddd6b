/** What is wrong with a profile, and where. */
export interface ProfileProblem {
  /** `layouts.0.columns.3.unit`; empty: the profile as a whole. */
  readonly path: string;
  /** Goes on after the path: `is 7: expected ...`. */
  readonly message: string;
}

type Guard<Value> = (value: unknown) => value is Value;

/** Problems beyond this are not counted out: somebody gave another kind of file. */
const mostProblems = 50;

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** The settings of one map in a profile: takes them one by one, and reports what is not as expected. */
export class Fields {
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #path: string;
  readonly #problems: ProfileProblem[];

  private constructor(values: ReadonlyMap<string, unknown>, path: string, problems: ProfileProblem[]) {
    this.#values = values;
    this.#path = path;
    this.#problems = problems;
  }

  /** Undefined, and reported, where the value is no map. Keys that are not known are reported too. */
  static of(value: unknown, path: string, known: readonly string[], problems: ProfileProblem[]): Fields | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      const message = `${shown(value)}: expected settings: ${known.join(", ")}`;
      new Fields(new Map(), path, problems).report("", message);
      return undefined;
    }
    const fields = new Fields(new Map(Object.entries(value)), path, problems);
    for (const key of fields.#values.keys()) {
      if (!known.includes(key)) fields.report(key, `is not known here: expected one of ${known.join(", ")}`);
    }
    return fields;
  }

  /** Whether something was written under this key that was refused already. */
  wasRefused(key: string, accepted: unknown): boolean {
    return accepted === undefined && this.#written(key) !== undefined;
  }

  required<Value>(key: string, guard: Guard<Value>, expected: string): Value | undefined {
    if (this.#written(key) === undefined) this.missing(key, expected);
    return this.optional(key, guard, expected);
  }

  optional<Value>(key: string, guard: Guard<Value>, expected: string): Value | undefined {
    const value = this.#written(key);
    return value === undefined ? undefined : this.item(key, value, guard, expected);
  }

  /** `path` is from here: `flagIds.0`. */
  item<Value>(path: string, value: unknown, guard: Guard<Value>, expected: string): Value | undefined {
    if (guard(value)) return value;
    this.report(path, `${shown(value)}: expected ${expected}`);
    return undefined;
  }

  inner(path: string, value: unknown, known: readonly string[]): Fields | undefined {
    return Fields.of(value, this.#place(path), known, this.#problems);
  }

  /** The members under a key, each to be taken with its path from here; undefined where there is no list. */
  list(key: string, most: number): FieldList | undefined {
    const value = this.#written(key);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) {
      this.report(key, `${shown(value)}: expected a list`);
      return undefined;
    }
    if (value.length > most) this.report(key, `has ${value.length} members: expected ${most} at most`);
    return new FieldList(key, value.slice(0, most));
  }

  missing(key: string, expected: string): void {
    this.report(key, `is missing: expected ${expected}`);
  }

  report(path: string, message: string): void {
    if (this.#problems.length < mostProblems) this.#problems.push({ path: this.#place(path), message });
  }

  /** A key with nothing behind it says nothing. */
  #written(key: string): unknown {
    return this.#values.get(key) ?? undefined;
  }

  #place(path: string): string {
    return [this.#path, path].filter((part) => part !== "").join(".");
  }
}

export class FieldList {
  readonly #key: string;
  readonly #items: readonly unknown[];

  constructor(key: string, items: readonly unknown[]) {
    this.#key = key;
    this.#items = items;
  }

  map<Result>(work: (path: string, item: unknown) => Result): Result[] {
    return this.#items.map((item, index) => work(`${this.#key}.${index}`, item));
  }
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "is a list";
  if (value === null || value === undefined) return "is empty";
  if (typeof value === "object") return "is a map";
  const text = String(value);
  return `is \`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\``;
}
