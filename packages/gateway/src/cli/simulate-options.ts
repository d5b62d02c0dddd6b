import { parseKey } from "@meter2mqtt/decoder";
import {
  type FaultProbabilities,
  isVirtualMeterName,
  parseFaults,
  SimulatorOptionError,
  type VirtualMeterDescription,
  type VirtualMeterKeys,
  virtualMeters,
} from "@meter2mqtt/simulator";

/** Options of `meter2mqtt simulate` as they stand on the command line. */
export interface SimulateOptions {
  readonly list?: boolean;
  readonly meter?: string;
  readonly tcp?: string;
  readonly pty?: string;
  readonly stdout?: boolean;
  readonly mqtt?: string;
  readonly speed?: string;
  readonly fault?: string;
  readonly seed?: string;
  readonly key?: string;
  readonly authKey?: string;
}

/** Where the frames go. */
export type OutputPlan =
  | { readonly kind: "tcp"; readonly port: number }
  | { readonly kind: "pty"; readonly link: string }
  | { readonly kind: "stdout" }
  | { readonly kind: "mqtt"; readonly url: string };

/** What was asked for, checked. */
export interface SimulatePlan {
  readonly meter: VirtualMeterDescription;
  readonly output: OutputPlan;
  readonly speed: number;
  readonly seed?: number;
  readonly faults: FaultProbabilities;
  /** Absent where the meter sends plain frames. */
  readonly keys?: VirtualMeterKeys;
  /** True: the keys are the meter's own made-up ones, which may be shown. */
  readonly keysMadeUp: boolean;
}

const maxSpeed = 10_000;

/** Checks the options. Throws SimulatorOptionError, which says what would be right. */
export function planSimulation(options: SimulateOptions): SimulatePlan {
  const meter = chooseMeter(options.meter);
  const output = chooseOutput(options);
  const speed = parseSpeed(options.speed ?? "1");
  const faults = parseFaults(options.fault ?? "");
  const { keys, keysMadeUp } = chooseKeys(meter, options);
  return {
    meter,
    output,
    speed,
    faults,
    keysMadeUp,
    ...(options.seed === undefined ? {} : { seed: parseSeed(options.seed) }),
    ...(keys === undefined ? {} : { keys }),
  };
}

function chooseMeter(name: string | undefined): VirtualMeterDescription {
  const known = `Choose one of: ${Object.keys(virtualMeters).join(", ")}.`;
  if (name === undefined) throw new SimulatorOptionError("meter", "Which meter? --meter is missing.", known);
  if (isVirtualMeterName(name)) return virtualMeters[name];
  throw new SimulatorOptionError("meter", `There is no virtual meter "${name}".`, known);
}

function chooseOutput({ tcp, pty, stdout, mqtt }: SimulateOptions): OutputPlan {
  const outputs: OutputPlan[] = [];
  if (tcp !== undefined) outputs.push({ kind: "tcp", port: parsePort(tcp) });
  if (pty !== undefined) outputs.push({ kind: "pty", link: checkLink(pty) });
  if (stdout === true) outputs.push({ kind: "stdout" });
  if (mqtt !== undefined) outputs.push({ kind: "mqtt", url: checkUrl(mqtt) });
  const [output, ...more] = outputs;
  if (output !== undefined && more.length === 0) return output;
  const message = output === undefined ? "Where to? No output is chosen." : "Several outputs are chosen.";
  throw new SimulatorOptionError("output", message, "Give one of --tcp PORT, --pty LINK, --stdout, --mqtt URL.");
}

function parsePort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new SimulatorOptionError(
    "tcp",
    `"${text}" is no TCP port.`,
    "Give a number from 1 to 65535, or 0 for any free one.",
  );
}

function checkLink(link: string): string {
  // What else may stand in a path has a meaning of its own in socat's addresses.
  if (/^[\w./@+-]+$/.test(link)) return link;
  const hint = "Give a path of letters, digits and . _ - + @ / only.";
  throw new SimulatorOptionError("pty", `"${link}" can't be the name of the serial port.`, hint);
}

function checkUrl(url: string): string {
  if (/^mqtts?:\/\/[^/\s]+\/?$/.test(url) && URL.canParse(url)) return url;
  throw new SimulatorOptionError("mqtt", "That is no broker's address.", "Write it as mqtt://host:port.");
}

function parseSpeed(text: string): number {
  const speed = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (speed > 0 && speed <= maxSpeed) return speed;
  const hint = `Give a number above 0 and up to ${maxSpeed}; 1 is real time.`;
  throw new SimulatorOptionError("speed", `"${text}" is no speed.`, hint);
}

function parseSeed(text: string): number {
  const seed = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(seed)) return seed;
  throw new SimulatorOptionError(
    "seed",
    `"${text}" is no seed.`,
    "Give a whole number; the same gives the same household.",
  );
}

function chooseKeys(
  meter: VirtualMeterDescription,
  { key, authKey }: SimulateOptions,
): { readonly keys: VirtualMeterKeys | undefined; readonly keysMadeUp: boolean } {
  const given = key !== undefined || authKey !== undefined;
  if (meter.keys === undefined) {
    if (!given) return { keys: undefined, keysMadeUp: true };
    throw new SimulatorOptionError("key", `${meter.name} sends plain frames.`, "Leave --key and --auth-key out.");
  }
  const encryptionKey = key === undefined ? meter.keys.encryptionKey : readKey("key", key);
  if (meter.keys.authenticationKey === undefined) {
    if (authKey === undefined) return { keys: { ...meter.keys, encryptionKey }, keysMadeUp: !given };
    throw new SimulatorOptionError("auth-key", `${meter.name} does not authenticate.`, "Leave --auth-key out.");
  }
  const authenticationKey = authKey === undefined ? meter.keys.authenticationKey : readKey("auth-key", authKey);
  return { keys: { ...meter.keys, encryptionKey, authenticationKey }, keysMadeUp: !given };
}

function readKey(option: string, text: string): Uint8Array {
  const parsed = parseKey(text);
  if (parsed.ok) return parsed.key;
  throw new SimulatorOptionError(option, `--${option}: ${parsed.diagnosis.message}`, parsed.diagnosis.hint);
}
