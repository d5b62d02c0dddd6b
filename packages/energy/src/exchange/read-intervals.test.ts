import { createIntlZoneRules } from "@meter2mqtt/decoder";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseColumnMapping } from "./column-mapping.ts";
import { ExchangeError } from "./exchange-error.ts";
import { csvLayouts } from "./layouts.ts";
import { type ReadIntervalsOptions, readIntervals } from "./read-intervals.ts";

const rules = createIntlZoneRules();
const hour = 3_600_000;

function read(text: string, options: Partial<ReadIntervalsOptions> = {}) {
  return readIntervals(text, { rules, ...options });
}

function mapped(text: string, mapping: string) {
  return read(text, { layout: parseColumnMapping(mapping, "Europe/Berlin") });
}

function errorOf(work: () => unknown): ExchangeError {
  try {
    work();
  } catch (error) {
    if (error instanceof ExchangeError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const starts = (text: string, options?: Partial<ReadIntervalsOptions>) =>
  read(text, options).intervals.map(({ start }) => new Date(start).toISOString().slice(0, 16));

describe("the layouts of grid companies", () => {
  test("Elhub: quoted amounts with decimal comma, Norwegian time", () => {
    const text =
      'Fra,Til,KWH 60 Forbruk,Kvalitet\r\n01.01.2026 00:00,01.01.2026 01:00,"1,234",Målt\r\n01.01.2026 01:00,01.01.2026 02:00,"0,29",Estimert\r\n';
    expect(read(text)).toEqual({
      layout: "elhub",
      zone: "Europe/Oslo",
      intervals: [
        { direction: "import", start: Date.UTC(2025, 11, 31, 23), lengthMs: hour, wh: 1234, quality: "measured" },
        { direction: "import", start: Date.UTC(2026, 0, 1), lengthMs: hour, wh: 290, quality: "estimated" },
      ],
      lengthMs: hour,
      resolutionWh: 1,
      missing: 0,
      otherRegisters: 0,
      directionAssumed: false,
    });
  });

  test("Elhub: times with their offset", () => {
    const text = "Fra,Til,KWH 60 Forbruk,Kvalitet\n2026-04-01T00:00:00+02:00,2026-04-01T01:00:00+02:00,0.5,Målt\n";
    expect(read(text).intervals).toMatchObject([
      { direction: "import", start: Date.UTC(2026, 2, 31, 22), lengthMs: hour, wh: 500 },
    ]);
  });

  test.each([
    ["MålepunktsID;Fra_dato;Til_dato;Mængde;Måleenhed;Kvalitet;Type", "01-01-2026 00:00:00;01-01-2026 01:00:00", ""],
    ["Målepunkt id;Fra dato;Til dato;Mængde;Måleenhed;Kvalitet;Type;", "2026-01-01 00.00;2026-01-01 01.00", ";"],
  ])("Eloverblik: %s", (header, times, end) => {
    const text = `\uFEFF${header}\n570000000000000001;${times};0,11;KWH;Målt;Tidsserie${end}\n`;
    const file = read(text, { direction: "export" });
    expect(file).toMatchObject({ layout: "eloverblik", resolutionWh: 10, directionAssumed: false });
    expect(file.intervals).toEqual([
      {
        meterId: "570000000000000001",
        direction: "export",
        start: Date.UTC(2025, 11, 31, 23),
        lengthMs: hour,
        wh: 110,
        quality: "measured",
      },
    ]);
  });

  test("Fluvius: registers of both tariffs together, empty volumes missing, reactive energy left out", () => {
    const header =
      "Van (datum);Van (tijdstip);Tot (datum);Tot (tijdstip);EAN-code;Meter;Metertype;Register;Volume;Eenheid;Validatiestatus;Omschrijving";
    const row = (start: string, end: string, rest: string) =>
      `05-01-2026;${start};05-01-2026;${end};="540000000000000001";1;Digitale meter;${rest};`;
    const text = [
      header,
      row("00:00:00", "00:15:00", "Afname Dag;0,100;kWh;Gevalideerd"),
      row("00:00:00", "00:15:00", "Afname Nacht;0,023;kWh;Geschat"),
      row("00:00:00", "00:15:00", "Injectie Nacht;;kWh;Geen gegevens"),
      row("00:00:00", "00:15:00", "Afname Inductief;0,400;kVArh;Gevalideerd"),
      row("00:15:00", "00:30:00", "Afname Nacht;0,007;kWh;Uitgelezen"),
      row("00:15:00", "00:30:00", "Injectie Nacht;0,001;kWh;Uitgelezen"),
    ].join("\n");
    const file = read(text);
    const at = Date.UTC(2026, 0, 4, 23);
    const common = { meterId: "540000000000000001", lengthMs: hour / 4 };
    expect(file).toMatchObject({ layout: "fluvius", missing: 1, otherRegisters: 1 });
    expect(file.intervals).toEqual([
      { ...common, direction: "import", start: at, wh: 123, quality: "estimated" },
      { ...common, direction: "import", start: at + hour / 4, wh: 7, quality: "measured" },
      { ...common, direction: "export", start: at + hour / 4, wh: 1, quality: "measured" },
    ]);
  });

  test("a file of another kind is refused with what is known", () => {
    const error = errorOf(() => read("a;b\n1;2\n"));
    expect(error).toMatchObject({ code: "not-recognised" });
    for (const { about } of csvLayouts) expect(error.hint).toContain(about);
  });
});

describe("daylight saving", () => {
  const file = (rows: readonly string[]) => `Fra,Til,KWH 60 Forbruk,Kvalitet\n${rows.join("\n")}\n`;
  const row = (from: string, to: string, amount = '"0,1"') => `${from},${to},${amount},Målt`;

  test("the hour that comes twice is two hours, in ascending and descending files", () => {
    const rows = [
      row("25.10.2026 01:00", "25.10.2026 02:00"),
      row("25.10.2026 02:00", "25.10.2026 03:00"),
      row("25.10.2026 02:00", "25.10.2026 03:00", '"0,2"'),
      row("25.10.2026 03:00", "25.10.2026 04:00"),
    ];
    const wanted = ["2026-10-24T23:00", "2026-10-25T00:00", "2026-10-25T01:00", "2026-10-25T02:00"];
    expect(starts(file(rows))).toEqual(wanted);
    expect(starts(file(rows.toReversed()))).toEqual(wanted);
    expect(read(file(rows.toReversed())).intervals[2]?.wh).toBe(200);
  });

  test("quarters of the doubled hour: block after block, with a gap, and in pairs", () => {
    const quarters = (times: readonly string[]) =>
      mapped(`t;v\n${times.map((time) => `2026-10-25 ${time};0,1`).join("\n")}`, "time=t,import=v,minutes=15")
        .intervals.map(({ start }) => new Date(start).toISOString().slice(11, 16))
        .join(" ");
    const second = "01:00 01:15 01:30 01:45";
    expect(quarters(["02:00", "02:15", "02:30", "02:45", "02:00", "02:15", "02:30", "02:45", "03:00"])).toBe(
      `00:00 00:15 00:30 00:45 ${second} 02:00`,
    );
    expect(quarters(["02:00", "02:15", "02:45", "02:00", "02:15", "02:30", "02:45", "03:00"])).toBe(
      `00:00 00:15 00:45 ${second} 02:00`,
    );
    expect(quarters(["02:00", "02:00", "02:15", "02:15", "03:00"])).toBe("00:00 00:15 01:00 01:15 02:00");
  });

  test("the hour that is missing leaves no gap; a row for it is nothing when it is 0, and an error when it isn't", () => {
    const rows = [row("29.03.2026 01:00", "29.03.2026 03:00"), row("29.03.2026 03:00", "29.03.2026 04:00")];
    expect(starts(file([...rows, row("29.03.2026 04:00", "29.03.2026 05:00")]))).toEqual([
      "2026-03-29T00:00",
      "2026-03-29T01:00",
      "2026-03-29T02:00",
    ]);
    const skipped = (amount: string) =>
      file([
        row("29.03.2026 01:00", "29.03.2026 02:00"),
        row("29.03.2026 02:00", "29.03.2026 03:00", amount),
        ...rows.slice(1),
      ]);
    expect(starts(skipped("0"))).toEqual(["2026-03-29T00:00", "2026-03-29T01:00"]);
    expect(errorOf(() => read(skipped('"0,5"')))).toMatchObject({ code: "no-such-time", line: 3 });
  });

  test("a year of hours in local time comes back whole, in any of these zones", () => {
    const zones = ["Europe/Oslo", "Europe/Lisbon", "America/New_York", "Atlantic/Azores", "UTC"];
    const arbitraries = [
      fc.constantFrom(...zones),
      fc.integer({ min: 2020, max: 2035 }),
      fc.constantFrom(15, 30, 60),
    ] as const;
    fc.assert(
      fc.property(...arbitraries, (zone, year, minutes) => {
        const written: string[] = [];
        const wanted: number[] = [];
        // Around both changes of the clocks; in between nothing happens.
        for (const month of [2, 9, 10]) {
          for (let at = Date.UTC(year, month, 1); at < Date.UTC(year, month + 1, 1); at += minutes * 60_000) {
            wanted.push(at);
            written.push(
              `${new Date(at + rules.offsetOf(zone, at) * 60_000).toISOString().slice(0, 16)};${wanted.length}`,
            );
          }
        }
        const file = mapped(`t;wh\n${written.join("\n")}`, `time=t,import=wh,unit=Wh,zone=${zone}`);
        expect(file.intervals.map(({ start }) => start)).toEqual(wanted);
        expect(file.intervals.map(({ wh }) => wh)).toEqual(wanted.map((_, index) => index + 1));
      }),
      { numRuns: 8 },
    );
  });
});

describe("column mapping", () => {
  test("columns by name and number, added up, at the interval's end, in a file without a header", () => {
    const text = "31.01.2026;00:15;1,5;0,5;9\n31.01.2026;00:30;2;0;9\n";
    expect(mapped(text, "time=#1+#2,at=end,import=#3+#4,zone=Europe/Brussels").intervals).toMatchObject([
      { start: Date.UTC(2026, 0, 30, 23), lengthMs: hour / 4, wh: 2000 },
      { start: Date.UTC(2026, 0, 30, 23, 15), wh: 2000 },
    ]);
  });

  test("standings of registers: differences over one interval, none over a gap or where a meter was exchanged", () => {
    const rows = ["10:00;100,1;7", "10:15;100,4;7", "10:30;100,4;7,25", "11:00;101,9;8", "11:15;1;8", "11:30;1,1;8"];
    const text = `t;in;out\n${rows.map((row) => `2026-01-31 ${row}`).join("\n")}`;
    const { intervals } = mapped(text, "time=t,import=in,export=out,values=standings,zone=UTC");
    const shown = intervals.map(
      ({ direction, start, wh }) => `${direction} ${new Date(start).toISOString().slice(11, 16)} ${wh}`,
    );
    expect(shown).toEqual([
      "import 10:00 300",
      "import 10:15 0",
      "import 11:15 100",
      "export 10:00 0",
      "export 10:15 250",
      "export 11:00 0",
      "export 11:15 0",
    ]);
  });

  test.each([
    ["import=v", "`time=` is missing"],
    ["time=t", "is missing: the column of the amounts"],
    ["time=t,import=v,amount=w", "not both"],
    ["time=t,import=v,direction=d", "`amount`"],
    ["time=t,import=v,colour=red", "`colour` is unknown"],
    ["time=t,time=u,import=v", "comes twice"],
    ["time=t,import=v,at=middle", "expected start, end"],
    ["time=t,import=v,format=constructor", "expected day-first"],
    ["time=t,import=v,minutes=7", "divides an hour"],
    ['time="t,import=v', "not closed"],
    ["time", "expected `key=value`"],
  ])("%s is refused", (mapping, words) => {
    expect(errorOf(() => parseColumnMapping(mapping, "UTC")).message).toContain(words);
  });

  test("a name with a slip is told", () => {
    const error = errorOf(() => mapped("t;in;out\n2026-01-01;1;2", "time=t,import=in,export=uot"));
    expect(error).toMatchObject({ code: "not-recognised" });
    expect(error.message).toContain("uot");
  });

  test("names in quotes, epoch seconds, the month first", () => {
    const byName = mapped('at,"Use, kWh"\n1767225600,1\n1767229200,2\n', 'time=at,import="Use, kWh",format=epoch-s');
    expect(byName.intervals).toMatchObject([{ start: Date.UTC(2026, 0, 1), wh: 1000 }, { wh: 2000 }]);
    const american = mapped(
      "t,v\n01/31/2026 00:00,1\n01/31/2026 01:00,1\n",
      "time=t,import=v,format=month-first,zone=UTC",
    );
    expect(american.intervals[0]?.start).toBe(Date.UTC(2026, 0, 31));
  });
});

describe("what is wrong with a file is told with its line", () => {
  const header = "Fra,Til,KWH 60 Forbruk,Kvalitet";
  const good = '01.01.2026 00:00,01.01.2026 01:00,"1,0",Målt';
  test.each([
    ["malformed-time", "31.02.2026 00:00,01.03.2026 01:00,1,Målt"],
    ["malformed-amount", "01.01.2026 01:00,01.01.2026 02:00,1 kWh,Målt"],
    ["malformed-amount", "01.01.2026 01:00,01.01.2026 02:00,-1,Målt"],
    ["malformed-line", "01.01.2026 01:00,01.01.2026 02:00,1,5,Målt"],
    ["malformed-line", '01.01.2026 01:00,"01.01.2026 02:00,1,Målt'],
    ["contradiction", "01.01.2026 00:00,01.01.2026 01:00,2,Målt"],
    ["interval-length", "01.01.2026 01:00,01.01.2026 01:15,2,Målt"],
    ["malformed-time", "01.01.2026 01:07,01.01.2026 02:07,2,Målt"],
  ])("%s: %s", (code, row) => {
    const error = errorOf(() => read([header, good, row, ""].join("\n")));
    expect(error).toMatchObject({ code, line: 3 });
    expect(error.hint).not.toBe("");
  });

  test("days and months are not hours", () => {
    const error = errorOf(() => read(`${header}\n01.01.2026 00:00,02.01.2026 00:00,24,Målt`));
    expect(error).toMatchObject({ code: "interval-length" });
  });

  test("the same row twice is one", () => {
    expect(read([header, good, good, ""].join("\n")).intervals).toHaveLength(1);
  });

  test("whatever a file holds, it gives intervals or the typed error", () => {
    const cell = fc.oneof(
      fc.constantFrom(
        "Fra",
        "Til",
        "KWH 60 Forbruk",
        "Kvalitet",
        "01.01.2026 00:00",
        "25.10.2026 02:00",
        "1,5",
        "",
        '"',
        "__proto__",
      ),
      fc.constantFrom(
        "Van (datum)",
        "Van (tijdstip)",
        "Register",
        "Volume",
        "Eenheid",
        "kWh",
        "constructor",
        "Afname Dag",
      ),
      fc.string({ maxLength: 12 }),
    );
    const line = fc
      .tuple(fc.array(cell, { maxLength: 8 }), fc.constantFrom(",", ";", "\t"))
      .map(([cells, delimiter]) => cells.join(delimiter));
    const text = fc
      .tuple(
        fc.constantFrom(header, "Van (datum);Van (tijdstip);Register;Volume;Eenheid", ""),
        fc.array(line, { maxLength: 12 }),
      )
      .map(([first, lines]) => [first, ...lines].join("\n"));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (given) => {
        try {
          for (const { wh, start } of read(given).intervals) {
            expect(Number.isSafeInteger(wh) && wh >= 0 && Number.isSafeInteger(start)).toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(ExchangeError);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("whatever a mapping holds, it is a layout or the typed error", () => {
    fc.assert(
      fc.property(fc.string(), (given) => {
        try {
          parseColumnMapping(`time=t,import=v,${given}`, "UTC");
        } catch (error) {
          expect(error).toBeInstanceOf(ExchangeError);
        }
      }),
    );
  });
});
