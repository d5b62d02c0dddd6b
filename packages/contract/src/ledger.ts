import { type Static, Type } from "typebox";

const instant = (description: string) =>
  Type.String({ description: `${description}, ISO 8601 with the offset of the meter's zone` });
const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });

/** How an amount is known. */
const ledgerQuality = Type.Union(
  [Type.Literal("measured"), Type.Literal("interpolated"), Type.Literal("estimated"), Type.Literal("edited")],
  {
    description:
      "measured: from the register at both ends; interpolated: between two values of the register; estimated: from power or from elsewhere; edited: set by a person. What is missing is not there",
  },
);

const editProperties = {
  by: Type.String({ description: "who did it; empty where nobody was logged in, and no name was given" }),
  at: instant("when"),
  amount: Type.Optional(Type.Number({ description: "what it was set to; absent where an edit was taken back" })),
  was: Type.Optional(Type.Number({ description: "what stood there; absent where it was missing" })),
  why: Type.Optional(Type.String({ description: "the reason, in the words of whoever did it" })),
};

/** An amount that a person has set, and what stood there before. */
const ledgerEdit = Type.Object(editProperties);

/** A quarter of an hour or an hour of a register. */
const ledgerAmount = Type.Object({
  start: instant("its beginning"),
  end: instant("its end"),
  amount: Type.Number({ description: "exact, in the unit that the answer names" }),
  quality: Type.Optional(ledgerQuality),
  covered: Type.Optional(share("how much of the interval the amount is for; absent where that is all of it")),
  origin: Type.Optional(Type.String({ description: "where it was imported from" })),
  edit: Type.Optional(ledgerEdit),
  shares: Type.Optional(
    Type.Object(
      {
        measured: share("of the time"),
        interpolated: share("of the time"),
        estimated: share("of the time"),
        edited: share("of the time"),
      },
      { description: "of hours and longer: how the amounts in it are known; what is missing is the rest to 1" },
    ),
  ),
});
export type LedgerAmount = Static<typeof ledgerAmount>;

export const ledgerSpan = Type.Union(
  [Type.Literal("quarter"), Type.Literal("hour"), Type.Literal("day"), Type.Literal("month"), Type.Literal("year")],
  {
    description:
      "quarter: as the ledger has them, which are hours where the register is known once an hour or where they are old; the rest added up by the meter's zone",
  },
);

export const ledgerIntervalsAnswer = Type.Object({
  meter: Type.String(),
  register: Type.String({
    description: "energyImportWh, energyExportWh, ..., or channel:<number>:<id> of a sub-meter",
  }),
  unit: Type.String(),
  zone: Type.String({ description: "IANA zone whose days these are" }),
  span: ledgerSpan,
  intervals: Type.Array(ledgerAmount),
});
export type LedgerIntervalsAnswer = Static<typeof ledgerIntervalsAnswer>;

export const ledgerRegistersAnswer = Type.Object({
  meter: Type.String(),
  zone: Type.String(),
  clock: Type.Optional(
    Type.Object(
      {
        status: Type.Union(
          [Type.Literal("ok"), Type.Literal("absent"), Type.Literal("implausible"), Type.Literal("swinging")],
          { description: "anything but ok: the time of arrival counts" },
        ),
        offsetSeconds: Type.Optional(Type.Number({ description: "the meter's clock minus the time of arrival" })),
      },
      { description: "the meter's clock at its latest reading since the start" },
    ),
  ),
  registers: Type.Array(
    Type.Object({
      register: Type.String(),
      unit: Type.String(),
      resolution: Type.Number({ description: "one step of the register, in its unit" }),
      kind: Type.Union([Type.Literal("snapshot"), Type.Literal("live")], {
        description: "snapshot: the value at the full period before it was sent; live: at the moment it is sent",
      }),
      periodSeconds: Type.Optional(
        Type.Number({ description: "from one value to the next; absent until it was learned" }),
      ),
      first: Type.Optional(instant("beginning of the first interval")),
      last: Type.Optional(instant("beginning of the last interval")),
    }),
  ),
});
export type LedgerRegistersAnswer = Static<typeof ledgerRegistersAnswer>;

/** Sets the amount of one interval. */
export const ledgerEditRequest = Type.Object(
  {
    register: Type.String({ minLength: 1, maxLength: 200 }),
    start: Type.String({ format: "date-time", description: "beginning of the interval" }),
    // One schema of two types, not a union: a server that coerces types would take the null of a union for 0.
    amount: Type.Unsafe<number | null>({
      type: ["number", "null"],
      minimum: 0,
      maximum: 1e12,
      description: "in the register's unit; null takes earlier edits back",
    }),
    by: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: "who does it, where nobody is logged in: the trail has the user who is, whatever stands here",
      }),
    ),
  },
  { additionalProperties: false },
);
export type LedgerEditRequest = Static<typeof ledgerEditRequest>;

export const ledgerEditsAnswer = Type.Object({
  meter: Type.String(),
  register: Type.String(),
  unit: Type.String(),
  edits: Type.Array(Type.Object({ start: instant("of the interval"), ...editProperties })),
});
export type LedgerEditsAnswer = Static<typeof ledgerEditsAnswer>;

export const selfUseAnswer = Type.Object({
  home: Type.String(),
  unit: Type.String(),
  zone: Type.String(),
  span: ledgerSpan,
  intervals: Type.Array(
    Type.Object({
      start: instant("its beginning"),
      end: instant("its end"),
      imported: Type.Number({ description: "taken from the grid" }),
      exported: Type.Number({ description: "given to the grid" }),
      produced: Type.Number(),
      selfConsumption: Type.Number({ description: "produced and used at home" }),
      consumption: Type.Number({ description: "all that the home used" }),
      selfConsumptionRate: Type.Optional(share("of the production; absent where nothing was produced")),
      selfSufficiency: Type.Optional(share("of the use; absent where nothing was used")),
      known: share("how much of the time all meters are known for"),
    }),
  ),
});
export type SelfUseAnswer = Static<typeof selfUseAnswer>;
