import { expect, test } from "vitest";
import { Ration } from "./ration.ts";

const unused = { isUsed: false };
const used = { isUsed: true };

test("all are allowed while most are used", () => {
  const ration = new Ration();
  for (let i = 0; i < 200; i++) expect(ration.allows([unused, unused, unused, unused, unused, used, used])).toBe(true);
});

test("one in 1024 is allowed while six wait for their use", () => {
  const ration = new Ration();
  const made = [unused, unused, unused, unused, unused, unused, used];
  const allowed = Array.from({ length: 10_240 }, () => ration.allows(made)).filter(Boolean);
  expect(allowed).toHaveLength(10);
});
