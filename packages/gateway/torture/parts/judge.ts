import type { FrameTruth } from "@meter2mqtt/simulator";

/** A frame that was sent, wholly or in part. */
export interface SentFrame {
  readonly truth: FrameTruth;
  /** When its last octet was sent, on the clock that {@link Evidence.disturbances} are told by; undefined: never whole. */
  readonly wholeAt: number | undefined;
}

/** A reading as an archive or a sink holds it. */
export interface HeldReading {
  readonly key: string;
  readonly timestamp: string | undefined;
  readonly activeImportW: number | undefined;
  readonly energyImportWh: number | undefined;
}

export interface Evidence {
  readonly sent: readonly SentFrame[];
  /** In the order in which they were stored. */
  readonly archived: readonly HeldReading[];
  /** In the order of arrival, with what came twice. */
  readonly sinks: ReadonlyMap<string, readonly HeldReading[]>;
  /** When the gateway was killed or the line unplugged. */
  readonly disturbances: readonly number[];
  /** How many times as long as where nothing else runs everything takes. */
  readonly slowness: number;
}

export interface Verdict {
  readonly complaints: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

/** A frame that was sent so shortly before a kill may have been on its way: nobody has acknowledged it. */
const onItsWayMs = 2000;

/** Whether anything was lost, came in another order or was changed between the line, the archive and the sinks. */
export function judge({ sent, archived, sinks, disturbances, slowness }: Evidence): Verdict {
  const complaints: string[] = [];
  const keys = archived.map(({ key }) => key);
  const known = new Set(keys);
  if (known.size !== keys.length) complaints.push(`${keys.length - known.size} readings are archived twice`);
  const figures: Record<string, number> = { sent: sent.length, archived: known.size };
  for (const [name, held] of sinks) {
    const first = firstArrivals(held);
    figures[`at ${name}`] = first.length;
    figures[`twice at ${name}`] = held.length - first.length;
    complaints.push(...compare(name, archived, first));
  }
  const missing = missingFrames(sent, archived);
  figures["lost on the line"] = missing.length;
  const unexplained = missing.filter(
    ({ wholeAt }) =>
      wholeAt !== undefined && !disturbances.some((at) => at >= wholeAt && at - wholeAt <= onItsWayMs * slowness),
  );
  if (unexplained.length > 0) complaints.push(`${unexplained.length} whole frames vanished with no kill near them`);
  complaints.push(...checkValues(sent, archived));
  return { complaints, figures };
}

function firstArrivals(held: readonly HeldReading[]): HeldReading[] {
  const seen = new Set<string>();
  return held.filter(({ key }) => !seen.has(key) && seen.add(key));
}

function compare(name: string, archived: readonly HeldReading[], first: readonly HeldReading[]): string[] {
  const here = new Set(first.map(({ key }) => key));
  const there = new Set(archived.map(({ key }) => key));
  const lost = archived.filter(({ key }) => !here.has(key)).length;
  const strange = first.filter(({ key }) => !there.has(key)).length;
  if (lost > 0 || strange > 0) {
    return [`${name}: ${lost} archived readings never came, ${strange} came that are not archived`];
  }
  const at = first.findIndex(({ key }, index) => key !== archived[index]?.key);
  if (at >= 0) return [`${name}: the order differs from number ${at} on`];
  const changed = first.filter((reading, index) => !isSame(reading, archived[index])).length;
  return changed > 0 ? [`${name}: ${changed} readings have other values than the archive`] : [];
}

function isSame(one: HeldReading, other: HeldReading | undefined): boolean {
  return (
    one.timestamp === other?.timestamp &&
    one.activeImportW === other?.activeImportW &&
    one.energyImportWh === other?.energyImportWh
  );
}

function missingFrames(sent: readonly SentFrame[], archived: readonly HeldReading[]): SentFrame[] {
  const clocks = new Set(archived.map(({ timestamp }) => timestamp));
  return sent.filter(({ truth }) => !clocks.has(truth.timestamp));
}

/** Each reading says what its frame said, and the last register is the simulator's own. */
function checkValues(sent: readonly SentFrame[], archived: readonly HeldReading[]): string[] {
  const truths = new Map(sent.map(({ truth }) => [truth.timestamp, truth]));
  const wrong = archived.filter(({ timestamp, activeImportW, energyImportWh }) => {
    const truth = truths.get(timestamp);
    return truth?.activeImportW !== activeImportW || truth?.energyImportWh !== energyImportWh;
  });
  const complaints = wrong.length > 0 ? [`${wrong.length} archived readings are not what was sent`] : [];
  const [total, truth] = [archived.at(-1)?.energyImportWh, sent.at(-1)?.truth.energyImportWh];
  if (total === undefined || total !== truth) complaints.push(`the last register is ${total}, and should be ${truth}`);
  return complaints;
}
