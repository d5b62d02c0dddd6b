import type { FrameProblem } from "../../pages/inspector/fetch-frame.ts";
import type { InputProblem } from "../../pages/inspector/read-input.ts";
import type { LineFault } from "../../pages/inspector/serial/listen.ts";
import type { SerialEnd } from "../../pages/inspector/serial/serial-reader.ts";
import type { SerialSupport } from "../../pages/inspector/serial/serial-support.ts";
import type { VerdictKind } from "../../pages/inspector/verdict.ts";

/** The words of the inspector, in English. */
export const inspector = {
  title: "Inspector",
  lead: "What do these octets say? Everything is read in this tab; nothing you paste leaves it.",

  input: {
    title: "Frames to look at",
    other: "Look at something else",
    label: "Hexadecimal text, a P1 telegram, a log or a whole e-mail",
    hint: "Times, prefixes and comments in it are skipped.",
    read: "Read",
    file: "Choose a file",
    drop: "Or drop a file anywhere on this page: text or binary, up to 4 MB.",
    dropNow: "Drop it: it is read here",
    example: "Show an example",
    clear: "Clear",
    problem: {
      "too-large": "This is more than 4 MB. Take a part of it.",
      empty: "Here is nothing to read yet.",
    } satisfies Record<InputProblem, string>,
    fromFile: (name: string): string => `File ${name}`,
    fromText: "Pasted text",
    fromExample: "Example: a Danish Kamstrup meter",
    fromGateway: (source: string, at: string): string => `Heard by ${source}, ${at}`,
    fromSerial: (at: string): string => `Heard in this tab, ${at}`,
    fetching: "Fetching the frame",
    frameProblem: {
      gone: "The gateway doesn't have this frame any more. Old frames make room for new ones.",
      refused: "You may not see this frame. Log in first.",
      failed: "The gateway did not give this frame. Is it running?",
    } satisfies Record<FrameProblem, string>,
    none: "No frame was found in it. The octets are shown as they are.",
    summary: (octets: string, frames: string, readings: string): string =>
      `${octets} octets · messages: ${frames} · readings: ${readings}`,
  },

  frames: {
    title: "Messages in it",
    number: (number: string): string => `No. ${number}`,
    octets: (octets: string): string => `${octets} octets`,
    several: (frames: string): string => `in ${frames} frames`,
    previous: "Previous",
    next: "Next",
    page: (page: string, pages: string): string => `Page ${page} of ${pages}`,
    noTime: "no time sent",
    read: "read",
    unread: "no values",
    watts: (watts: string): string => `${watts} W`,
  },

  keys: {
    title: "Keys",
    label: "Keys, or the whole message they came in",
    hint: "In any spelling, with their names or without. They stay in this tab, and are gone when you close it.",
    show: "Keys and time zone",
    forget: "Forget the keys",
    found: (encryption: string, authentication: string): string =>
      `Encryption key: ${encryption}; authentication key: ${authentication}`,
    given: "found",
    notGiven: "none",
    noneFound: "There is no key in this text: a key has 32 hexadecimal digits.",
    other: "The keys were taken as they fit this frame, not as the text names them.",
    zone: "Time zone of the meter",
    zoneAuto: "by frame and country",
    zoneHint: "Decides what a time means that is sent without an offset.",
    systemTitle: "System title",
    maker: "Maker",
    counter: "Invocation counter",
    control: "Security control",
    verdict: {
      plain: "Not encrypted",
      missing: "Encrypted: the encryption key is needed",
      verified: "Both keys are right: decrypted, and its tag is verified",
      unverified: "The encryption key is right; the tag was not verified",
      dump: "Already decrypted by another program",
      refused: "Not decrypted",
    } satisfies Record<VerdictKind, string>,
    codes: {
      "security/encryption-key-wrong": "The encryption key is wrong",
      "security/authentication-key-wrong": "The encryption key is right, the authentication key is wrong",
      "security/keys-swapped": "The two keys are swapped",
      "security/key-all-zero": "A key is all zero",
      "security/key-is-example": "A key is an example from a manual",
      "security/key-length-wrong": "A key has the wrong length",
      "security/system-title-missing": "The system title is needed, too",
    } as Readonly<Record<string, string>>,
  },

  tabs: { label: "Views", octets: "Octets", values: "Values", xml: "XML", diagnosis: "Diagnosis" },

  octets: {
    tree: "Fields",
    hex: "Octets",
    space: { input: "Frame", plaintext: "Plain text", assembled: "Put together" } as Readonly<Record<string, string>>,
    spaceLabel: "Octets shown",
    selected: "Chosen field",
    place: (from: string, to: string, count: string): string => `${from} to ${to}, octets: ${count}`,
    value: "Value",
    text: "Text",
    meaning: "Meaning",
    clause: "Described in",
    problem: "Problem",
    bytes: "Octets",
    openAll: "Open all",
    closeAll: "Close all",
    spoken: (offset: string, octet: string, field: string): string => `${offset}: ${octet}, ${field}`,
    help: "Arrow keys move in both; choosing on one side shows the place on the other.",
  },

  values: {
    none: "This frame gives no values. The diagnosis says why.",
    code: "OBIS code",
    name: "Name",
    value: "Value",
    unit: "Unit",
    raw: "As sent",
    field: "Here as",
    quantities: "What the meter says",
    objects: (count: string): string => `Every object of the list: ${count}`,
    channels: "Sub-meters",
    time: "Meter's clock",
    meter: "Number",
    model: "Model",
    maker: "Maker",
    list: "List",
    profile: "Read by profile",
    framing: "Framing",
    signature: "Signature",
    verified: "verified",
    unverified: "not verified",
  },

  xml: {
    label: "XML as DLMS translators write it",
    copy: "Copy",
    copied: "Copied",
    copyByHand: "The text is selected: copy it with the keyboard",
    save: "Save",
  },

  diagnosis: {
    frame: "This message",
    capture: "Everything in it",
    none: "Nothing to complain about.",
    times: (count: string): string => `${count} times`,
  },

  serial: {
    title: "Read a meter here",
    lead: "Plug the adapter of the meter's customer port into this device: this tab reads it, with nothing installed.",
    support: {
      offered: "",
      insecure:
        "Browsers let a page read a port only over HTTPS, on localhost, or from a file on disk. Save the inspector as a file (below) and open that.",
      browser: "This browser can't read ports. Chrome, Edge and Opera on a computer can.",
    } satisfies Record<SerialSupport, string>,
    settings: "Rate and format",
    detect: "find out by trying",
    start: "Choose a port",
    stop: "Stop",
    refused: "No port was chosen.",
    blocked: "The browser does not let this page use ports.",
    detecting: (settings: string, number: string, of: string): string =>
      `Listening at ${settings} (${number} of ${of})`,
    tried: (settings: string, octets: string, frames: string): string =>
      `${settings}: ${octets} octets, damaged frames: ${frames}`,
    reading: (settings: string): string => `Reading at ${settings}`,
    waiting: "Nothing was heard yet. Most meters speak every 2 to 10 seconds.",
    noFrame: "Octets come, but no frame. Is the rate right, and is it the customer port?",
    end: {
      stopped: "Stopped.",
      lost: "The adapter was unplugged, or the port was lost. Plug it in and choose it again.",
      busy: "The port can't be opened. Another program may have it open: close that first.",
      nothing: "Nothing that was tried gave a frame. Check the cable, and that the grid company has opened the port.",
    } satisfies Record<SerialEnd, string>,
    faults: (faults: string): string => `The line reports faults: ${faults}`,
    fault: {
      overrun: "octets lost",
      break: "breaks",
      framing: "wrong rate",
      parity: "wrong parity",
    } satisfies Record<LineFault, string>,
    counts: (octets: string, frames: string, damaged: string): string =>
      `${octets} octets · good frames: ${frames} · damaged: ${damaged}`,
    frames: "Frames heard",
    kept: (count: string): string => `The last ${count} are kept.`,
    latest: "Latest values",
  },

  standalone: {
    title: "The inspector as one file",
    detail: "It works from disk with the network off, and reads ports there, too.",
    save: "Save inspector.html",
    heading: "meter2mqtt inspector",
  },
};
