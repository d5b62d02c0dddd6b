import { describe, expect, test } from "vitest";
import { createDiagnosis, type DiagnosisCode, diagnoses } from "./diagnosis.ts";
import { say } from "./words/say.ts";

const stages = ["line", "frame", "reassembly", "security", "apdu", "axdr", "p1", "sml", "profile", "clock"];

describe("the table of diagnoses", () => {
  test.each(Object.entries(diagnoses))("%s names its stage and says what to do", (code, { severity, title, hint }) => {
    const [stage, what, ...more] = code.split("/");
    expect(stages).toContain(stage);
    expect(what).toMatch(/^[a-z][a-z-]+$/);
    expect(more).toEqual([]);
    expect(["info", "warning", "error"]).toContain(severity);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(hint).toMatch(/^[A-Z].*\.$/);
  });

  test("holds every code that corpus rows and key verdicts call for", () => {
    const called: readonly DiagnosisCode[] = [
      ...(["frame/bad-checksum", "frame/bad-header-checksum", "frame/truncated", "frame/length-mismatch"] as const),
      ...(["frame/none-found", "frame/damaged", "reassembly/out-of-sequence", "reassembly/incomplete"] as const),
      ...([
        "axdr/malformed",
        "apdu/no-values",
        "security/encryption-key-missing",
        "security/encryption-key-wrong",
      ] as const),
      ...([
        "security/authentication-key-wrong",
        "security/authentication-key-missing",
        "security/keys-swapped",
      ] as const),
      ...([
        "security/tag-missing",
        "security/plain-behind-ciphering-header",
        "clock/zone-assumed",
        "clock/implausible",
      ] as const),
    ];
    expect(Object.keys(diagnoses)).toEqual(expect.arrayContaining([...called]));
  });

  test("no two say the same in their headings", () => {
    const titles = Object.values(diagnoses).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe("createDiagnosis", () => {
  test("takes severity and hint from the table, message and evidence from the caller", () => {
    expect(
      createDiagnosis("frame/truncated", say("p1CutShort", { seen: 3 }), { evidence: { seen: 3 }, offset: 2 }),
    ).toEqual({
      code: "frame/truncated",
      severity: "error",
      message: 'A P1 telegram ends after 3 octets without "!".',
      words: [{ key: "p1CutShort", values: { seen: 3 } }],
      hint: diagnoses["frame/truncated"].hint,
      evidence: { seen: 3 },
      offset: 2,
    });
  });

  test("leaves out an offset that is not known, and lets the caller raise the severity", () => {
    const diagnosis = createDiagnosis("security/tag-missing", say("noTag"), { severity: "error" });
    expect(diagnosis.severity).toBe("error");
    expect(diagnosis).not.toHaveProperty("offset");
  });
});
