import type { ShownDiagnosis } from "@meter2mqtt/contract";
import { expect, test } from "vitest";
import { DiagnosisLog } from "./diagnosis-log.ts";

const start = Date.UTC(2026, 0, 15, 12);

function said(code: string, second: number, changes: Partial<ShownDiagnosis> = {}): ShownDiagnosis {
  const words = { severity: "error", title: "t", message: "m", hint: "h", evidence: {} } as const;
  return { at: new Date(start + second * 1000).toISOString(), source: "han", code, ...words, count: 1, ...changes };
}

test("a row that goes on is one entry with its count; what begins anew is another", () => {
  const log = new DiagnosisLog();
  log.add(said("a", 0));
  log.add(said("b", 5, { source: "attic" }));
  log.add(said("a", 60, { count: 7 }));
  log.add(said("a", 400, { count: 1 }));
  log.add(said("a", 900, { count: 9 }));
  expect(log.page({ limit: 10 }).map(({ id, code, count, source }) => [id, code, count, source])).toEqual([
    [4, "a", 9, "han"],
    [3, "a", 1, "han"],
    [2, "b", 1, "attic"],
    [1, "a", 7, "han"],
  ]);
  expect(log.page({ limit: 10 }).at(-1)).toMatchObject({ firstAt: said("a", 0).at, at: said("a", 60).at });
  expect(log.page({ source: "attic", limit: 10 })).toHaveLength(1);
  expect(log.page({ before: 3, limit: 1 }).map(({ id }) => id)).toEqual([2]);
});

test("keeps a thousand", () => {
  const log = new DiagnosisLog();
  for (let i = 0; i < 1500; i++) log.add(said(`code-${i}`, i));
  const all = log.page({ limit: 5000 });
  expect([all.length, all[0]?.code, all.at(-1)?.code]).toEqual([1000, "code-1499", "code-500"]);
});
