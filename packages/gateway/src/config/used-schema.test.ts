import { configuration } from "@meter2mqtt/contract";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import type { SchemaNode } from "./schema-node.ts";
import { usedSchema } from "./used-schema.ts";

const one: SchemaNode = { type: "object", properties: { type: { const: "one" }, a: { type: "string" } } };
const two: SchemaNode = { type: "object", properties: { type: { const: "two" }, b: { type: "string" } } };
const schema: SchemaNode = {
  type: "object",
  required: ["log"],
  properties: {
    list: { type: "array", items: { oneOf: [one, two] } },
    log: { type: "object", properties: { level: { enum: ["info"] }, file: { type: "string" } } },
    http: { type: "object", properties: { port: { type: "integer" } } },
  },
};

test("leaves out settings that are not there, and types that nobody uses", () => {
  expect(usedSchema(schema, { list: [{ type: "two" }], log: { level: "x" }, unknown: 1 })).toEqual({
    ...schema,
    properties: {
      list: { type: "array", items: { oneOf: [two] } },
      log: { type: "object", properties: { level: { enum: ["info"] } } },
    },
  });
});

test("asks nothing of the members of an empty list", () => {
  expect(usedSchema(schema, { list: [] }).properties).toEqual({ list: { type: "array" } });
});

test("a type that is unknown, and a value of another kind, meet the whole schema", () => {
  const { list } = schema.properties ?? {};
  expect(usedSchema(schema, { list: [{ type: "three" }] }).properties).toEqual({ list });
  expect(usedSchema(schema, { list: { type: "one" } }).properties).toEqual({ list });
  expect(usedSchema(schema, "text")).toBe(schema);
});

test("the whole schema is one by the rules of JSON Schema, which no start looks at", () => {
  expect(new Ajv({ strict: false, discriminator: true }).validateSchema(configuration)).toBe(true);
});
