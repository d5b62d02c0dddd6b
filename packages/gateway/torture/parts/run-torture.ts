import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { toHex } from "@meter2mqtt/decoder";
import { createRandom, createVirtualMeter, type Random, type VirtualFrame } from "@meter2mqtt/simulator";
import { atPresent } from "../../test/support/at-present.ts";
import { eventually } from "../../test/support/eventually.ts";
import { type Mosquitto, startMosquitto } from "../../test/support/mosquitto.ts";
import { type Subscriber, subscribe } from "../../test/support/mqtt-subscriber.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { heldBySubscriber, readArchive } from "./holdings.ts";
import { judge, type SentFrame, type Verdict } from "./judge.ts";
import { MeterLine } from "./meter-line.ts";
import { type Mishap, planMishaps } from "./plan.ts";
import { Victim } from "./victim.ts";

export interface TortureOptions {
  readonly seed: number;
  /** Telegrams of 10 s each. */
  readonly frames: number;
  readonly kills: number;
  readonly root: string;
  /** Told now and then how far it is. */
  readonly say?: (line: string) => void;
}

const model = "kamstrup-dk-extended";
/** The meter's day begins here, wherever the machine's clock stands: the gateway must not care. */
const dayBegins = Date.UTC(2026, 2, 10);
const connectMs = 60_000;
const drainMs = 120_000;

/** Everything a run has started. */
interface Scene {
  readonly line: MeterLine;
  readonly victim: Victim;
  readonly shaky: Mosquitto;
  readonly sent: SentFrame[];
  readonly disturbances: number[];
  /** A meter that spoke on a slow machine as on a fast one would be ahead of the gateway by all of its telegrams. */
  readonly slowness: number;
  isBrokerUp: boolean;
}

/** One tortured day. Resolves with what was found; every process it started has ended then. */
export async function runTorture(options: TortureOptions): Promise<Verdict> {
  const folder = await temporaryFolder();
  const cleanUp: (() => Promise<unknown>)[] = [() => folder.remove()];
  try {
    return await torture(options, folder.path, cleanUp);
  } finally {
    for (const step of cleanUp.reverse()) await step();
  }
}

async function torture(options: TortureOptions, path: string, cleanUp: (() => Promise<unknown>)[]): Promise<Verdict> {
  const line = new MeterLine();
  await line.plugIn();
  cleanUp.push(() => line.unplug());
  const brokers = await Promise.all(["shaky", "steady"].map((name) => startBroker(join(path, name), cleanUp)));
  const [shaky, steady] = brokers;
  if (shaky === undefined || steady === undefined) throw new Error("two brokers were started");
  const subscribers = new Map<string, Subscriber>();
  for (const [name, broker] of [["shaky broker", shaky] as const, ["steady broker", steady] as const]) {
    const subscriber = await subscribe(broker.url, { protocolVersion: 4, clean: false, clientId: `torture-${name}` });
    subscribers.set(name, subscriber);
    cleanUp.push(() => subscriber.end());
  }
  const meter = createVirtualMeter(model, { start: dayBegins, seed: options.seed });
  if (meter.keys?.authenticationKey === undefined) throw new Error(`${model} authenticates`);
  const victim = new Victim({
    root: options.root,
    folder: path,
    linePort: line.port,
    brokers: [
      { name: "shaky", url: shaky.url },
      { name: "steady", url: steady.url },
    ],
    keys: { encryptionKey: toHex(meter.keys.encryptionKey), authenticationKey: toHex(meter.keys.authenticationKey) },
    zone: meter.description.zone,
  });
  cleanUp.push(() => victim.end("SIGKILL"));
  const scene: Scene = { line, victim, shaky, sent: [], disturbances: [], slowness: atPresent(1), isBrokerUp: true };
  victim.start();
  await untilHeard(scene);
  await play(options, () => meter.next(), scene);
  await drain(scene, [...subscribers.values()]);
  await victim.end("SIGTERM");
  const sinks = new Map([...subscribers].map(([name, subscriber]) => [name, heldBySubscriber(subscriber)]));
  return judge({ ...scene, archived: await readArchive(victim.database), sinks });
}

/** A broker that keeps what its persistent subscribers missed, also over its own end. */
async function startBroker(folder: string, cleanUp: (() => Promise<unknown>)[]): Promise<Mosquitto> {
  await mkdir(folder, { recursive: true });
  // mosquitto gives up root's rights, and must be able to save.
  await chmod(join(folder, ".."), 0o755);
  await chmod(folder, 0o777);
  const lines = [
    "allow_anonymous true",
    "persistence true",
    `persistence_location ${folder}/`,
    "autosave_interval 1",
    "autosave_on_changes true",
  ];
  const broker = await startMosquitto({ folder, lines, mode: 0o777 });
  cleanUp.push(() => broker.kill());
  return broker;
}

async function play(
  { seed, frames, kills, say }: TortureOptions,
  next: () => VirtualFrame,
  scene: Scene,
): Promise<void> {
  const { mishaps } = planMishaps(seed, frames, kills);
  const random = createRandom(seed + 1);
  for (let i = 0; i < frames; i++) {
    const frame = next();
    const mishap = mishaps.get(i);
    if (mishap !== undefined) await suffer(mishap, frame, scene);
    else await send(frame, scene);
    await pause(paceOf(random) * scene.slowness);
    if (say !== undefined && (i + 1) % Math.ceil(frames / 10) === 0) {
      say(`${i + 1} of ${frames} telegrams, ${scene.disturbances.length} kills and unpluggings`);
    }
  }
}

/** Now a burst, now a moment in which everything comes to rest. */
function paceOf(random: Random): number {
  return random.chance(0.1) ? random.between(5, 40) : random.between(0, 4);
}

async function send(frame: VirtualFrame, { line, sent }: Scene): Promise<void> {
  line.send(frame.octets);
  sent.push({ truth: frame.truth, wholeAt: performance.now() });
}

async function suffer(mishap: Mishap, frame: VirtualFrame, scene: Scene): Promise<void> {
  const { line, victim } = scene;
  if (mishap.kind === "broker-stop" || mishap.kind === "broker-start") {
    await setBroker(scene, mishap.kind === "broker-start");
    return send(frame, scene);
  }
  const part = Math.floor(frame.octets.length * mishap.share);
  line.send(frame.octets.subarray(0, part));
  scene.sent.push({
    truth: frame.truth,
    wholeAt: part === frame.octets.length ? performance.now() : undefined,
  });
  if (mishap.kind === "unplug") {
    await line.unplug();
    scene.disturbances.push(performance.now());
    await line.plugIn();
  } else {
    await pause(mishap.afterMs);
    await victim.end("SIGKILL");
    scene.disturbances.push(performance.now());
    victim.start();
    if (mishap.againAfterMs !== undefined) {
      await pause(mishap.againAfterMs);
      await victim.end("SIGKILL");
      scene.disturbances.push(performance.now());
      victim.start();
    }
  }
  await untilHeard(scene);
}

async function setBroker(scene: Scene, isUp: boolean): Promise<void> {
  if (scene.isBrokerUp === isUp) return;
  scene.isBrokerUp = isUp;
  await (isUp ? scene.shaky.restart() : scene.shaky.stop());
}

/** The meter's time stands still while nobody listens. */
async function untilHeard({ line, victim }: Scene): Promise<void> {
  const isOver = () => line.isHeard || victim.hasEnded;
  await eventually("the gateway connects to the line", isOver, connectMs);
  if (victim.hasEnded) throw new Error(`the gateway ended by itself: ${victim.said}`);
}

/** Everybody has the last reading, and so everything before it. */
async function drain(scene: Scene, subscribers: readonly Subscriber[]): Promise<void> {
  await setBroker(scene, true);
  const clock = scene.sent.at(-1)?.truth.timestamp;
  // Of readings only: a diagnosis of the line tells the same clock, and passes by what waits in the log.
  const has = ({ heard }: Subscriber) =>
    heard.some(({ topic, payload }) => topic.endsWith("/reading") && payload.includes(`"timestamp":"${clock}"`));
  await eventually(`every sink has the reading of ${clock}`, () => subscribers.every(has), drainMs);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
