import { type ExpectedKey, type ExpectedValues, expectedRemark, type TariffRemark, tariffRemark } from "./sentences.ts";

/** Somebody else's tariff file isn't what it should be: says where, and what was expected there. */
export class TariffFileError extends Error {
  override readonly name = "TariffFileError";
  /** `tariffer[0].fastledd.metode` */
  readonly path: string;
  /** What is wrong there, in whole sentences. */
  readonly remark: TariffRemark;

  constructor(path: string, remark: TariffRemark) {
    const { message } = remark;
    super(`${path}: ${message.charAt(0).toLowerCase()}${message.slice(1).replace(/\.$/, "")}`);
    this.path = path;
    this.remark = remark;
  }
}

/** A value out of a parsed YAML or JSON file, with its place; each question is answered or throws {@link TariffFileError}. */
export class OutsideValue {
  readonly value: unknown;
  readonly path: string;

  constructor(value: unknown, path = "the file") {
    this.value = value;
    this.path = path;
  }

  get isAbsent(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** A field of a mapping; absent where it isn't there. */
  field(name: string): OutsideValue {
    const { value } = this;
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw this.wrong("expectedMapping");
    const field: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    return new OutsideValue(field, this.path === "the file" ? name : `${this.path}.${name}`);
  }

  /** The items of a list; none where it is absent. */
  items(): OutsideValue[] {
    if (this.isAbsent) return [];
    if (!Array.isArray(this.value)) throw this.wrong("expectedList");
    return this.value.map((item: unknown, index) => new OutsideValue(item, `${this.path}[${index}]`));
  }

  text(): string {
    if (typeof this.value !== "string") throw this.wrong("expectedText");
    return this.value;
  }

  optionalText(): string | undefined {
    return this.isAbsent ? undefined : this.text();
  }

  number(): number {
    if (typeof this.value !== "number" || !Number.isFinite(this.value)) throw this.wrong("expectedNumber");
    return this.value;
  }

  optionalNumber(): number | undefined {
    return this.isAbsent ? undefined : this.number();
  }

  integer(least: number, most: number): number {
    const value = this.number();
    if (!Number.isInteger(value) || value < least || value > most) throw this.wrong("expectedWhole", { least, most });
    return value;
  }

  oneOf<Choice extends string>(choices: readonly Choice[]): Choice {
    const choice = choices.find((candidate) => candidate === this.value);
    if (choice === undefined) throw this.wrong("expectedOneOf", { choices: choices.join(", ") });
    return choice;
  }

  /** Throws for a key that is none of these. */
  only(keys: readonly string[]): void {
    const { value } = this;
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw this.wrong("expectedMapping");
    const unknown = Object.keys(value).find((key) => !keys.includes(key));
    if (unknown !== undefined) throw this.field(unknown).unknown(keys);
  }

  /** `2026-01-01`, which YAML may also have made a date of. */
  date(): string {
    const text = this.value instanceof Date ? this.value.toISOString().slice(0, 10) : this.value;
    if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) throw this.wrong("expectedDate");
    return text;
  }

  optionalDate(): string | undefined {
    return this.isAbsent || this.value === "" ? undefined : this.date();
  }

  unknown(keys: readonly string[]): TariffFileError {
    return new TariffFileError(this.path, tariffRemark("keyUnknown", { keys: keys.join(", ") }));
  }

  wrong<Key extends ExpectedKey>(key: Key, ...values: ExpectedValues<Key>): TariffFileError {
    const text = JSON.stringify(this.value) ?? "nothing";
    const found = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    return new TariffFileError(this.path, expectedRemark(key, found, ...values));
  }
}
