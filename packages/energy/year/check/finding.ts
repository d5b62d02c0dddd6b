/** What a check has seen: how many it looked at, and what was wrong. */
export interface Finding {
  readonly what: string;
  readonly checked: number;
  readonly wrong: readonly string[];
}
