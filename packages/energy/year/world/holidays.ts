/** Days of 2026 that the contracts call public holidays, some of them Sundays. */
export const holidaysOf: Readonly<Record<"NO" | "SE" | "DK" | "BE" | "NL", readonly string[]>> = {
  NO: days("01-01 04-02 04-03 04-05 04-06 05-01 05-14 05-17 05-24 05-25 12-25 12-26"),
  SE: days("01-01 01-06 04-03 04-05 04-06 05-01 05-14 06-06 06-19 06-20 10-31 12-24 12-25 12-26 12-31"),
  DK: [],
  BE: [],
  NL: days("01-01 04-05 04-06 04-27 05-14 05-24 05-25 12-25 12-26"),
};

function days(text: string): string[] {
  return text.split(" ").map((day) => `2026-${day}`);
}
