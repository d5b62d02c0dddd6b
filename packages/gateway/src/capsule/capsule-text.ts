import { type Capsule, type CapsuleSource, capsule as capsuleSchema, tell } from "@meter2mqtt/contract";
import { parseHex } from "@meter2mqtt/decoder";
import { Ajv, type ValidateFunction } from "ajv";
import { type Document, parseDocument, stringify } from "yaml";
import { SourceError } from "../errors.ts";

/** How a capsule begins: tells it from captures of any other form. */
const beginning = /^(?:#[^\n]*\n|\s)*capsule:\s*\d/;
/** So much of a file shows how it begins. */
const beginningLength = 4096;
/** A hundred times as much as a capsule has that the gateway makes. */
const longestText = 32 * 1024 * 1024;

const heading = `# A capsule of meter2mqtt: frames of a meter for a bug report. Numbers, names and keys in it are made up; values and times
# are the meter's. \`meter2mqtt decode FILE\`, \`explain FILE\` and \`replay FILE\` read it as it is.
`;

/** The file. */
export function formatCapsule(capsule: Capsule): string {
  return `${heading}${stringify(capsule, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

export function looksLikeCapsule(octets: Uint8Array): boolean {
  return beginning.test(new TextDecoder().decode(octets.subarray(0, beginningLength)));
}

let compiled: ValidateFunction<Capsule> | undefined;

/** Reads a file that {@link looksLikeCapsule}. Throws {@link SourceError} with what is wrong in it. */
export function parseCapsule(octets: Uint8Array, name: string): Capsule {
  const refuse = (why: string): SourceError =>
    new SourceError("permanent", tell("inputNoCapsule", { file: name, why }));
  if (octets.length > longestText)
    throw new SourceError("permanent", tell("inputTooLarge", { file: name, megabytes: longestText / 2 ** 20 }));
  const document = parseDocument(new TextDecoder().decode(octets), { prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) throw refuse(error.message.replace(/\.$/, ""));
  const value = plainValue(document);
  if (value === undefined) throw refuse("it refers to parts of itself");
  compiled ??= new Ajv({ strict: false }).compile<Capsule>(capsuleSchema);
  if (compiled(value)) return value;
  const [problem] = compiled.errors ?? [];
  throw refuse(`${problem?.instancePath.slice(1).replaceAll("/", ".") || "it"} ${problem?.message ?? "is wrong"}`);
}

/** Undefined where it has aliases: in such a file they are there to make it large. */
function plainValue(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** Octets of a source's frames, and when they arrived. */
export function framesOf({ frames }: CapsuleSource): readonly { readonly octets: Uint8Array; readonly at?: number }[] {
  return frames.map(({ octets, at }) => {
    const time = at === undefined ? Number.NaN : Date.parse(at);
    return { octets: parseHex(octets) ?? new Uint8Array(0), ...(Number.isNaN(time) ? {} : { at: time }) };
  });
}
