import build from "@jitl/quickjs-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from "quickjs-emscripten-core";
import {
  createIntlZoneRules,
  type DiagnosisCode,
  type KeySet,
  type LocalTime,
  type MeterDecoderOptions,
  type Reading,
  type Season,
  toHex,
} from "../../src/index.ts";

/** The package's types say that its default is the whole module; what is loaded has the default itself. */
const variant: QuickJSSyncVariant = "default" in build ? build.default : build;

/** The engine's module asks for so much at least: its stack, its constants, and a heap. */
const pages = 256;

/**
 * QuickJS with so many octets of heap and not one more, for the engine, the program and its data together. Its own limit
 * (`setMemoryLimit`) would let hundreds of megabytes pass: in WebAssembly it isn't told how large what it allocates is, and counts
 * 8 octets for each. So the memory can't grow, and all of the heap but so much is taken away beforehand.
 */
export async function createSmallQuickJs(heapOctets: number): Promise<QuickJSWASMModule> {
  const wasmMemory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const fixed = newVariant(variant, { emscriptenModule: { wasmMemory } });
  return newQuickJSWASMModuleFromVariant({
    ...fixed,
    importFFI: async () => {
      const Bindings = await fixed.importFFI();
      return class extends Bindings {
        constructor(module: ConstructorParameters<typeof Bindings>[0]) {
          super(module);
          const heap = module._malloc(heapOctets);
          for (let size = pages * 65_536; size > 0; ) if (module._malloc(size) === 0) size >>= 1;
          module._free(heap);
        }
      };
    },
  });
}

/** What runs beside the bundle. Octets come as hexadecimal, all else as JSON. */
const program = (hostZone: string): string => `
  import { createMeterDecoder } from "decoder";

  const zoneRules = { hostZone: ${JSON.stringify(hostZone)} };
  for (const name of ["offsetAt", "offsetOf", "standardOffset", "summerOffset"]) {
    zoneRules[name] = (...asked) => askZone(name, JSON.stringify(asked));
  }
  const toOctets = (hex) => Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number("0x" + hex.slice(2 * at, 2 * at + 2)));
  const told = (events) => JSON.stringify({
    readings: events.flatMap((event) => (event.kind === "reading" ? [event.reading] : [])),
    codes: events.flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis.code] : [])),
  });

  let made = 0;
  const compiler = Function;
  globalThis.Function = function (...parts) {
    made++;
    return compiler(...parts);
  };
  globalThis.madeCode = () => made;

  let decoder;
  globalThis.create = ({ keys, ...options }) => {
    const parsed = Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, toOctets(key)]));
    decoder = createMeterDecoder({ ...options, keys: parsed, zoneRules });
  };
  globalThis.push = (octets, now) => told(decoder.push(toOctets(octets), now));
  globalThis.end = () => told(decoder.end());
`;

/** What a push into the decoder gave. */
export interface Told {
  readonly readings: readonly Reading[];
  readonly codes: readonly DiagnosisCode[];
}

/** A program of the decoder's bundle in an engine, with one decoder at a time. Zone data is the host's, as everywhere. */
export class QuickJsProgram {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;

  constructor(engine: QuickJSWASMModule, bundle: string) {
    this.#runtime = engine.newRuntime();
    this.#runtime.setModuleLoader(() => bundle);
    this.#context = this.#runtime.newContext();
    const rules = createIntlZoneRules();
    this.#answer("askZone", (name, asked) => {
      if (name === "offsetAt") {
        const [zone, local, season]: [string, LocalTime, Season?] = JSON.parse(asked);
        return rules.offsetAt(zone, local, season ?? undefined);
      }
      const [zone, when]: [string, number] = JSON.parse(asked);
      if (name === "offsetOf") return rules.offsetOf(zone, when);
      return name === "standardOffset" ? rules.standardOffset(zone, when) : rules.summerOffset(zone, when);
    });
    this.#evaluate(program(rules.hostZone), "module").dispose();
  }

  /** A new decoder in the place of the former one. */
  createDecoder(options: Pick<MeterDecoderOptions, "zone" | "input" | "replays">, keys: KeySet): void {
    const { encryptionKey, authenticationKey } = keys;
    const hex = {
      ...(encryptionKey === undefined ? {} : { encryptionKey: toHex(encryptionKey) }),
      ...(authenticationKey === undefined ? {} : { authenticationKey: toHex(authenticationKey) }),
    };
    this.run(`create(${JSON.stringify({ ...options, keys: hex })})`);
  }

  push(octets: Uint8Array, now?: number): Told {
    return JSON.parse(this.run(`push("${toHex(octets)}", ${now})`));
  }

  end(): Told {
    return JSON.parse(this.run("end()"));
  }

  /** How often code was made at run time. */
  get madeCode(): number {
    return Number(this.run("madeCode()"));
  }

  /** Octets of the engine, the program and its data that are in use now. */
  get liveOctets(): number {
    const usage = this.#runtime.computeMemoryUsage();
    const { memory_used_size: octets }: { memory_used_size: number } = this.#context.dump(usage);
    usage.dispose();
    return octets;
  }

  /** The text that the code gives. */
  run(code: string): string {
    const result = this.#evaluate(code, "global");
    const text = this.#context.getString(result);
    result.dispose();
    return text;
  }

  dispose(): void {
    this.#context.dispose();
    this.#runtime.dispose();
  }

  #evaluate(code: string, type: "global" | "module"): QuickJSHandle {
    const result = this.#context.evalCode(code, "program.js", { type });
    if (result.error === undefined) return result.value;
    const { name, message }: { name: string; message: string } = this.#context.dump(result.error);
    result.error.dispose();
    // Not the package's own error: it holds the context, which takes a test's report half a minute to print.
    throw new Error(`${name}: ${message}`);
  }

  #answer(name: string, answer: (name: string, asked: string) => number): void {
    const context = this.#context;
    const asked = context.newFunction(name, (what, of) =>
      context.newNumber(answer(context.getString(what), context.getString(of))),
    );
    context.setProp(context.global, name, asked);
    asked.dispose();
  }
}
