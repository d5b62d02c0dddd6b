import type { FilesSinkConfig } from "@meter2mqtt/contract";
import type { InfluxdbSinkSettings, TypedSinkSettings } from "../config/sink-settings.ts";
import { ConfigError } from "../errors.ts";
import { systemClock } from "../sources/back-off.ts";
import type { SinkDependencies } from "./create-sink.ts";
import { FilesSink } from "./files/files-sink.ts";
import { InfluxSink } from "./influx/influx-sink.ts";
import { PostgresqlSink } from "./postgresql/postgresql-sink.ts";
import type { Sink } from "./sink.ts";
import { WebhookSink } from "./webhook/webhook-sink.ts";

/** The sink that a member of `sinks` describes. Throws ConfigError for what the schema can't check. */
export function createTypedSink(
  settings: TypedSinkSettings,
  { clock = systemClock, backOff }: Omit<SinkDependencies, "version">,
): Sink {
  if (settings.type !== "files") checkTls(settings);
  switch (settings.type) {
    case "influxdb":
      checkInflux(settings);
      return new InfluxSink(settings, clock);
    case "postgresql":
      return new PostgresqlSink(settings, clock, backOff);
    case "webhook":
      return new WebhookSink(settings, clock);
    case "files":
      checkFiles(settings);
      return new FilesSink(settings, clock);
  }
}

function checkTls({ name, tls }: Exclude<TypedSinkSettings, FilesSinkConfig>): void {
  if ((tls.certFile === undefined) === (tls.keyFile === undefined)) return;
  const missing = tls.certFile === undefined ? "certFile" : "keyFile";
  const hint = "A client certificate and its key belong together: set both, or neither.";
  const words = { key: "certificate-without-key", values: { missing } } as const;
  throw new ConfigError(`\`${missing}\` is missing`, `sinks.${name}.tls.${missing}`, hint, { words });
}

function checkInflux({ name, api, org, token, username, password }: InfluxdbSinkSettings): void {
  const path = `sinks.${name}`;
  if (api === "v1") {
    if (password === undefined || username !== undefined) return;
    const words = { key: "password-without-user", values: {} } as const;
    throw new ConfigError("a password is set, and no user name", `${path}.username`, "Set the user name.", { words });
  }
  const hint = "For InfluxDB 1 set `api: v1`.";
  const forV2 = (setting: string) => ({ words: { key: "setting-for-v2", values: { setting } } as const });
  if (org === undefined) throw new ConfigError("the write API v2 needs `org`", `${path}.org`, hint, forV2("org"));
  if (token === undefined)
    throw new ConfigError("the write API v2 needs `token` or `tokenFile`", `${path}.token`, hint, forV2("token"));
}

function checkFiles({ name, format, kinds, zone }: FilesSinkConfig): void {
  const path = `sinks.${name}`;
  if (format === "csv" && kinds.some((kind) => kind !== "reading")) {
    const words = { key: "csv-readings-only", values: {} } as const;
    const message = "CSV files hold readings only";
    throw new ConfigError(message, `${path}.kinds`, "Set `format: jsonl` for other kinds.", { words });
  }
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch (cause) {
    const words = { key: "time-zone-unknown", values: { value: zone } } as const;
    throw new ConfigError(`there is no time zone ${zone}`, `${path}.zone`, "For example `Europe/Oslo`.", {
      cause,
      words,
    });
  }
}
