import { branchFor, isRecord, type SchemaNode } from "./schema-node.ts";

/** A copy of `value` with every default of the schema filled in; what doesn't fit the schema is left for validation. */
export function withDefaults(value: unknown, schema: SchemaNode): unknown {
  if (value === undefined)
    return schema.default === undefined ? undefined : withDefaults(structuredClone(schema.default), schema);
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((item: unknown) => withDefaults(item, items));
  }
  if (!isRecord(value)) return value;
  const properties = branchFor(schema, value["type"])?.properties;
  if (properties === undefined) return value;
  const result: Record<string, unknown> = { ...value };
  for (const [key, property] of Object.entries(properties)) {
    const filled = withDefaults(value[key], property);
    if (filled !== undefined) result[key] = filled;
  }
  return result;
}

/** Names the members of a list that were left without one: by `baseOf`, numbered where that is taken. */
export function withNames(list: unknown, baseOf: (item: Record<string, unknown>) => string): unknown {
  if (!Array.isArray(list)) return list;
  const taken = new Set(list.map((item: unknown) => (isRecord(item) ? item["name"] : undefined)));
  return list.map((item: unknown) => {
    if (!isRecord(item) || item["name"] !== undefined) return item;
    const base = baseOf(item);
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
    taken.add(name);
    return { ...item, name };
  });
}
