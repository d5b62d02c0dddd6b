import { passwordLengths, type Told, tell } from "@meter2mqtt/contract";
import { AccessError } from "../store/access/access-error.ts";
import { isCommonPassword } from "./common-passwords.ts";

/** Argon2id as OWASP's password storage cheat sheet has it for small memory: 19 MiB, two passes, one lane. */
const argon2id = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** At once: each takes 19 MiB, and a small board has not much more to give. */
const mostAtOnce = 2;
/** Who waits longer than for so many others would not wait any more. */
const mostWaiting = 20;

/** Too many passwords are being checked. */
export class BusyError extends Error {
  override readonly name = "BusyError";
}

const library = () => import("@node-rs/argon2");

let running = 0;
const waiting: (() => void)[] = [];

/** Runs a few at a time, in order. Rejects with {@link BusyError} where too many wait. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) {
    if (waiting.length >= mostWaiting) throw new BusyError("Too many passwords are being checked at once.");
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running++;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place is handed on, so that nobody comes in between.
    if (next === undefined) running--;
    else next();
  }
}

/** What is kept of a password. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(async () => (await library()).hash(normal(password), argon2id));
}

let nobody: Promise<string> | undefined;

/** Whether it is the password. Without a hash, for a user there isn't, it takes as long and says no. */
export async function verifyPassword(hash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword("nobody has this one").catch((error: unknown) => {
    nobody = undefined;
    throw error;
  });
  const against = hash ?? (await nobody);
  const isRight = await inTurn(async () => (await library()).verify(against, normal(password)));
  return isRight && hash !== undefined;
}

/** The same letters are typed as different code points on different keyboards (NIST SP 800-63B, 5.1.1.2). */
function normal(password: string): string {
  return password.normalize("NFC");
}

/** Throws {@link AccessError} for a password that would be guessed. */
export function checkNewPassword(password: string, user: string): void {
  const { length } = [...password];
  const weak = (told: Told) => new AccessError("weak-password", told);
  if (length < passwordLengths.least) throw weak(tell("passwordShort", { least: passwordLengths.least }));
  if (password.length > passwordLengths.most) throw weak(tell("passwordLong", { most: passwordLengths.most }));
  if (isCommonPassword(password, user)) throw weak(tell("passwordCommon"));
}
