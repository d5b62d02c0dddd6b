import { sayInEnglish, type Words } from "./words/say.ts";

/** How bad it is: `error` lost data, `warning` may be wrong or will be, `info` is good to know. */
export type Severity = "info" | "warning" | "error";

export interface DiagnosisEntry {
  readonly severity: Severity;
  /** What happened, in a few words: the heading on a page and in the documentation. */
  readonly title: string;
  /** What to do next. */
  readonly hint: string;
}

/*
 * Every diagnosis there is. The code is stable: it names the stage, then what happened. The log, the command line,
 * the pages, MQTT and `docs/diagnoses.md` all take their words from here.
 */
const entries = {
  "line/no-octets": {
    severity: "warning",
    title: "Nothing arrives on the line",
    hint: "Check the cable, and that the grid company has opened the port. A P1 port sends only while its data-request line is powered; some meters send once an hour.",
  },
  "line/no-number": {
    severity: "error",
    title: "A message holds no number",
    hint: "Compare the path in the configuration with what the device sends: names and places in lists, joined by dots.",
  },
  "frame/none-found": {
    severity: "error",
    title: "No frame found",
    hint: "Check that the octets come from a meter's customer port, and the baud rate and parity of the line.",
  },
  "frame/bad-checksum": {
    severity: "error",
    title: "A frame's checksum is wrong",
    hint: "Octets were changed or lost on the way. Once is noise; often means parity, baud rate, cable or adapter.",
  },
  "frame/bad-header-checksum": {
    severity: "error",
    title: "A frame's header checksum is wrong",
    hint: "Octets were changed or lost on the way. Once is noise; often means parity, baud rate, cable or adapter.",
  },
  "frame/truncated": {
    severity: "error",
    title: "A frame was cut short",
    hint: "The line paused, or the file ended, before the frame was complete. Look for lost octets or a small buffer.",
  },
  "frame/length-mismatch": {
    severity: "error",
    title: "A frame's length and its end do not agree",
    hint: "Octets were lost or added inside the frame. Look for a buffer that is too small, or the wrong parity.",
  },
  "frame/damaged": {
    severity: "error",
    title: "A frame is damaged beyond its checksum",
    hint: "Octets were lost or repeated, as when a serial buffer overflows. Capture it again.",
  },
  "reassembly/incomplete": {
    severity: "error",
    title: "Part of a message is missing",
    hint: "The message comes in several frames, and not all of them arrived. The next message may be whole.",
  },
  "reassembly/out-of-sequence": {
    severity: "error",
    title: "A message's parts are out of order",
    hint: "A frame was lost between two others. If this goes on, look for lost octets on the line.",
  },
  "reassembly/limit-exceeded": {
    severity: "error",
    title: "A message is larger than any meter sends",
    hint: "This is damage, or a device that is not a meter. Capture the frames and report them.",
  },
  "security/encryption-key-missing": {
    severity: "error",
    title: "The meter encrypts, and no encryption key is set",
    hint: "Ask the grid company for the keys of this meter's customer port, then set the encryption key.",
  },
  "security/encryption-key-wrong": {
    severity: "error",
    title: "The encryption key is wrong",
    hint: "Compare the key with the grid company's message, digit by digit, and check that it is for this meter.",
  },
  "security/authentication-key-wrong": {
    severity: "error",
    title: "The encryption key is right; the authentication key is wrong, or the frame was changed",
    hint: "If every frame says so, compare the authentication key with the grid company's message; if one does, it was damaged.",
  },
  "security/key-of-another-meter": {
    severity: "error",
    title: "The keys are those of another meter on this line",
    hint: "Each meter has keys of its own: set those of this meter. If it is a neighbour's, nothing has to be done.",
  },
  "security/keys-swapped": {
    severity: "error",
    title: "The two keys are swapped",
    hint: "Set the encryption key as authentication key and the other way round.",
  },
  "security/authentication-key-missing": {
    severity: "info",
    title: "The meter signs its frames, and no authentication key is set",
    hint: "Readings are right but not proven to be the meter's. Set the authentication key to verify them.",
  },
  "security/tag-missing": {
    severity: "warning",
    title: "An authentication key is set, but the frame carries no tag",
    hint: "The meter may not sign its frames. If it did before, somebody else may have sent this one.",
  },
  "security/tag-wrong": {
    severity: "error",
    title: "A frame's tag does not fit",
    hint: "Once, the frame was damaged or is not the meter's. If every frame says so, compare both keys with the grid company's message.",
  },
  "security/key-is-example": {
    severity: "error",
    title: "The encryption key is an example out of a manual",
    hint: "Every meter has keys of its own. Ask the grid company for those of this meter's customer port.",
  },
  "security/key-all-zero": {
    severity: "error",
    title: "A key is all zero, and it does not fit",
    hint: "Zeros stand where a key was not known yet. Ask the grid company for the keys of this meter's customer port.",
  },
  "security/key-length-wrong": {
    severity: "error",
    title: "A key has the wrong length for this meter",
    hint: "Security suites 0 and 1 use keys of 32 hexadecimal digits, suite 2 keys of 64. Ask the grid company for the right ones.",
  },
  "security/key-not-needed": {
    severity: "info",
    title: "A key is set, but the meter sends in clear",
    hint: "The key may stay; it is not used. If frames were encrypted before, check who else sends on this line.",
  },
  "security/keys-stopped-working": {
    severity: "error",
    title: "The keys worked until a moment, and do not any more",
    hint: "If all frames since then say so, the grid company has changed the keys: ask for the new ones. A single one was damaged.",
  },
  "security/replayed": {
    severity: "error",
    title: "A frame was sent before",
    hint: "Somebody, or a device between, repeats old frames. A meter that counts anew is believed after three frames with a later clock, or by your word: meter2mqtt counter reset.",
  },
  "security/counter-restarted": {
    severity: "warning",
    title: "The meter's invocation counter began anew",
    hint: "Verified frames with a later clock show that it is the meter. Nothing has to be done, unless the meter was not touched.",
  },
  "security/counter-went-back": {
    severity: "warning",
    title: "The invocation counter did not go up",
    hint: "The meter was restarted, or old frames are repeated. Set the authentication key to tell them apart.",
  },
  "security/plain-behind-ciphering-header": {
    severity: "error",
    title: "A ciphering header stands around content that is not encrypted",
    hint: "Debug dumps of other readers look like this. A meter never sends it: it is decoded from files only.",
  },
  "security/system-title-missing": {
    severity: "error",
    title: "The meter leaves its system title out",
    hint: "Set the system title of the meter: 16 hexadecimal digits that the grid company sends with the keys.",
  },
  "security/unsupported": {
    severity: "error",
    title: "The meter uses a protection that is not supported",
    hint: "Send a capture of some frames; the security control octet is in the evidence.",
  },
  "security/malformed": {
    severity: "error",
    title: "A ciphering header is malformed",
    hint: "Octets were changed or lost. If every frame says so, send a capture of some frames.",
  },
  "security/key-invalid": {
    severity: "error",
    title: "A key is not a key",
    hint: "A key is 32 hexadecimal digits (0-9, A-F), or 64 for AES-256, as the grid company sends them.",
  },
  "security/key-ascii": {
    severity: "info",
    title: "A key was taken as 16 characters of text",
    hint: "That is right for meters whose keys come as text. If decryption fails, ask for the key as 32 hexadecimal digits.",
  },
  "apdu/unknown-tag": {
    severity: "error",
    title: "A message of a kind that meters do not push",
    hint: "It is kept in the archive. Send a capture if the meter should be supported.",
  },
  "apdu/malformed": {
    severity: "error",
    title: "A message's header is malformed",
    hint: "Octets were changed or lost. If every frame says so, send a capture of some frames.",
  },
  "apdu/no-values": {
    severity: "error",
    title: "A message without any value",
    hint: "The frame is whole but holds nothing to read. Some meters send such frames between others.",
  },
  "axdr/malformed": {
    severity: "error",
    title: "The data in a message is malformed",
    hint: "The checks were right, so the meter sends something unusual. Send a capture of some frames.",
  },
  "axdr/limit-exceeded": {
    severity: "error",
    title: "The data in a message is larger or deeper than any meter sends",
    hint: "This is damage, or a device that is not a meter. Capture the frames and report them.",
  },
  "p1/malformed-line": {
    severity: "warning",
    title: "A line of the telegram could not be read",
    hint: "That line was left out; the others were read. Send a capture if it happens always.",
  },
  "p1/no-checksum": {
    severity: "info",
    title: "The telegram carries no checksum",
    hint: "Old meters send none. Damage on the line can't be noticed then; keep the cable short.",
  },
  "sml/malformed": {
    severity: "error",
    title: "The data in an SML telegram is malformed",
    hint: "The checksum was right, so the meter sends something unusual. Send a capture of some telegrams.",
  },
  "profile/unknown-list": {
    severity: "warning",
    title: "A push list that no profile knows",
    hint: "Values with an OBIS code are read; the others are listed by position. `meter2mqtt profile new` drafts a profile that names them.",
  },
  "profile/scale-undecided": {
    severity: "warning",
    title: "A register without a scale",
    hint: "The meter sends no scale and none is documented for this country. Set its country or zone, or the scale; or wait: some hours of power and registers decide it.",
  },
  "profile/scale-decided": {
    severity: "info",
    title: "A register's scale was decided by what was measured",
    hint: "It is kept for this meter. Compare a register with the meter's display; if it is wrong, set the scale in the configuration.",
  },
  "profile/list-changed": {
    severity: "info",
    title: "The meter sends another list",
    hint: "The grid company has changed what the meter sends, or its firmware. Check that the values you use are still there.",
  },
  "profile/list-stopped": {
    severity: "info",
    title: "A list that came regularly comes no more",
    hint: "Other lists still hold its values, but they come less often. Ask the grid company if it was meant to stop.",
  },
  "profile/code-vanished": {
    severity: "warning",
    title: "Values that came regularly come no more",
    hint: "A consent may have ended, or the customer port may have been closed when somebody moved. Ask the grid company to open it again.",
  },
  "clock/zone-assumed": {
    severity: "info",
    title: "The meter's time zone was assumed",
    hint: "Set the zone of the meter, for example Europe/Oslo.",
  },
  "clock/implausible": {
    severity: "warning",
    title: "The meter's clock is wrong",
    hint: "It differs by more than 30 minutes from the time of arrival. Check the zone; else tell the grid company.",
  },
  "clock/swinging": {
    severity: "warning",
    title: "The meter's clock jumps",
    hint: "It has just moved by minutes: the time of arrival counts until it runs steadily. If it goes on, tell the grid company.",
  },
  "clock/season-contradicts-zone": {
    severity: "warning",
    title: "The telegram's season letter contradicts the time zone",
    hint: "The zone's own rules were used. Check the zone of the meter.",
  },
} as const satisfies Record<string, DiagnosisEntry>;

export type DiagnosisCode = keyof typeof entries;

/** The words of every diagnosis, by its code. */
export const diagnoses: Readonly<Record<DiagnosisCode, DiagnosisEntry>> = entries;

/** One thing that was noticed: a value, never thrown out of the decoder. */
export interface Diagnosis {
  readonly code: DiagnosisCode;
  readonly severity: Severity;
  /** What was seen, with its numbers, in English. */
  readonly message: string;
  /** The same by key and values, for other languages. */
  readonly words: Words;
  /** What to do next. */
  readonly hint: string;
  /** What led to it: system title, counters, lengths, checksums. Never a key. */
  readonly evidence: Readonly<Record<string, string | number | boolean>>;
  /** The octet it is about, counted from the start of the unit that was being read. */
  readonly offset?: number;
}

export interface DiagnosisDetails {
  readonly evidence?: Diagnosis["evidence"];
  readonly offset?: number;
  readonly severity?: Severity;
}

/** Makes a diagnosis with the table's words for `code`; `words` say what was seen this time. */
export function createDiagnosis(code: DiagnosisCode, words: Words, details: DiagnosisDetails = {}): Diagnosis {
  const entry = diagnoses[code];
  return {
    code,
    severity: details.severity ?? entry.severity,
    message: sayInEnglish(words),
    words,
    hint: entry.hint,
    evidence: details.evidence ?? {},
    ...(details.offset === undefined ? {} : { offset: details.offset }),
  };
}
