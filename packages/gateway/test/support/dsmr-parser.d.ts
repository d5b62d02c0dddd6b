/** What the tests use of the parser, which comes without types. */
declare module "dsmr-parser" {
  interface ParsedTelegram {
    /** First line, without the slash, the maker's letters and the 5. */
    readonly identifier: string;
    readonly objects: Readonly<Record<string, number | string | Date>>;
  }
  /** Throws where the form or the checksum is wrong. */
  const parser: { parse(telegram: string): ParsedTelegram };
  export = parser;
}
