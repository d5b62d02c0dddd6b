export interface FileName {
  /** `2026-01-15` */
  readonly day: string;
  /** 1, or higher where a day has several. */
  readonly part: number;
}

/** Names of the files in a folder: `readings-2026-01-15.csv`, then `readings-2026-01-15.2.csv`. Others are left alone. */
export class FileNames {
  readonly #prefix: string;
  readonly #extension: string;
  readonly #pattern: RegExp;

  /** `prefix` and `extension` hold letters, digits, `_` and `-` only. */
  constructor(prefix: string, extension: string) {
    this.#prefix = prefix;
    this.#extension = extension;
    this.#pattern = new RegExp(`^${prefix}-(\\d{4}-\\d{2}-\\d{2})(?:\\.(\\d{1,6}))?\\.${extension}$`);
  }

  toText({ day, part }: FileName): string {
    return `${this.#prefix}-${day}${part === 1 ? "" : `.${part}`}.${this.#extension}`;
  }

  /** Those of `texts` that are names of ours, oldest first. */
  select(texts: readonly string[]): readonly FileName[] {
    const names = texts.flatMap((text): FileName[] => {
      const match = this.#pattern.exec(text);
      return match === null ? [] : [{ day: match[1] ?? "", part: Number(match[2] ?? "1") }];
    });
    return names.sort((a, b) => (a.day === b.day ? a.part - b.part : a.day < b.day ? -1 : 1));
  }
}

/** Tells the calendar day of an instant in a zone. */
export class Calendar {
  readonly #format: Intl.DateTimeFormat;

  /** Throws RangeError for what is no IANA zone. */
  constructor(zone: string) {
    this.#format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      ...{ year: "numeric", month: "2-digit", day: "2-digit" },
    });
  }

  dayOf(ms: number): string {
    const parts = new Map(this.#format.formatToParts(ms).map(({ type, value }) => [type, value]));
    return `${(parts.get("year") ?? "").padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`;
  }
}
