import type { CipheringFields } from "../encode/general-glo-ciphering.ts";
import { createInvocationCounter } from "./invocation-counter.ts";
import type { SpeakerOptions } from "./speaker.ts";
import type { CipheringForm } from "./speech.ts";

/** All that ciphering needs, with a new invocation counter each time it is asked; undefined for meters that send plain. */
export function createCiphering(
  form: CipheringForm | undefined,
  { description, keys, start }: SpeakerOptions,
): (() => CipheringFields) | undefined {
  if (form === undefined) return undefined;
  const { name, systemTitle } = description;
  if (keys === undefined || systemTitle === undefined) throw new RangeError(`${name} ciphers without keys or title`);
  const { securityControl, lengthForm, applicationTag } = form;
  const nextCounter = createInvocationCounter(start);
  return () => ({
    securityControl,
    ...(lengthForm === undefined ? {} : { lengthForm }),
    ...(applicationTag === undefined ? {} : { applicationTag }),
    ...keys,
    systemTitle,
    invocationCounter: nextCounter(),
  });
}
