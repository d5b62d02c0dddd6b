import { createDiagnosis, type Diagnosis, type DiagnosisCode } from "../diagnosis.ts";
import { say, sayInEnglish } from "../words/say.ts";
import { type AcceptedFrame, CounterWindow } from "./counter-window.ts";
import { FailureRun } from "./failure-run.ts";
import type { CipheredApdu } from "./general-ciphering.ts";
import type { KeySet } from "./keys.ts";
import type { SealedApdu } from "./sealed-apdu.ts";
import { type GoodFrame, rememberGood, SenderBook } from "./sender-book.ts";
import { systemTitleText } from "./system-title.ts";
import type { Unsealed } from "./unseal.ts";

interface TimedReading {
  readonly timestamp?: string;
}

interface ToldClock {
  /** Epoch milliseconds of the meter's clock. */
  readonly clock?: number | undefined;
}

/** What counts of a frame that was opened. */
export interface OpenedFrame extends ToldClock {
  readonly reading?: TimedReading | undefined;
  readonly diagnoses: readonly Diagnosis[];
}

/** A frame that was decoded by itself, before it is seen in the row of those before it. */
export interface WatchedFrame extends OpenedFrame {
  /** Absent where it is not ciphered. */
  readonly ciphered?: CipheredApdu | undefined;
  readonly unsealed?: Unsealed | undefined;
}

/** What takes the place of the frame's own diagnoses; `refused`: it gives no reading. */
export interface WatchVerdict {
  readonly refused: boolean;
  readonly diagnoses: readonly Diagnosis[];
}

/** What is remembered of a sender over a restart. */
export interface RememberedSender {
  /** Hexadecimal, lower case. */
  readonly systemTitle: string;
  /** The last frame that was accepted under the keys in force; absent where its tags were verified under others only. */
  readonly accepted?: AcceptedFrame | undefined;
}

export interface SenderWatchOptions {
  readonly keys: KeySet;
  /** Refuse and report counters that do not go up: for a line. In a capture, frames may stand in any order. */
  readonly counters: boolean;
}

const nothing: readonly Diagnosis[] = [];

/** Failures that say something of the keys; where the keys were right before, they mean something else. */
const keyFailures: ReadonlySet<DiagnosisCode> = new Set<DiagnosisCode>([
  "security/encryption-key-wrong",
  "security/authentication-key-wrong",
  "security/keys-swapped",
  "security/key-all-zero",
  "security/key-is-example",
  "security/tag-wrong",
]);

/** Watches the ciphered frames of a line over time: who sends them, how their counters go, until when the keys fit. */
export class SenderWatch {
  readonly #counters: boolean;
  readonly #senders = new SenderBook();
  readonly #failures = new FailureRun();
  #keys: KeySet;
  #title: Uint8Array | undefined;
  #notNeededTold = false;

  constructor({ keys, counters }: SenderWatchOptions) {
    this.#keys = keys;
    this.#counters = counters;
  }

  /** For APDUs without one: the system title that was set, else the one seen last. */
  get knownTitle(): Uint8Array | undefined {
    return this.#keys.systemTitle ?? this.#title;
  }

  /** Whether a tag of this system title (in hexadecimal) was verified before. */
  tagSeen(title: string): boolean {
    return this.#senders.find(title)?.verified === true;
  }

  /** The same keys again change nothing. */
  setKeys(keys: KeySet): void {
    const before = this.#keys;
    this.#keys = keys;
    const same =
      equal(before.encryptionKey, keys.encryptionKey) && equal(before.authenticationKey, keys.authenticationKey);
    if (same) return;
    this.#senders.keysChanged();
    this.#failures.end();
    this.#notNeededTold = false;
  }

  /** The verified frame of a sender that moved its window last. */
  accepted(title: string): AcceptedFrame | undefined {
    return this.#senders.find(title)?.window.accepted;
  }

  /** What earlier runs know; a higher counter of this one stays. */
  restore(remembered: readonly RememberedSender[]): void {
    for (const { systemTitle, accepted } of remembered) {
      const sender = this.#senders.hear(systemTitle);
      sender.verified = true;
      if (accepted === undefined) continue;
      sender.window.restore(accepted);
      sender.good ??= { counter: accepted.counter, verified: true, receivedAt: undefined, timestamp: undefined };
    }
  }

  /** The user says that this meter counts anew: its next frame is accepted. */
  restartCounter(title: string): void {
    const sender = this.#senders.find(title);
    if (sender !== undefined) sender.window = new CounterWindow();
  }

  /** `now`: epoch milliseconds of arrival, where known. Undefined: there is nothing to say beyond the frame itself. */
  judge(frame: WatchedFrame, now: number | undefined): WatchVerdict | undefined {
    const { ciphered, unsealed } = frame;
    if (ciphered === undefined) return this.#judgePlainFrame(frame);
    this.#title = ciphered.systemTitle;
    if (unsealed === undefined) return undefined;
    const title = systemTitleText(ciphered.systemTitle);
    if (!unsealed.ok) return this.#judgeFailure(ciphered, title, unsealed.diagnosis);
    this.#failures.end(title);
    // Another reader's dump proves nothing of anybody.
    if (unsealed.authenticated === undefined) return undefined;
    return this.#judgeOpened(frame, ciphered.invocationCounter, title, unsealed.authenticated, now);
  }

  /**
   * The same of a message that was opened, whose tag was verified, and which gave a reading and no diagnosis. `told`: the
   * meter's clock.
   */
  judgeSealed(sealed: SealedApdu, reading: TimedReading, told: ToldClock, now: number): WatchVerdict | undefined {
    const { title, invocationCounter } = sealed;
    this.#title = sealed.systemTitle;
    this.#failures.end(title);
    const sender = this.#senders.hear(title);
    sender.verified = true;
    const verdict = this.#counters
      ? this.#judgeCounter(
          { reading, clock: told.clock, diagnoses: nothing },
          title,
          invocationCounter,
          true,
          sender.window,
        )
      : undefined;
    if (verdict?.refused !== true) rememberGood(sender, invocationCounter, true, now, reading.timestamp);
    return verdict;
  }

  #judgePlainFrame({ reading, diagnoses }: WatchedFrame): WatchVerdict | undefined {
    const note = reading === undefined ? undefined : this.judgePlain();
    return note === undefined ? undefined : { refused: false, diagnoses: [...diagnoses, note] };
  }

  /** What is to be said of a plain frame that gave a reading: once, where keys are set. */
  judgePlain(): Diagnosis | undefined {
    const { encryptionKey, authenticationKey } = this.#keys;
    const hasKeys = encryptionKey !== undefined || authenticationKey !== undefined;
    if (!hasKeys || this.#notNeededTold) return undefined;
    this.#notNeededTold = true;
    return this.#senders.size > 0
      ? createDiagnosis("security/key-not-needed", say("clearAfterEncrypted"), { severity: "warning" })
      : createDiagnosis("security/key-not-needed", say("keyNotNeeded"));
  }

  #judgeOpened(
    frame: OpenedFrame,
    counter: number,
    title: string,
    verified: boolean,
    now: number | undefined,
  ): WatchVerdict | undefined {
    const sender = this.#senders.hear(title);
    if (verified) sender.verified = true;
    const verdict = this.#counters ? this.#judgeCounter(frame, title, counter, verified, sender.window) : undefined;
    if (verdict?.refused !== true) rememberGood(sender, counter, verified, now, frame.reading?.timestamp);
    return verdict;
  }

  #judgeCounter(
    frame: OpenedFrame,
    title: string,
    counter: number,
    verified: boolean,
    window: CounterWindow,
  ): WatchVerdict | undefined {
    const { last } = window;
    const verdict = window.push({ counter, verified, clock: frame.clock });
    if (verdict === "accepted") return undefined;
    if (verdict === "repeated") return { refused: true, diagnoses: [] };
    const timestamp = frame.reading?.timestamp;
    const evidence = {
      systemTitle: title,
      invocationCounter: counter,
      lastInvocationCounter: last ?? counter,
      ...(timestamp === undefined ? {} : { timestamp }),
    };
    const counters = { counter, last: last ?? counter };
    if (verdict === "replayed") {
      const words = say("counterReplayed", counters);
      return { refused: true, diagnoses: [createDiagnosis("security/replayed", words, { evidence })] };
    }
    const note =
      verdict === "restarted"
        ? createDiagnosis("security/counter-restarted", say("counterRestarted", counters), { evidence })
        : createDiagnosis("security/counter-went-back", say("counterWentBack", counters), { evidence });
    return { refused: false, diagnoses: [...frame.diagnoses, note] };
  }

  #judgeFailure(ciphered: CipheredApdu, title: string, diagnosis: Diagnosis): WatchVerdict | undefined {
    if (!keyFailures.has(diagnosis.code)) return undefined;
    this.#failures.push(title, ciphered.invocationCounter);
    const good = this.#senders.find(title)?.good;
    // The content was readable: only the tag, and so the authentication key, is in question.
    const isReadable = diagnosis.code === "security/tag-wrong" || diagnosis.evidence["encryptionKey"] === "right";
    const provesKeys = good !== undefined && (good.verified || !isReadable);
    if (provesKeys) return { refused: true, diagnoses: [this.#stoppedWorking(diagnosis, good, isReadable)] };
    const owner =
      good === undefined && diagnosis.code === "security/encryption-key-wrong" ? this.#senders.opened : undefined;
    if (owner !== undefined) return { refused: true, diagnoses: [ofAnother(diagnosis, owner)] };
    if (!this.#failures.isLong) return undefined;
    return { refused: true, diagnoses: [this.#confirmed(diagnosis)] };
  }

  /** The keys were right for this sender before. */
  #stoppedWorking(diagnosis: Diagnosis, good: GoodFrame, isReadable: boolean): Diagnosis {
    const { frames, firstCounter, isLong } = this.#failures;
    const { systemTitle, maker, invocationCounter, securityControl } = diagnosis.evidence;
    const evidence = {
      ...(systemTitle === undefined ? {} : { systemTitle }),
      ...(maker === undefined ? {} : { maker }),
      ...(invocationCounter === undefined ? {} : { invocationCounter }),
      ...(securityControl === undefined ? {} : { securityControl }),
      lastGoodCounter: good.counter,
      ...(good.receivedAt === undefined ? {} : { lastGoodAt: new Date(good.receivedAt).toISOString() }),
      ...(good.timestamp === undefined ? {} : { lastGoodTimestamp: good.timestamp }),
      firstBadCounter: firstCounter,
      framesSince: frames,
    };
    if (isReadable && !isLong) {
      return createDiagnosis("security/tag-wrong", say("frameChanged", { counter: good.counter }), { evidence });
    }
    const received = good.receivedAt === undefined ? undefined : new Date(good.receivedAt).toISOString();
    const when = good.timestamp ?? received;
    const which = isReadable ? "authenticationKeyStopped" : "keysStopped";
    const until = { counter: good.counter, ...(when === undefined ? {} : { when }) };
    const words = say(isLong ? (`${which}Long` as const) : which, until);
    return createDiagnosis("security/keys-stopped-working", words, { evidence });
  }

  /** The keys were never right, and noise is no reason. */
  #confirmed(diagnosis: Diagnosis): Diagnosis {
    const { frames, isRising } = this.#failures;
    const words = [...diagnosis.words, ...say(isRising ? "framesRising" : "framesJumping")];
    return {
      ...diagnosis,
      message: sayInEnglish(words),
      words,
      evidence: { ...diagnosis.evidence, framesInRow: frames, counters: isRising ? "going up" : "jumping" },
    };
  }
}

/** The keys open the frames of `owner`, so they are no mistake in writing: they are that meter's. */
function ofAnother({ evidence }: Diagnosis, owner: string): Diagnosis {
  const words = say("keysOfAnother", { owner, title: `${evidence["systemTitle"]}` });
  return createDiagnosis("security/key-of-another-meter", words, { evidence: { ...evidence, keysOpen: owner } });
}

function equal(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}
