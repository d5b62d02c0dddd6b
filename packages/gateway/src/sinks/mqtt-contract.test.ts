import { afterAll, beforeAll, describe } from "vitest";
import { hasMosquitto, type Mosquitto, startMosquitto } from "../../test/support/mosquitto.ts";
import { subscribe } from "../../test/support/mqtt-subscriber.ts";
import { describeSinkContract, lineTo } from "../../test/support/sink-contract.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { MqttSink } from "./mqtt-sink.ts";

describe.skipIf(!hasMosquitto)("on mosquitto", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let broker: Mosquitto;
  let count = 0;

  beforeAll(async () => {
    folder = await temporaryFolder();
    broker = await startMosquitto({ folder: folder.path });
  });
  afterAll(async () => {
    await broker.kill();
    await folder.remove();
  });

  describeSinkContract("MQTT", async () => {
    const line = await lineTo(broker.port);
    const baseTopic = `meter2mqtt-${count++}`;
    const subscriber = await subscribe(broker.url);
    const createSink = () =>
      new MqttSink({
        ...{ name: "home", url: `mqtt://127.0.0.1:${line.port}`, baseTopic, version: "0.1.0" },
        backOff: { firstMs: 20, maxMs: 50 },
      });
    // A subscriber knows a message that comes again by the time of arrival in it.
    const powers = async () => {
      const readings = subscriber.payloads(`${baseTopic}/house/reading`).map((payload) => JSON.parse(payload));
      await new Promise((resolve) => setImmediate(resolve));
      return [...new Map(readings.map(({ receivedAt, activeImportW }) => [receivedAt, activeImportW])).values()];
    };
    const end = async () => {
      await subscriber.end();
      await line.end();
    };
    return { ...line, createSink, powers, end };
  });
});
