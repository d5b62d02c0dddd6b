import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type MeterConfig, type Remark, tell, toWords } from "@meter2mqtt/contract";
import { type Diagnosis, parseKey } from "@meter2mqtt/decoder";
import { Secret } from "./secret.ts";
import { configError, type Origins } from "./validate.ts";

/** Everything that reading secrets needs to know of the configuration around them. */
export interface SecretContext {
  readonly origins: Origins;
  /** Folder that relative paths start at. */
  readonly folder: string;
  /** Told what the operator should know. */
  readonly warn: (warning: Remark) => void;
}

/** A secret from its setting or from the file that its `...File` setting names; undefined where neither is set. */
export function readSecret(
  setting: { readonly path: string; readonly text: string | undefined; readonly file: string | undefined },
  context: SecretContext,
): Secret | undefined {
  const { path, text, file } = setting;
  if (text !== undefined && file !== undefined) {
    const words = { key: "secret-twice", values: { setting: path.split(".").at(-1) ?? path } } as const;
    const message = `\`${path}\` and \`${path}File\` are both set`;
    throw configError(context.origins, path, message, "Keep one of them.", { words });
  }
  if (text !== undefined) return new Secret(text);
  if (file === undefined) return undefined;
  try {
    return new Secret(readFileSync(resolve(context.folder, file), "utf8").replace(/[\r\n]+$/, ""));
  } catch (cause) {
    throw configError(
      context.origins,
      `${path}File`,
      `\`${path}File\`: the file ${file} can't be read`,
      "Check its path and that this user may read it.",
      { cause, words: { key: "file-unreadable", values: { file } } },
    );
  }
}

/** The two keys of a meter, checked to be keys. */
export function readKeys(
  meter: MeterConfig,
  path: string,
  context: SecretContext,
): { readonly encryptionKey?: Secret; readonly authenticationKey?: Secret } {
  const read = (name: "encryptionKey" | "authenticationKey") => {
    const place = `${path}.${name}`;
    const secret = readSecret({ path: place, text: meter[name], file: meter[`${name}File`] }, context);
    if (secret === undefined) return {};
    const parsed = parseKey(secret.reveal());
    if (!parsed.ok) {
      const where = meter[name] === undefined ? `${place}File` : place;
      throw configError(
        context.origins,
        where,
        `\`${where}\` holds no key: ${withoutStop(parsed.diagnosis.message)}`,
        parsed.diagnosis.hint,
        { words: { key: "key-wrong", values: {} } },
      );
    }
    if (parsed.note !== undefined) context.warn(noteAt(place, parsed.note));
    return { [name]: secret };
  };
  return { ...read("encryptionKey"), ...read("authenticationKey") };
}

function noteAt(path: string, { code, message, words, hint }: Diagnosis): Remark {
  const said = [...tell("atPlace", { path }).words, ...toWords(words), ...tell("hintOf", { code }).words];
  return { message: `${path}: ${message} ${hint}`, words: said };
}

/** A sentence where a file with secrets can be read by other users of the machine. */
export function exposureWarning(file: string): Remark | undefined {
  if (process.platform === "win32") return undefined;
  const mode = statSync(file).mode & 0o077;
  return mode === 0 ? undefined : tell("secretsExposed", { file });
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
