import { resolve } from "node:path";
import type {
  FilesSinkConfig,
  InfluxdbSinkConfig,
  PostgresqlSinkConfig,
  SinkConfig,
  SinkTlsConfig,
  WebhookSinkConfig,
} from "@meter2mqtt/contract";
import type { Secret } from "./secret.ts";
import { readSecret, type SecretContext } from "./secrets.ts";
import { configError } from "./validate.ts";

type WithSecrets<Config, Name extends string> = Omit<Config, Name | `${Name}File`> & { readonly [K in Name]?: Secret };

export type InfluxdbSinkSettings = WithSecrets<InfluxdbSinkConfig, "password" | "token">;
export type PostgresqlSinkSettings = WithSecrets<PostgresqlSinkConfig, "password">;
export type WebhookSinkSettings = WithSecrets<WebhookSinkConfig, "secret" | "authorization">;
/** A member of `sinks`: secrets are wrapped, files with secrets were read, and paths are absolute. */
export type TypedSinkSettings = InfluxdbSinkSettings | PostgresqlSinkSettings | WebhookSinkSettings | FilesSinkConfig;

/** Reads the secrets of a sink. Throws ConfigError, also for an address that is none. */
export function sinkSettings(config: SinkConfig, index: number, context: SecretContext): TypedSinkSettings {
  const path = `sinks.${index}`;
  if (config.type === "files") return { ...config, folder: resolve(context.folder, config.folder) };
  if (!URL.canParse(config.url)) {
    throw configError(
      context.origins,
      `${path}.url`,
      `\`${path}.url\` is no address: expected \`scheme://host:port\``,
      "",
      { words: { key: "address-wrong", values: { example: "https://host:port" } } },
    );
  }
  const secret = <Name extends string>(name: Name, text: string | undefined, file: string | undefined) => {
    const value = readSecret({ path: `${path}.${name}`, text, file }, context);
    const found: { readonly [K in Name]?: Secret } = {};
    return value === undefined ? found : { ...found, [name]: value };
  };
  const tls = absolute(config.tls, context.folder);
  switch (config.type) {
    case "influxdb": {
      const { password, passwordFile, token, tokenFile, ...rest } = config;
      return { ...rest, tls, ...secret("password", password, passwordFile), ...secret("token", token, tokenFile) };
    }
    case "postgresql": {
      const { password, passwordFile, ...rest } = config;
      return { ...rest, tls, ...secret("password", password, passwordFile) };
    }
    case "webhook": {
      const { secret: key, secretFile, authorization, authorizationFile, ...rest } = config;
      const header = secret("authorization", authorization, authorizationFile);
      return { ...rest, tls, ...secret("secret", key, secretFile), ...header };
    }
  }
}

function absolute({ caFile, certFile, keyFile, rejectUnauthorized }: SinkTlsConfig, folder: string): SinkTlsConfig {
  return {
    rejectUnauthorized,
    ...(caFile === undefined ? {} : { caFile: resolve(folder, caFile) }),
    ...(certFile === undefined ? {} : { certFile: resolve(folder, certFile) }),
    ...(keyFile === undefined ? {} : { keyFile: resolve(folder, keyFile) }),
  };
}
