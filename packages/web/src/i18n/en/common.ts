import type { LinePhase, MeterPhase, OutputPhase, PricePhase, StorePhase } from "../../state/health.ts";
import type { Direction } from "../../state/power.ts";
import type { RegisterKind } from "../../state/registers.ts";

/** The words of the shell and of what several pages show, in English. */
export const common = {
  product: "meter2mqtt",
  absent: "–",
  absentSpoken: "not known",
  computedMark: "c",
  computedSpoken: "computed",
  computedNote: "c: computed here, not sent by the meter",

  nav: {
    label: "Pages",
    capsule: "Capsule",
    more: "More",
    fewer: "Fewer",
    skip: "To the content",
    loading: "Loading the page",
    failed: "This page could not be loaded. Is the gateway running?",
    again: "Try again",
    notFound: "There is no such page.",
    toNow: "To the page Now",
  },

  display: {
    language: "Language",
    scheme: "Colours",
    schemes: { system: "as the system", light: "light", dark: "dark" },
  },

  session: {
    title: "Log in",
    lead: "This gateway has a password.",
    user: "User",
    password: "Password",
    logIn: "Log in",
    logOut: "Log out",
    needsAdmin: "Only an administrator may see this page. Log in as one.",
    viewer: "You may look, not change.",
    setUpTitle: "Set a password",
    setUpLead:
      "You reach this gateway from another machine, so it shows nothing until it has a password. The one-time code stands in the gateway's log.",
    code: "One-time code from the log",
    newPassword: "New password, at least 10 characters",
    setUp: "Set the password",
  },

  request: {
    unreachable: "The gateway did not answer.",
    notUnderstood: "The answer is not what this page expects. Load the page again.",
    unexplained: (status: number): string => `The gateway answered with ${status}.`,
  },

  health: {
    label: "Is everything well?",
    meter: "Meter",
    line: "Line",
    output: "MQTT",
    unknown: "not known",
    meterPhase: {
      connected: "connected",
      waiting: "waiting",
      stale: "silent",
      fault: "fault",
    } satisfies Record<MeterPhase, string>,
    linePhase: {
      good: "good",
      connecting: "opening",
      retrying: "lost, trying again",
      silent: "nothing heard",
      quiet: "quiet",
      unread: "no frame yet",
      damaged: "damaged frames",
      ended: "ended",
      failed: "failed",
    } satisfies Record<LinePhase, string>,
    outputPhase: {
      open: "connected",
      connecting: "connecting",
      waiting: "lost, trying again",
      failed: "failed",
      none: "off",
    } satisfies Record<OutputPhase, string>,
    prices: "Prices",
    pricePhase: { ok: "known", waiting: "not there yet", failed: "failed" } satisfies Record<PricePhase, string>,
    store: "Store",
    storePhase: { ok: "good", degraded: "disk fails" } satisfies Record<StorePhase, string>,
  },

  connection: {
    opening: "Connecting to the gateway",
    lost: "Connection lost, trying again",
    lostDetail: "What you see is the last that was heard. It is not up to date.",
  },

  simulated: {
    title: "Simulated meter",
    detail: "These numbers are made up. No real meter is connected.",
    how: "How to connect a real one",
    steps: [
      "Plug the adapter of your meter's customer port into this machine.",
      "Name its port under sources: in the file meter2mqtt.yaml, as below.",
      "Start meter2mqtt again: this page then shows your meter.",
    ],
    example: "sources:\n  - type: serial\n    port: /dev/ttyUSB0",
    guide: "Every setting, the keys of an encrypted meter among them, is described in docs/configuration.md.",
  },

  meters: { label: "Meters" },

  notice: {
    waiting: "Waiting for the first reading",
    waitingDetail: "Most meters speak every 2 to 10 seconds, some only once a minute.",
    stale: (ago: string): string => `The meter is silent; its last reading came ${ago}`,
    staleDetail: "The values below are the last that the meter sent.",
    fault: (ago: string): string => `The meter can't be read any more; the last reading came ${ago}`,
    faultNever: "The meter can't be read yet",
    noSource: "No source is set up. Name one under sources: in meter2mqtt.yaml.",
  },

  power: {
    title: "Power now",
    direction: {
      import: "Import, taken from the grid",
      export: "Export, given to the grid",
      none: "Nothing in, nothing out",
    } satisfies Record<Direction, string>,
    unknown: "The meter has not said yet",
    import: "Import",
    export: "Export",
    reactiveImport: "Reactive import",
    reactiveExport: "Reactive export",
    factor: "Power factor",
    frequency: "Frequency",
    heard: (ago: string): string => `Heard ${ago}`,
    heardEvery: (ago: string, seconds: string): string => `Heard ${ago}, every ${seconds} s`,
    heardOld: (ago: string): string => `Old value, heard ${ago}`,
  },

  chart: {
    between: (from: string, to: string): string => `From ${from} to ${to}`,
    latestSpans: {
      minutes: "Last 5 minutes",
      hour: "Last hour",
      hours: "Last 6 hours",
      day: "Last 24 hours",
      some: "Until now",
    },
    spans: { minutes: "5 min", hour: "1 h", hours: "6 h", day: "24 h" },
    span: "Time shown",
    move: "Move and zoom",
    earlier: "Earlier",
    later: "Later",
    zoomIn: "Closer",
    zoomOut: "Farther",
    loading: "Loading",
    empty: "No power was heard in this time",
    failed: "What was before could not be loaded; the line begins now",
    spoken: (lowest: string, highest: string): string =>
      `Net power, between ${lowest} and ${highest} W. A table follows.`,
    net: "Net power in W, export below zero",
    table: "Show as a table",
    caption: "Net power in W",
    time: "From",
    mean: "Mean",
    lowest: "Lowest",
    highest: "Highest",
  },

  phases: {
    title: "Phases",
    phase: "Phase",
    voltage: "Voltage",
    current: "Current",
    power: "Power",
    note: "Power below zero is given to the grid.",
    pairs: (pairs: string): string => `IT grid: the voltages stand between two phases: ${pairs}.`,
    notMeasured: (phases: string): string => `This meter does not measure the current of ${phases}.`,
  },

  /** Units that are written in another way than meters send them. */
  units: { m3: "m³" } as Readonly<Record<string, string>>,

  energy: {
    title: "Energy",
    registers: "Registers of the meter",
    kind: {
      energyImport: "Import",
      energyExport: "Export",
      reactiveImport: "Reactive import",
      reactiveExport: "Reactive export",
    } satisfies Record<RegisterKind, string>,
    tariff: (tariff: number): string => `tariff ${tariff}`,
    subMeters: "Sub-meters",
    channel: (channel: number): string => `Channel ${channel}`,
    kinds: { gas: "Gas", water: "Water", heat: "Heat", cooling: "Cooling", electricity: "Electricity" } as Readonly<
      Record<string, string>
    >,
  },

  meter: {
    title: "Meter",
    id: "Number",
    model: "Model",
    maker: "Maker",
    list: "List",
    systemTitle: "System title",
    clock: "Meter's clock",
    signature: "Signature",
    verified: "verified",
    unverified: "not verified",
    name: "Name",
  },

  line: {
    title: "Line",
    octetRate: "Octets per second",
    framesGood: "Frames, good",
    framesBad: "Frames, damaged",
    ratio: "Good in the last minute",
    noise: "Octets outside frames",
    readings: "Readings",
    duplicates: "Already heard elsewhere",
    last: "Last octet",
    never: "never",
    heard: (octets: string, frames: string): string => `Heard so far: ${octets} octets, ${frames} whole frames.`,
    says: {
      good: "The line is open and frames arrive whole.",
      connecting: "The line is being opened.",
      retrying: "The line was lost. It is opened again by itself.",
      silent: "The line is open, but nothing has been heard on it yet.",
      quiet: "The line is open, but nothing was heard in the last minute.",
      unread: "Octets arrive, but no whole frame among them yet.",
      damaged: "Frames arrive, but many are damaged.",
      ended: "The input has ended.",
      failed: "The line can't be opened.",
    } satisfies Record<LinePhase, string>,
  },

  diagnosis: {
    title: "Diagnosis",
    none: "Nothing noticed so far.",
    next: "What to do",
    evidence: "Evidence",
    severity: { error: "Error", warning: "Warning", info: "Note" },
    answered: "Earlier; readings have come since.",
    seen: (ago: string, count: string): string =>
      count === "1" ? `Seen ${ago}` : `Seen ${count} times in a row, last ${ago}`,
  },

  events: {
    title: "Events",
    none: "Nothing has happened so far.",
    goesOn: "goes on",
    over: "over",
    began: (at: string): string => `Since ${at}`,
    lasted: (from: string, to: string): string => `From ${from} to ${to}`,
    ended: (at: string): string => `Over since ${at}`,
  },

  footer: (version: string, since: string): string => `meter2mqtt ${version}, running since ${since}`,
};
