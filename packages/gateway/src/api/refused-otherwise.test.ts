import { fastify } from "fastify";
import { Type } from "typebox";
import { expect, test } from "vitest";
import { refusedByFramework } from "./refused-otherwise.ts";

const body = Type.Object({
  user: Type.String({ minLength: 1, maxLength: 4 }),
  places: Type.Optional(Type.Array(Type.String(), { maxItems: 1 })),
  minutes: Type.Optional(Type.Integer({ maximum: 5 })),
});

/** What the framework itself has against a body. */
async function refusal(sent: object) {
  const app = fastify();
  app.post("/", { schema: { body } }, () => ({}));
  let told: ReturnType<typeof refusedByFramework> | undefined;
  app.setErrorHandler((error: Error, _request, reply) => {
    told = refusedByFramework(400, error);
    void reply.status(400).send();
  });
  await app.inject({ method: "POST", url: "/", payload: sent });
  await app.close();
  return told;
}

const at = (path: string) => ({ key: "atPlace", values: { path } });

test.each([
  [{}, [{ key: "setting-needed", values: { setting: "user" } }]],
  [{ user: "" }, [at("user"), { key: "value-empty", values: {} }]],
  [{ user: "longer" }, [at("user"), { key: "value-long", values: { length: "4" } }]],
  [{ user: "a", places: ["a", "b"] }, [at("places"), { key: "list-long", values: { count: "1" } }]],
])("what is wrong with a field of %j is told by key", async (sent, words) => {
  const [type, told] = (await refusal(sent)) ?? [];
  expect(type).toBe("request");
  expect(told?.message).toMatch(/^The gateway does not take this: body.+\.$/);
  expect(told?.words).toEqual([{ key: "fieldWrong" }, ...words]);
});

test("what no page sends is quoted", async () => {
  const [, told] = (await refusal({ user: "a", minutes: 9 })) ?? [];
  expect(told?.words).toMatchObject([{ key: "requestWrong", values: { why: expect.stringContaining("minutes") } }]);
});
