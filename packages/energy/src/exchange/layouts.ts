import type { CsvLayout } from "./csv-layout.ts";

/*
 * Files of grid companies and data hubs, as data. None of the operators publishes a specification of the file that its
 * users download; what is stated here is what the named pages say of it, and what several independent readers of these
 * files agree on. There is no layout for the Dutch P4 port: it delivers to suppliers and service companies as web
 * services, and no CSV of it is documented; files of the portals behind it are read by column mapping.
 */

/**
 * Elhub, Norway (elhub.no, "Min side", download of metering values).
 *
 * | Column                             | Form                                                       |
 * | ---------------------------------- | ---------------------------------------------------------- |
 * | `Fra`, `Til`                       | `31.01.2026 13:00`, or ISO 8601 with an offset             |
 * | `KWH 60 Forbruk`, `KWH 15 Forbruk` | kWh, quoted with decimal comma                             |
 * | `Kvalitet`                         | `Målt`; else estimated or computed                         |
 *
 * Elhub keeps values by Norwegian time (dok.elhub.no, Elhubstandard 2.2). What the file of a production point calls its
 * amounts is not documented: it takes a mapping.
 */
const elhub: CsvLayout = {
  id: "elhub",
  about: "Elhub (Norway): Min side, metering values as CSV",
  delimiters: [",", ";"],
  decimal: "either",
  zone: "Europe/Oslo",
  timeForm: "day-first",
  time: [["Fra"]],
  timeIs: "start",
  otherEnd: [["Til"]],
  amounts: [{ names: ["KWH 60 Forbruk", "KWH 15 Forbruk"], direction: "import" }],
  values: "amounts",
  unit: "kWh",
  quality: {
    names: ["Kvalitet"],
    words: { målt: "measured", estimert: "estimated", beregnet: "estimated", mangler: "missing" },
  },
};

/**
 * Eloverblik, Denmark (eloverblik.dk, and the CSV of its customer API): one metering point, UTF-8 with byte order mark.
 *
 * | Column                                  | Form                                                  |
 * | --------------------------------------- | ----------------------------------------------------- |
 * | `MålepunktsID` (`Målepunkt id`)         | 18 digits                                             |
 * | `Fra_dato`, `Til_dato` (with a blank)   | `31-01-2026 13:00:00`; earlier `2026-01-31 13.00`     |
 * | `Mængde`                                | decimal comma                                         |
 * | `Måleenhed`                             | `KWH`                                                 |
 * | `Kvalitet`                              | `Målt`, `Estimeret`, ...                              |
 * | `Type`                                  | `Tidsserie`                                           |
 *
 * Consumption and production are metering points of their own: nothing in the file says which one it is.
 */
const eloverblik: CsvLayout = {
  id: "eloverblik",
  about: "Eloverblik (Denmark): time series of one metering point as CSV",
  delimiters: [";"],
  decimal: ",",
  zone: "Europe/Copenhagen",
  timeForm: "day-first",
  time: [["Fra_dato", "Fra dato"]],
  timeIs: "start",
  otherEnd: [["Til_dato", "Til dato"]],
  meterId: ["MålepunktsID", "Målepunkt id"],
  amounts: [{ names: ["Mængde"], direction: "given" }],
  values: "amounts",
  unit: { names: ["Måleenhed"] },
  quality: {
    names: ["Kvalitet"],
    words: {
      målt: "measured",
      estimeret: "estimated",
      beregnet: "estimated",
      mangler: "missing",
      manglende: "missing",
    },
  },
};

/**
 * Fluvius, Belgium (mijn.fluvius.be, consumption history by quarter-hour): one row for each register, UTF-8 with byte
 * order mark.
 *
 * | Column                                                 | Form                                                |
 * | ------------------------------------------------------ | --------------------------------------------------- |
 * | `Van (datum)`, `Van (tijdstip)`, `Tot (datum)`, `Tot (tijdstip)` | `31-01-2026`, `13:00:00`                  |
 * | `EAN-code`                                             | `="541448..."`: a formula, so that Excel keeps it    |
 * | `Register`                                             | `Afname Dag`, `Afname Nacht`, `Injectie Dag`, ...    |
 * | `Volume`, `Eenheid`                                    | decimal comma, empty where there is none; `kWh`      |
 * | `Validatiestatus`                                      | `Gevalideerd`, `Uitgelezen`, `Geschat`, ...         |
 *
 * Reactive registers stand in the same column with kVArh, and are left out.
 */
const fluvius: CsvLayout = {
  id: "fluvius",
  about: "Fluvius (Belgium): Mijn Fluvius, quarter-hours or hours as CSV",
  delimiters: [";"],
  decimal: ",",
  zone: "Europe/Brussels",
  timeForm: "day-first",
  time: [["Van (datum)"], ["Van (tijdstip)"]],
  timeIs: "start",
  otherEnd: [["Tot (datum)"], ["Tot (tijdstip)"]],
  meterId: ["EAN-code"],
  amounts: [{ names: ["Volume"], direction: "column" }],
  values: "amounts",
  unit: { names: ["Eenheid"] },
  direction: {
    names: ["Register"],
    words: {
      "afname dag": "import",
      "afname nacht": "import",
      "afname actief": "import",
      "injectie dag": "export",
      "injectie nacht": "export",
      "injectie actief": "export",
    },
  },
  quality: {
    names: ["Validatiestatus"],
    words: {
      gevalideerd: "measured",
      uitgelezen: "measured",
      geschat: "estimated",
      "geen gegevens": "missing",
    },
  },
};

/** What `meter2mqtt export --ledger` writes: times with their offset, amounts with a decimal point. */
const own: CsvLayout = {
  id: "meter2mqtt",
  about: "meter2mqtt: its own export as CSV",
  delimiters: [","],
  decimal: ".",
  zone: "UTC",
  timeForm: "day-first",
  time: [["start"]],
  timeIs: "start",
  otherEnd: [["end"]],
  meterId: ["meter"],
  amounts: [{ names: ["amount"], direction: "column" }],
  values: "amounts",
  unit: { names: ["unit"] },
  direction: { names: ["register"], words: { energyimportwh: "import", energyexportwh: "export" } },
  quality: {
    names: ["quality"],
    words: { measured: "measured", interpolated: "estimated", estimated: "estimated", edited: "estimated" },
  },
};

/** The layouts that are recognised by their headers. */
export const csvLayouts: readonly CsvLayout[] = [elhub, eloverblik, fluvius, own];
