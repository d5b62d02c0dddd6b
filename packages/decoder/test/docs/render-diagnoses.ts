import { diagnoses } from "../../src/index.ts";
import { renderTable } from "./table.ts";

const introduction = `# Diagnoses

Generated from the table in [diagnosis.ts](../packages/decoder/src/diagnosis.ts).

A diagnosis says what was noticed about a line, a frame, a key or a value, and what to do next. The log, the command line,
the page and MQTT use these words. Each has a code that does not change, and beside the words below a message with this
case's numbers and the evidence: lengths, checksums, system title, counters. Keys are never in it.

- **error**: octets arrived that gave no reading.
- **warning**: there is a reading, but something in it is missing or may be wrong.
- **info**: good to know; nothing is lost.

Where a case is worse or better than usual its severity differs from the table's: a debug dump of another reader is an
error on a line and information in a file.
`;

/** What goes on in a stage, by the first part of its codes. */
const stages: Readonly<Record<string, string>> = {
  line: "Waiting for octets. The gateway alone tells these: a capture has no line.",
  frame: "Finding frames in the stream of octets, and checking their checksums.",
  reassembly: "Putting a message together that comes in several frames.",
  security: "Deciphering, verifying tags, and judging the keys.",
  apdu: "Reading a message's own header.",
  axdr: "Reading the data inside a DLMS message.",
  p1: "Reading the lines of a P1 telegram.",
  sml: "Reading the data inside an SML telegram.",
  profile: "Giving values their meaning and scale.",
  clock: "Reading the meter's clock.",
};

const stageOf = (code: string): string => code.split("/")[0] ?? "";

/** The reference page of all diagnoses: `docs/diagnoses.md` holds exactly this. */
export function renderDiagnosesDocs(): string {
  const entries = Object.entries(diagnoses);
  const names = [...new Set(entries.map(([code]) => stageOf(code)))];
  const sections = names.map((stage) => {
    const about = stages[stage];
    if (about === undefined) throw new Error(`the stage ${stage} of a diagnosis is not described`);
    const rows = entries
      .filter(([code]) => stageOf(code) === stage)
      .map(([code, { severity, title, hint }]) => [`\`${code}\``, severity, title, hint]);
    return `## ${stage}\n\n${about}\n\n${renderTable(["Code", "Severity", "What happened", "What to do"], rows)}`;
  });
  return [introduction, ...sections].join("\n");
}
