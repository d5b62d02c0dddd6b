import { createDiagnosis, say } from "@meter2mqtt/decoder";
import { expect, test } from "vitest";
import { DiagnosisKeeper } from "./diagnosis-keeper.ts";

const missing = createDiagnosis("security/encryption-key-missing", say("encryptionKeyMissing", { title: "KAM 1" }), {
  evidence: { invocationCounter: 7 },
});
const zone = createDiagnosis("clock/zone-assumed", say("zoneAssumed", { zone: "Europe/Berlin" }));
const truncated = createDiagnosis("frame/truncated", say("messageCut", { seen: 3 }));

test("counts a diagnosis in a row and tells it once a minute", () => {
  const keeper = new DiagnosisKeeper("han");
  const news = Array.from({ length: 13 }, (_, i) => keeper.add(missing, i * 10_000).isNews);
  expect(news.map((isNews, i) => (isNews ? i : -1)).filter((i) => i >= 0)).toEqual([0, 6, 12]);
  expect(keeper.latest).toEqual({
    at: "1970-01-01T00:02:00.000Z",
    source: "han",
    code: "security/encryption-key-missing",
    severity: "error",
    title: "The meter encrypts, and no encryption key is set",
    message: "The meter KAM 1 encrypts, and no encryption key is set.",
    words: [{ key: "encryptionKeyMissing", values: { title: "KAM 1" } }],
    hint: expect.stringContaining("grid company"),
    evidence: { invocationCounter: 7 },
    count: 13,
  });
});

test("information does not push a recent error away, later it does", () => {
  const keeper = new DiagnosisKeeper("han");
  keeper.add(truncated, 0);
  keeper.add(zone, 30_000);
  expect(keeper.latest?.code).toBe("frame/truncated");
  keeper.add(zone, 60_001);
  expect(keeper.latest).toMatchObject({ code: "clock/zone-assumed", count: 2 });
});

test("another error or a reading ends the row", () => {
  const keeper = new DiagnosisKeeper("han");
  keeper.add(truncated, 0);
  keeper.add(missing, 1);
  expect(keeper.add(truncated, 2).shown.count).toBe(1);
  keeper.readingCame();
  expect(keeper.add(truncated, 3)).toMatchObject({ isNews: true, shown: { count: 1 } });
});
