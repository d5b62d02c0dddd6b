import { randomUUID } from "node:crypto";
import { tell } from "@meter2mqtt/contract";
import { SinkError } from "../errors.ts";
import { openMqttConnection } from "../sinks/mqtt-connection.ts";
import { type MqttBroker, mqttClientOptions, parseBrokerUrl } from "../sinks/mqtt-options.ts";
import { isVersionRefused } from "../sinks/mqtt-words.ts";
import { placeOf } from "../sources/error-words.ts";
import type { Verdict } from "./connection-tester.ts";
import { failure } from "./failure.ts";

export type TestedBroker = Omit<MqttBroker, "clientId">;

/** Connects to a broker as the configuration says, under a client id of its own, and says goodbye. */
export async function testBroker(broker: TestedBroker, signal: AbortSignal): Promise<Verdict> {
  const { url, username: user } = broker;
  const { host, port, secure } = parseBrokerUrl(url);
  const place = placeOf(host, port);
  try {
    const protocol = await connect(broker, signal);
    if (user === undefined)
      return { ok: true, ...tell(secure ? "brokerTakesTls" : "brokerTakes", { place, protocol }) };
    return { ok: true, ...tell(secure ? "brokerTakesUserTls" : "brokerTakesUser", { place, user, protocol }) };
  } catch (error) {
    if (!(error instanceof SinkError)) throw error;
    return signal.aborted ? { ok: false, ...tell("noAnswerInTime", { place }) } : failure(error);
  }
}

async function connect(broker: TestedBroker, signal: AbortSignal): Promise<string> {
  const { hasUser, ...address } = { ...parseBrokerUrl(broker.url), hasUser: broker.username !== undefined };
  const attempt = async (protocol: MqttBroker["protocol"]) => {
    const clientId = `meter2mqtt-test-${randomUUID().slice(0, 8)}`;
    const options = await mqttClientOptions({ ...broker, protocol, clientId });
    const connection = await openMqttConnection(options, { ...address, hasUser }, signal);
    await connection.end();
    return protocol;
  };
  try {
    return await attempt(broker.protocol);
  } catch (error) {
    // As the sink does: brokers of some age know 3.1.1 only.
    if (!(error instanceof SinkError) || !isVersionRefused(error.cause) || broker.protocol === "3.1.1") throw error;
    return attempt("3.1.1");
  }
}
