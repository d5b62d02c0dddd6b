import {
  type Finding,
  type FindingCode,
  findings,
  type KeyCheckAnswer,
  type Told,
  tell,
  toWords,
} from "@meter2mqtt/contract";
import {
  createDiagnosis,
  createIntlZoneRules,
  createMeterDecoder,
  type Diagnosis,
  diagnoses,
  type KeySet,
  parseKey,
  say,
} from "@meter2mqtt/decoder";
import { nodeAesGcm } from "../security/aes-gcm-node.ts";
import { type FoundKey, findKeys } from "./keys-in-text.ts";

export interface CheckedFrames {
  /** Of one meter, in the order in which they came. */
  readonly frames: readonly Uint8Array[];
  /** For meters that leave it out of their frames. */
  readonly systemTitle?: Uint8Array | undefined;
}

interface Trial {
  readonly encryption: FoundKey;
  readonly authentication: FoundKey | undefined;
  readonly readings: number;
  readonly verified: number;
  readonly diagnosis: Diagnosis | undefined;
}

/** So many frames tell keys apart; a verdict on several is surer than one on a single frame. */
const mostFrames = 5;
const zoneRules = createIntlZoneRules();

/** Whether a frame is encrypted: without a key the decoder asks for one. */
export function isEncrypted(octets: Uint8Array): boolean {
  return decode([octets], {}).diagnoses.some(({ code }) => code === "security/encryption-key-missing");
}

/** Tries what looks like keys in a text on a meter's frames. Nothing of the text is kept, and no key is in the answer. */
export function checkKeys(text: string, { frames, systemTitle }: CheckedFrames): KeyCheckAnswer {
  const keys = findKeys(text);
  const encrypted = frames.filter(isEncrypted).slice(-mostFrames);
  const shown = (trial?: Trial) => keys.map((key) => ({ ...placeOf(key), role: roleOf(key, trial) }));
  if (keys.length === 0) {
    const parsed = parseKey(text.slice(0, 200));
    const none = parsed.ok ? createDiagnosis("security/key-invalid", say("noKeyInText")) : parsed.diagnosis;
    return { ok: false, verified: false, verdict: toFinding(none), frames: encrypted.length, keys: [] };
  }
  if (encrypted.length === 0)
    return { ok: false, verified: false, verdict: notTried(frames.length), frames: 0, keys: shown() };
  const extra = systemTitle === undefined ? {} : { systemTitle };
  const trials = pairsOf(keys).map(([encryption, authentication]) =>
    attempt(encrypted, encryption, authentication, extra),
  );
  const best = trials.reduce((one, other) => (rank(other) > rank(one) ? other : one));
  return {
    ok: best.readings > 0,
    verified: best.readings > 0 && best.verified === best.readings,
    verdict: verdictOf(explained(best, trials)),
    frames: encrypted.length,
    keys: shown(best.readings > 0 || rank(best) >= ranks.encryptionRight ? best : undefined),
  };
}

/** Each key alone, and each with each other one, in both orders. */
function pairsOf(keys: readonly FoundKey[]): [FoundKey, FoundKey | undefined][] {
  return keys.flatMap((encryption) => [
    ...keys.filter((other) => other !== encryption).map((other): [FoundKey, FoundKey] => [encryption, other]),
    [encryption, undefined] satisfies [FoundKey, undefined],
  ]);
}

function attempt(
  frames: readonly Uint8Array[],
  encryption: FoundKey,
  authentication: FoundKey | undefined,
  extra: Pick<KeySet, "systemTitle">,
): Trial {
  const own = authentication === undefined ? {} : { authenticationKey: authentication.key };
  const { readings, verified, diagnoses: said } = decode(frames, { ...extra, encryptionKey: encryption.key, ...own });
  const about = said.filter(({ code }) => code.startsWith("security/"));
  return { encryption, authentication, readings, verified, diagnosis: about.at(-1) };
}

/** Where one key alone reads the frames and another one came with it, the verdict is on both. */
function explained(best: Trial, trials: readonly Trial[]): Trial {
  if (best.readings === 0 || best.authentication !== undefined) return best;
  const isAbout = ({ encryption, diagnosis }: Trial) =>
    encryption === best.encryption && diagnosis?.code === "security/authentication-key-wrong";
  return trials.find(isAbout) ?? best;
}

interface Decoded {
  readonly readings: number;
  readonly verified: number;
  readonly diagnoses: readonly Diagnosis[];
}

function decode(frames: readonly Uint8Array[], keys: KeySet): Decoded {
  const decoder = createMeterDecoder({ zoneRules, aesGcm: nodeAesGcm, keys, input: "live", replays: "accept" });
  const events = frames.flatMap((octets) => [...decoder.push(octets), ...decoder.end()]);
  const readings = events.filter((event) => event.kind === "reading");
  return {
    readings: readings.length,
    verified: readings.filter(({ reading }) => reading.authenticated === true).length,
    diagnoses: events.flatMap((event) => (event.kind === "diagnosis" ? [event.diagnosis] : [])),
  };
}

const ranks = { verified: 1000, read: 100, encryptionRight: 50, swapped: 20, long: 2 } as const;

/** How much a trial tells: verified frames, read ones, and else the verdict that leads furthest. */
function rank({ readings, verified, diagnosis, authentication }: Trial): number {
  const paired = authentication === undefined ? 0 : 1;
  if (verified > 0) return ranks.verified + verified;
  // A key for the tag that does not fit is worse than none.
  if (readings > 0) return ranks.read + readings - paired;
  if (diagnosis?.code === "security/authentication-key-wrong") return ranks.encryptionRight;
  if (diagnosis?.code === "security/keys-swapped") return ranks.swapped;
  return paired;
}

function verdictOf({ readings, verified, diagnosis }: Trial): Finding {
  if (readings > 0 && verified === readings) return found("security/keys-right", tell("keysFit", { frames: readings }));
  if (diagnosis !== undefined) return toFinding(diagnosis);
  if (readings > 0) return found("security/encryption-key-right", tell("keyFits", { frames: readings }));
  return toFinding(createDiagnosis("security/encryption-key-wrong", say("noKeyFits")));
}

function notTried(frames: number): Finding {
  return frames > 0
    ? found("security/not-encrypted", tell("noneEncrypted", { frames }))
    : found("security/not-tried", tell("noFrameToTry"));
}

function found(code: FindingCode, said: Told): Finding {
  return { code, severity: "info", ...findings[code], ...said };
}

export function toFinding({ code, severity, message, words, hint }: Diagnosis): Finding {
  return { code, severity, title: diagnoses[code].title, message, words: toWords(words), hint };
}

function placeOf({ start, end, key }: FoundKey): { start: number; end: number; digits: number } {
  return { start, end, digits: key.length * 2 };
}

function roleOf(key: FoundKey, trial: Trial | undefined): KeyCheckAnswer["keys"][number]["role"] {
  if (trial === undefined) return "unknown";
  if (key === trial.encryption) return "encryptionKey";
  return key === trial.authentication && trial.verified > 0 ? "authenticationKey" : "unused";
}
