/** The part of JSON Schema that the configuration's schema uses, as the loader and the documentation walk it. */
export interface SchemaNode {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly writeOnly?: boolean;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly oneOf?: readonly SchemaNode[];
  /** Plain values of several kinds: a number or a word. */
  readonly anyOf?: readonly SchemaNode[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** The schema as a tree to walk: every keyword it uses is in {@link SchemaNode}, and every keyword is optional there. */
export function toSchemaNode(schema: object): SchemaNode {
  return schema;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The branch of a `oneOf` that `type` chooses; the schema itself where there is nothing to choose. */
export function branchFor(schema: SchemaNode, type: unknown): SchemaNode | undefined {
  if (schema.oneOf === undefined) return schema;
  return schema.oneOf.find((branch) => branch.properties?.["type"]?.const === type);
}

/** A text in the file stays as it is written: `8E1` is no number, and a key of digits keeps its zeros. */
export function isText(schema: SchemaNode | undefined): boolean {
  if (schema === undefined) return false;
  return schema.type === "string" || (schema.enum?.every((value) => typeof value === "string") ?? false);
}

/** What may stand at a place, in words: `a whole number from 1 to 65535`. */
export function expectedWords(schema: SchemaNode): string {
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return `one of ${schema.enum.map((value) => `\`${String(value)}\``).join(", ")}`;
  if (schema.anyOf !== undefined) return schema.anyOf.map(expectedWords).join(", or ");
  if (schema.oneOf !== undefined) return "a group of settings with a `type`";
  switch (schema.type) {
    case "integer":
      return `a whole number${rangeWords(schema)}`;
    case "number":
      return `a number${rangeWords(schema)}`;
    case "boolean":
      return "`true` or `false`";
    case "array":
      return "a list";
    case "object":
      return "a group of settings";
    default:
      return "text";
  }
}

function rangeWords(schema: SchemaNode): string {
  const { minimum, maximum, exclusiveMinimum } = schema;
  if (exclusiveMinimum !== undefined && maximum !== undefined) return ` above ${exclusiveMinimum} and up to ${maximum}`;
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  return "";
}
