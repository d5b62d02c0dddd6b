import { judgeEvents } from "../checks/judge-events.ts";
import type { GoodFrame } from "../inputs/good-frames.ts";
import { join } from "../inputs/octets.ts";
import { testKeys } from "../inputs/wrap.ts";
import { recoveryOf } from "./recovery.ts";
import { reduce } from "./reduce.ts";
import { Session, type Target } from "./session.ts";

/** A limit that was broken. */
export interface Failure {
  readonly what: string;
  readonly target: string;
  /** How the input was made that broke it. */
  readonly kind: string;
  /** What a new decoder must be given to see it again, as short as it could be made. */
  readonly hex: string;
}

/** What was seen and where, before it is made short. */
export interface Seen {
  readonly what: string;
  readonly target: Target;
  readonly kind: string;
  /** Since the line paused last. */
  readonly fed: readonly Uint8Array[];
}

/** Something threw, or gave what must not be. */
export function describeMistake(seen: Seen): Failure {
  return describe(seen, (octets) => {
    try {
      const session = openSession(seen.target);
      return judgeEvents([...session.push(octets), ...session.settle()]) !== undefined;
    } catch {
      return true;
    }
  });
}

/** A good frame gave no reading; `fed` is what was before it. */
export function describeLoss(seen: Seen, good: GoodFrame): Failure {
  const failure = describe(seen, (octets) => {
    const session = openSession(seen.target);
    const events = [...session.push(octets), ...session.push(good.octets), ...session.settle()];
    return recoveryOf(events, good) === "lost";
  });
  return { ...failure, hex: `${failure.hex} ${toHex(good.octets)}` };
}

function openSession(target: Target): Session {
  const session = new Session(target);
  session.setKeys(testKeys);
  return session;
}

function describe({ what, target, kind, fed }: Seen, fails: (octets: Uint8Array) => boolean): Failure {
  return { what, target: target.name, kind, hex: toHex(reduce(join(...fed), fails)) };
}

export function toHex(octets: Uint8Array): string {
  return Buffer.from(octets).toString("hex");
}
