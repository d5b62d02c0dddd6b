import { createSocket } from "node:dgram";
import { Bonjour, type Service } from "bonjour-service";
import { expect, test } from "vitest";
import { eventually } from "../../test/support/eventually.ts";
import { type AdvertisementNetwork, advertise, toService } from "./advertisement.ts";

const group = "224.0.0.251";

/** A group of mDNS that never leaves this machine; undefined where the system has no multicast on loopback. */
async function loopbackNetwork(): Promise<AdvertisementNetwork | undefined> {
  const socket = createSocket({ type: "udp4", reuseAddr: true });
  let heard = false;
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      socket.bind(0, group, resolve);
    });
    const { port } = socket.address();
    socket.addMembership(group, "127.0.0.1");
    socket.setMulticastInterface("127.0.0.1");
    socket.on("message", () => {
      heard = true;
    });
    socket.send("hello", port, group);
    await eventually("it hears itself", () => heard, 5000);
    return { interface: "127.0.0.1", bind: group, port };
  } catch {
    return undefined;
  } finally {
    socket.close();
  }
}

const network = await loopbackNetwork();

test("the record is that of a HomeWizard P1 meter", () => {
  expect(toService({ serial: "0200000000a1", port: 8431 })).toEqual({
    name: "p1meter-0000a1",
    type: "hwenergy",
    port: 8431,
    txt: {
      api_enabled: "1",
      path: "/api/v1",
      serial: "0200000000a1",
      product_name: "P1 meter",
      product_type: "HWE-P1",
    },
    probe: false,
  });
});

// Skipped where the system has no multicast on loopback.
test.skipIf(network === undefined)("a client finds it, and hears its goodbye", async () => {
  const failures: Error[] = [];
  const advertisement = await advertise(
    { serial: "0200000000a1", port: 8431 },
    (error) => failures.push(error),
    network,
  );
  const client = new Bonjour({ ...network });
  const found: Service[] = [];
  const gone: Service[] = [];
  const browser = client.find({ type: "hwenergy" }, (service) => found.push(service));
  browser.on("down", (service: Service) => gone.push(service));
  try {
    await eventually("found", () => found.length > 0);
    expect(found[0]).toMatchObject({ name: "p1meter-0000a1", port: 8431, txt: { path: "/api/v1", api_enabled: "1" } });
    await advertisement[Symbol.asyncDispose]();
    await eventually("gone", () => gone.length > 0);
    expect(failures).toEqual([]);
  } finally {
    client.destroy();
  }
});

test("where multicast is impossible it says so, and nothing else happens", async () => {
  const failures: Error[] = [];
  const nowhere = { interface: "192.0.2.99", bind: "192.0.2.99", port: 0 };
  const meter = { serial: "0200000000a1", port: 8431 };
  const advertisement = await advertise(meter, (error) => failures.push(error), { ...nowhere, port: 45_353 });
  await eventually("it says so", () => failures.length > 0);
  expect(failures[0]?.message).toContain("192.0.2.99");
  await advertisement[Symbol.asyncDispose]();
});
