import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { GatewayHost } from "../../src/runtime/gateway-host.ts";
import { createLog } from "../../src/runtime/log.ts";

export interface HostedGateway {
  readonly host: GatewayHost;
  /** Everything that was logged. */
  readonly said: () => string;
  /** Address of the page; empty while the gateway is between two starts. */
  readonly url: () => string;
}

/** A gateway as `run` hosts it, in this process; with a configuration in the folder where one is given. */
export async function hostGateway(
  folder: string,
  yaml: string | undefined,
  environment: Readonly<Record<string, string>> = { METER2MQTT_HTTP_PORT: "0" },
): Promise<HostedGateway> {
  if (yaml !== undefined) await writeFile(join(folder, "meter2mqtt.yaml"), yaml, { mode: 0o600 });
  let said = "";
  const write = (line: string): void => {
    said += line;
  };
  const log = createLog({ level: "info", destination: { write }, pretty: false });
  const host = await GatewayHost.start({ load: { folder, environment }, version: "0.0.0-test", log });
  let last = host.running?.api.url ?? "";
  const url = () => {
    last = host.running?.api.url ?? last;
    return last;
  };
  return { host, said: () => said, url };
}
