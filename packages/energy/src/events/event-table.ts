export type EventSeverity = "info" | "warning" | "error";

export interface EventWords {
  readonly severity: EventSeverity;
  readonly title: string;
  /** Placeholders: `{phase}`, `{value}`, `{limit}`. */
  readonly raised: string;
  readonly cleared: string;
  /** Of value and limit. */
  readonly unit: string;
  /** When it is raised and when it is cleared, for the reference page. */
  readonly rule: string;
}

/** Every event with its words: pages, log, MQTT, Home Assistant, webhooks and `docs/events.md` show the same. */
export const events = {
  fuse: {
    severity: "warning",
    title: "A phase is near its fuse",
    raised: "Phase {phase} carries {value} A; the warning limit is {limit} A.",
    cleared: "Phase {phase} carries {value} A again, well below its fuse.",
    unit: "A",
    rule: "The current of a phase is 90 % of `mainFuse` or more for 10 s; cleared below 80 % for 10 s. Only where `mainFuse` is set.",
  },
  "voltage-low": {
    severity: "warning",
    title: "The voltage is too low",
    raised: "The voltage of {phase} is {value} V, below {limit} V.",
    cleared: "The voltage of {phase} is {value} V again.",
    unit: "V",
    rule: "A voltage is below the nominal one -10 % (207 V) for 60 s; cleared 1 % above that for 60 s.",
  },
  "voltage-high": {
    severity: "warning",
    title: "The voltage is too high",
    raised: "The voltage of {phase} is {value} V, above {limit} V.",
    cleared: "The voltage of {phase} is {value} V again.",
    unit: "V",
    rule: "A voltage is above the nominal one +10 % (253 V) for 60 s; cleared 1 % below that for 60 s.",
  },
  "no-data": {
    severity: "error",
    title: "The meter is silent",
    raised: "Nothing has been heard of the meter; its last values are old.",
    cleared: "The meter is heard again.",
    unit: "",
    rule: "The meter has missed three of its intervals (10 s at least), and 60 s have passed since; cleared by its next reading.",
  },
  "clock-wrong": {
    severity: "warning",
    title: "The meter's clock is wrong",
    raised: "The meter's clock is {value} s off, or swings; the time of arrival counts instead.",
    cleared: "The meter's clock is right again.",
    unit: "s",
    rule: "The clock is more than 30 minutes off, shows a midnight that is none, or jumps, for 5 minutes; cleared once it has been right for as long.",
  },
  export: {
    severity: "info",
    title: "Power is given to the grid",
    raised: "Export began: {value} W are given to the grid.",
    cleared: "Export ended.",
    unit: "W",
    rule: "Export is 50 W or more for 60 s; over once it is below a fifth of that for 60 s.",
  },
  peak: {
    severity: "warning",
    title: "A peak is ahead",
    raised: "The running window will come to {value} kW; the limit is {limit} kW.",
    cleared: "The running window stays within the limit: {value} kW are expected.",
    unit: "kW",
    rule: "What is expected of the running window of a capacity rule is above its limit for 60 s, after the window's first tenth; cleared below 95 % of the limit for 60 s. Only where a contract has such a rule (docs/guides/contracts.md).",
  },
} as const satisfies Readonly<Record<string, EventWords>>;

export type EventName = keyof typeof events;

export const eventNames: readonly EventName[] = Object.keys(events).filter(isEventName);

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}

export interface EventNumbers {
  readonly phase?: string;
  readonly value?: number;
  readonly limit?: number;
}

/** What happened, in words with the numbers of this case. */
export function eventMessage(name: EventName, state: "raised" | "cleared", numbers: EventNumbers): string {
  const known: Readonly<Record<string, string | number | undefined>> = { ...numbers };
  return events[name][state].replace(/\{(\w+)\}/g, (_all, word: string) => String(known[word] ?? "?"));
}
