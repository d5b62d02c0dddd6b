/** The part of JSON Schema that the configuration's schema uses. Every keyword is optional; others mean nothing here. */
export interface SettingNode {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly writeOnly?: boolean;
  readonly properties?: Readonly<Record<string, SettingNode>>;
  readonly required?: readonly string[];
  readonly items?: SettingNode;
  readonly oneOf?: readonly SettingNode[];
  /** Plain values of several kinds: a number or a word. */
  readonly anyOf?: readonly SettingNode[];
  readonly enum?: readonly unknown[];
  /** What the options of an `enum` are, in words. */
  readonly titles?: Readonly<Record<string, string>>;
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
}

export type Settings = Readonly<Record<string, unknown>>;

export function isGroupValue(value: unknown): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether this is a schema of settings: an object whose properties are named. */
export function isSettingNode(value: unknown): value is SettingNode {
  return isGroupValue(value) && isGroupValue(value["properties"]);
}
