import { isRecord, type SchemaNode, toSchemaNode } from "./schema-node.ts";

/**
 * The part of a schema that says something about this value: settings that are not there, lists that are empty, and types of
 * sources and sinks that nobody uses are left out. The value fits the one where it fits the other. Of the whole schema a
 * validator takes longer to make than all the rest of a start.
 */
export function usedSchema(schema: SchemaNode, value: unknown): SchemaNode {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return schema;
    if (value.length > 0) return { ...schema, items: usedBranches(items, value) };
    const { items: _unused, ...rest } = schema;
    return rest;
  }
  if (!isRecord(value) || schema.properties === undefined) return schema;
  const used = Object.entries(schema.properties).flatMap(([key, property]): [string, SchemaNode][] =>
    value[key] === undefined ? [] : [[key, usedSchema(property, value[key])]],
  );
  return { ...schema, properties: Object.fromEntries(used) };
}

/** Members of a list differ in what they hold, so that only the branches of unused types can go. */
function usedBranches(items: SchemaNode, members: readonly unknown[]): SchemaNode {
  if (items.oneOf === undefined) return items;
  const types = new Set(members.map((member) => (isRecord(member) ? member["type"] : undefined)));
  const branches = items.oneOf.filter((branch) => types.has(branch.properties?.["type"]?.const));
  // A type that is missing or unknown fits none of them, and a union of nothing is no schema.
  return branches.length === 0 ? items : { ...items, oneOf: branches.map(toSchemaNode) };
}
