import { CodeMaker } from "../bytes/code-maker.ts";
import type { MeterTime } from "./meter-clock.ts";
import type { QuantityName, Reading, ReadingChannel, ReadingObject } from "./reading.ts";

/** Reads the message at `from`; undefined where a value needs the whole reader after all. */
export type ReadingReader = (octets: Uint8Array, view: DataView, from: number) => Reading | undefined;

export interface LeftByReader {
  /** The meter's clock, as the message says it that was read last. */
  time: MeterTime | undefined;
  /** Keeps the layout of readings. */
  empty: unknown;
}

/**
 * Code that reads a message which is like one before it, and makes a reading that has the fields of that one's. The
 * fields of a meter's readings are known only once it was heard, and an engine is quick where they are spelled out:
 * setting 20 fields one by one takes as long as reading 20 numbers.
 *
 * Statements have `octets`, a `view` of them, and `at`, where the message begins.
 */
export class ReadingCode extends CodeMaker {
  /** What the reader leaves behind. All else of this object is of no use once that is compiled. */
  readonly left: LeftByReader = { time: undefined, empty: undefined };
  readonly #model: Reading;
  readonly #statements: string[] = [];
  readonly #quantities = new Map<QuantityName, string>();
  readonly #objects: string[];
  /** Objects without values, one of each form. */
  readonly #emptyObjects = new Set<string>();
  readonly #channels: readonly Map<string, string>[] | undefined;
  #clock: string | undefined;
  #variables = 0;

  /** Of the reading that the message gave which is the model of the others. */
  constructor(model: Reading) {
    super();
    this.#model = model;
    this.#objects = model.objects.map((object) => this.constant(object));
    this.#channels = model.channels?.map((channel) => this.#fieldsOf(channel));
  }

  #fieldsOf(fields: object): Map<string, string> {
    const known = Object.entries(fields).filter(([, value]) => value !== undefined);
    return new Map(known.map(([name, value]) => [name, this.constant(value)]));
  }

  /** A variable for what the expression says, worked out once. */
  variable(expression: string): string {
    const name = `v${this.#variables++}`;
    this.#statements.push(`const ${name} = ${expression};`);
    return name;
  }

  do(statement: string): void {
    this.#statements.push(statement);
  }

  /** Where `condition` is true, the message is read in full. */
  leaveIf(condition: string): void {
    this.#statements.push(`if (${condition}) return undefined;`);
  }

  /** The later one holds where a quantity is set twice. */
  setQuantity(name: QuantityName, expression: string): void {
    this.#quantities.set(name, expression);
  }

  /** An expression, or one for each field of an object: in literals of one form, to which an engine gives one layout. */
  setObject(index: number, object: string | { readonly [K in keyof ReadingObject]?: string | undefined }): void {
    if (typeof object === "string") {
      this.#objects[index] = object;
      return;
    }
    const fields = new Map(Object.entries(object).filter(([, expression]) => expression !== undefined));
    this.#objects[index] = literal(fields);
    this.#emptyObjects.add(literal(new Map([...fields.keys()].map((name) => [name, "undefined"]))));
  }

  setChannel(index: number, field: keyof ReadingChannel, expression: string): void {
    this.#channels?.[index]?.set(field, expression);
  }

  /** A {@link MeterTime}, or undefined. */
  setClock(expression: string): void {
    this.#clock = expression;
  }

  /** Compiles it all: the reader. */
  override compile(): ReadingReader {
    const fields = this.#fieldsOf({ ...this.#model, objects: [] });
    for (const [name, expression] of this.#quantities) fields.set(name, expression);
    fields.set("objects", `[${this.#objects.join(", ")}]`);
    if (this.#channels !== undefined) fields.set("channels", `[${this.#channels.map(literal).join(", ")}]`);
    if (this.#clock !== undefined) {
      const kept = fields.get("timestamp") ?? "undefined";
      fields.set("timestamp", `${this.#clock} === undefined ? ${kept} : ${this.#clock}.text`);
    }
    const varying = [...fields].filter(([, expression]) => !isConstant.test(expression));
    for (const [i, [name]] of varying.entries()) fields.set(name, `p${i}`);
    const left = this.constant(this.left);
    // The first reading and its objects are made without values and stay. An engine that sees whole numbers first gives a
    // field room for those only, and makes a new layout when 230 V become 230.1 V; one that sees a fraction gives it a box
    // in every reading; and one that has no object of a layout any more forgets the code for it.
    const reader = super.compile(`
      const make = (${varying.map((_, i) => `p${i}`).join(", ")}) => (${literal(fields)});
      ${left}.empty = [make(), ${[...this.#emptyObjects].join(", ")}];
      return (octets, view, from) => {
        // As a number of 24 bits it can be added to without a look at overflows.
        const at = from & 0xffffff;
        ${this.#statements.join("\n")}
        ${left}.time = ${this.#clock ?? "undefined"};
        return make(${varying.map(([, expression]) => expression).join(",\n")});
      };`);
    if (!isReader(reader)) throw new TypeError("not a function");
    return reader;
  }
}

function isReader(made: unknown): made is ReadingReader {
  return typeof made === "function";
}

const isConstant = /^k[0-9]+$/;
const fieldName = /^[A-Za-z][A-Za-z0-9]*$/;

function literal(fields: ReadonlyMap<string, string | undefined>): string {
  const parts = [...fields].flatMap(([name, expression]) => {
    if (!fieldName.test(name)) throw new TypeError("a reading's field is no name");
    return expression === undefined ? [] : `${name}: ${expression}`;
  });
  return `{ ${parts.join(", ")} }`;
}
