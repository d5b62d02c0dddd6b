import { isIP } from "node:net";
import { resolve } from "node:path";
import type { EmbeddedBrokerConfig, HttpConfig } from "@meter2mqtt/contract";
import { isLoopbackHost } from "../virtual-meters/listening.ts";
import type { Secret } from "./secret.ts";
import { readSecret, type SecretContext } from "./secrets.ts";
import { configError } from "./validate.ts";

/** The embedded broker as it is run; its password wrapped. */
export type EmbeddedBrokerSettings = Omit<EmbeddedBrokerConfig, "enabled" | "password" | "passwordFile"> & {
  readonly enabled: boolean;
  readonly password?: Secret;
};

/** With whole paths, and addresses that are such. Throws ConfigError. */
export function httpSettings(http: HttpConfig, { origins, folder }: SecretContext): HttpConfig {
  const { proxies, proxyHeader } = http.access;
  const lists = { "http.access.proxies": proxies, "http.access.proxyHeader.from": proxyHeader?.from ?? [] };
  for (const [list, addresses] of Object.entries(lists)) {
    const index = addresses.findIndex((address) => !isNetwork(address));
    if (index < 0) continue;
    const path = `${list}.${index}`;
    const hint = "For example `172.30.32.2`, `fd00::2` or `10.0.0.0/24`.";
    const value = addresses[index] ?? "";
    const words = { key: "network-wrong", values: { value } } as const;
    throw configError(origins, path, `\`${path}\` is \`${value}\`: expected an address or a network`, hint, { words });
  }
  if (http.tls === undefined) return http;
  const { certificateFile, keyFile } = http.tls;
  return { ...http, tls: { certificateFile: resolve(folder, certificateFile), keyFile: resolve(folder, keyFile) } };
}

function isNetwork(text: string): boolean {
  const [address = "", length, ...rest] = text.split("/");
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  return version !== 0 && rest.length === 0 && (length === undefined || Number(length) <= most);
}

/** Throws ConfigError for a broker that would let in whoever reaches it. */
export function embeddedBrokerSettings(
  config: EmbeddedBrokerConfig,
  hasBrokers: boolean,
  context: SecretContext,
): EmbeddedBrokerSettings {
  const { enabled = !hasBrokers, password: text, passwordFile: file, ...rest } = config;
  const password = readSecret({ path: "broker.password", text, file }, context);
  const { user, host } = rest;
  if ((user === undefined) !== (password === undefined)) {
    const path = user === undefined ? "broker.user" : "broker.password";
    const words = { key: "user-and-password", values: {} } as const;
    throw configError(context.origins, path, `\`${path}\` is missing`, "The broker needs both, or neither.", { words });
  }
  if (enabled && user === undefined && !isLoopbackHost(host)) {
    throw configError(
      context.origins,
      "broker.host",
      `The embedded broker would listen on \`${host}\` and ask nobody for a password`,
      "Set `broker.user` and `broker.password` (or `passwordFile`), or leave `broker.host` at 127.0.0.1, or turn it off with `broker: { enabled: false }`.",
      { words: { key: "broker-open", values: { host } } },
    );
  }
  return { ...rest, enabled, ...(password === undefined ? {} : { password }) };
}
