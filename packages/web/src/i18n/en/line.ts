/** Words of the page Line. */
export const linePage = {
  title: "Line",
  choose: "Line",
  none: "No source is set: there is no line.",

  time: {
    title: "Over time",
    span: "Time shown",
    spans: { hour: "1 h", hours: "6 h", day: "24 h" },
    octets: "Octets per second",
    frames: "Frames in a step: whole, and damaged",
    gaps: "Longest silence, in seconds",
    whole: "whole",
    damaged: "damaged",
    highest: (value: string): string => `highest: ${value}`,
    spoken: (what: string, lowest: string, highest: string): string => `${what}: from ${lowest} to ${highest}`,
    failed: "How the line was could not be loaded.",
    loading: "Loading how the line was",
    empty: "Nothing was heard in this time.",
    started: "Steps from before the start of the gateway are empty.",
    totals: (frames: string, damaged: string, gap: string): string =>
      `Whole frames: ${frames}, damaged: ${damaged}; the longest silence was ${gap}.`,
  },

  log: {
    title: "What was noticed",
    none: "Nothing was noticed since the start.",
    older: "Older ones",
    from: (from: string, to: string): string => `${from} to ${to}`,
    times: (count: string): string => `${count} times`,
    failed: "The log could not be loaded.",
  },

  frames: {
    title: "Raw frames",
    lead: "Each frame as it came, the newest first. The oldest ones go when the archive is full.",
    admin: "Frames tell whose meter it is: only an administrator sees them.",
    live: "Follow as they come",
    at: "Time",
    framing: "Framing",
    octets: "Octets",
    verdict: "What became of it",
    inspect: "Look into it",
    older: "Older ones",
    none: "No frame is kept so far.",
    failed: "The frames could not be loaded.",
    reading: "a reading",
    capsule: "Make a file for a bug report",
  },
};
