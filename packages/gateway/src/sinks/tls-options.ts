import type { MqttTlsOptions } from "./mqtt-options.ts";
import { readTlsFiles } from "./tls-files.ts";

/** What Node's TLS sockets take. */
export interface TlsSocketOptions {
  readonly rejectUnauthorized: boolean;
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

/** Reads the files anew, so that a renewed certificate is taken. Rejects with SinkError. */
export async function readTlsOptions(tls: MqttTlsOptions): Promise<TlsSocketOptions> {
  return { rejectUnauthorized: tls.rejectUnauthorized ?? true, ...(await readTlsFiles(tls)) };
}
