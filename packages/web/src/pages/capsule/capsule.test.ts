import type { CapsuleSummary } from "@meter2mqtt/contract";
import { describe, expect, test } from "vitest";
import { capsule as words } from "../../i18n/en/capsule.ts";
import { isCapsuleAnswer, summaryFacts, toRequest } from "./capsule.ts";

const summary: CapsuleSummary = {
  sources: 1,
  frames: 100,
  octets: 41_300,
  from: "2026-01-15T12:00:00.000Z",
  to: "2026-01-15T12:16:30.000Z",
  replaced: 3,
  identifying: 0,
  leftOut: { notDeciphered: 0, notRead: 2, damaged: 0 },
  hasTestKeys: true,
  diagnoses: [
    { code: "clock/zone-assumed", count: 1 },
    { code: "clock/zone-assumed", count: 4 },
  ],
  settings: { kept: 7, leftOut: 4 },
};

describe("a capsule's summary", () => {
  test("says each thing once, and what was left out only where something was", () => {
    const facts = summaryFacts(summary, words.facts);
    expect(Object.fromEntries(facts.map(({ name, value }) => [name, value]))).toMatchObject({
      Frames: "100",
      Keys: words.facts.ownKeys,
      Diagnoses: "clock/zone-assumed",
      "Left out: not understood": "2",
    });
    expect(facts.filter(({ alarming }) => alarming)).toHaveLength(1);
  });

  test("leaves times out that are not known, and says that there are no keys and no diagnoses", () => {
    const { from: _from, to: _to, ...untimed } = summary;
    const facts = summaryFacts({ ...untimed, hasTestKeys: false, diagnoses: [] }, words.facts);
    const names = facts.map(({ name }) => name);
    expect(names).not.toContain(words.facts.from);
    expect(facts.map(({ value }) => value)).toEqual(
      expect.arrayContaining([words.facts.noKeys, words.facts.noDiagnoses]),
    );
  });

  test("all sources is no source in the question", () => {
    const choice = { frames: 20, includeUndecryptable: false };
    expect(toRequest({ source: "", ...choice })).toEqual(choice);
    expect(toRequest({ source: "han", ...choice })).toEqual({ source: "han", ...choice });
  });

  test.each([[{}], [null], ["text"], [{ content: "x", fileName: "y", summary: {} }]])("%j is no answer", (value) => {
    expect(isCapsuleAnswer(value)).toBe(false);
  });

  test("an answer is one", () => {
    expect(isCapsuleAnswer({ content: "capsule: 1", fileName: "a.yaml", summary })).toBe(true);
  });
});
