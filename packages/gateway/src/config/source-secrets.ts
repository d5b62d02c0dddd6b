import { resolve } from "node:path";
import type { SourceConfig } from "@meter2mqtt/contract";
import { Secret } from "./secret.ts";
import { readSecret, type SecretContext } from "./secrets.ts";
import { configError } from "./validate.ts";

/** What a source proves itself with. */
export interface SourceSecrets {
  readonly password?: Secret;
  readonly token?: Secret;
  /** `Name: value`. */
  readonly headers?: readonly Secret[];
}

/** A source's settings without its secrets and with whole paths, and the secrets wrapped. */
export function readSourceSecrets(
  source: SourceConfig,
  path: string,
  context: SecretContext,
): { readonly source: SourceConfig; readonly secrets: SourceSecrets } {
  if (source.type === "file") return { source: withFile(source, context.folder), secrets: {} };
  if (!("url" in source)) return { source, secrets: {} };
  if (!URL.canParse(source.url)) {
    const hint = "For example `http://192.0.2.30/api` or `mqtt://192.0.2.20:1883`.";
    const words = { key: "address-wrong", values: { example: "http://192.0.2.30/api" } } as const;
    throw configError(context.origins, `${path}.url`, `\`${path}.url\` is no address`, hint, { words });
  }
  const { password: passwordText, passwordFile, ...rest } = source;
  const password = readSecret({ path: `${path}.password`, text: passwordText, file: passwordFile }, context);
  const secrets = password === undefined ? {} : { password };
  if (rest.type === "mqtt") return { source: withTlsFiles(rest, context.folder), secrets };
  const { token: tokenText, tokenFile, headers, ...plain } = rest;
  const token = readSecret({ path: `${path}.token`, text: tokenText, file: tokenFile }, context);
  return {
    source: withTlsFiles(plain, context.folder),
    secrets: {
      ...secrets,
      ...(token === undefined ? {} : { token }),
      ...(headers === undefined ? {} : { headers: headers.map((header) => new Secret(header)) }),
    },
  };
}

type FileSource = Extract<SourceConfig, { type: "file" }>;

function withFile(source: FileSource, folder: string): FileSource {
  return source.path === "-" ? source : { ...source, path: resolve(folder, source.path) };
}

interface TlsFiles {
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
}

function withTlsFiles<Settings extends TlsFiles>(settings: Settings, folder: string): Settings {
  const { caFile, certFile, keyFile } = settings;
  return {
    ...settings,
    ...(caFile === undefined ? {} : { caFile: resolve(folder, caFile) }),
    ...(certFile === undefined ? {} : { certFile: resolve(folder, certFile) }),
    ...(keyFile === undefined ? {} : { keyFile: resolve(folder, keyFile) }),
  };
}
