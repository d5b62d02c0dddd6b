import { createVirtualMeter } from "@meter2mqtt/simulator";
import { hasMosquitto } from "../test/support/mosquitto.ts";
import { measureDisk } from "./parts/disk-hours.ts";
import { measureLatency } from "./parts/latency.ts";
import { measureLoad } from "./parts/load.ts";
import { idleMemory, librariesMemory } from "./parts/memory.ts";
import { quantile, type Row, reportOf } from "./parts/report.ts";
import { Scene } from "./parts/scene.ts";
import { measureStarts } from "./parts/start.ts";

/*
 * What the gateway takes: time from the line to a subscriber, memory, octets written to disk, the processor's time. The
 * executable as a user runs it, a real broker, everything on loopback. Its parts come one after the other.
 */
const root = process.cwd();
const starts = 5;
const seconds = 30;
const telegrams = 1000;
const hours = 6;
const megaoctet = 1e6;

if (process.platform !== "linux") console.error("The gateway's figures are read from /proc, which only Linux has.");
else if (!hasMosquitto) console.error("The gateway is measured with mosquitto, which is not installed here.");
else console.log(reportOf([...(await measureExecutable()), await measureDay()]));

async function measureExecutable(): Promise<Row[]> {
  const scene = new Scene(root);
  try {
    await scene.setUp();
    // A telegram of its time: the meter's clock may differ from this one's by some minutes only.
    const meter = createVirtualMeter("p1-nl", { start: Date.now() - (telegrams * 1000) / 2 });
    const started = await measureStarts(scene, meter, starts);
    const share = await measureLoad(scene, meter, seconds);
    const memory = await idleMemory(scene.pid);
    const libraries = await librariesMemory(root);
    const { gateway, broker } = await measureLatency(scene, meter, telegrams);
    const alone = (share: number) => `the broker alone ${quantile(broker, share).toFixed(2)} ms`;
    const megaoctets = (octets: number) => `${(octets / megaoctet).toFixed(0)} MB`;
    return [
      row("line to subscriber, median", quantile(gateway, 0.5), { aim: 2, unit: "ms", digits: 2, note: alone(0.5) }),
      row("line to subscriber, 99th percentile", quantile(gateway, 0.99), {
        ...{ aim: 10, unit: "ms", digits: 2 },
        note: alone(0.99),
      }),
      row("idle memory to that of its libraries", memory / libraries, {
        ...{ aim: 1.15, unit: "x", digits: 2 },
        note: `${megaoctets(memory)} to ${megaoctets(libraries)}`,
      }),
      row("processor at a telegram a second", share * 100, { unit: "%", digits: 2, note: "of one" }),
      row("start to first reading, median", quantile(started.gateway, 0.5) / 1000, {
        ...{ aim: 1, unit: "s", digits: 2 },
        note: `Node alone ${(quantile(started.node, 0.5) / 1000).toFixed(2)} s`,
      }),
    ];
  } finally {
    await scene[Symbol.asyncDispose]();
  }
}

async function measureDay(): Promise<Row> {
  const { octets, telegrams: delivered } = await measureDisk(root, hours);
  return row("written in a day, every 10 s", ((octets / megaoctet) * 24) / hours, {
    ...{ aim: 100, unit: "MB", digits: 1 },
    note: `from ${hours} hours on a clock moved by hand, ${delivered} messages`,
  });
}

function row(what: string, figure: number, rest: Omit<Row, "what" | "figure">): Row {
  return { what, figure, ...rest };
}
