import { eventNotificationTag } from "../apdu/event-notification.ts";
import type { Diagnosis } from "../diagnosis.ts";
import type { Framing } from "../events.ts";
import { hasLlc } from "../reassembly/reassembler.ts";
import { isCiphering } from "../security/general-ciphering.ts";
import { bareApdus, dissect } from "./dissect.ts";

/** A message of a capture, or what kept one from being found. */
export type FoundMessage =
  | { readonly message: Uint8Array; readonly framing: Framing }
  | { readonly diagnosis: Pick<Diagnosis, "code" | "message"> };

/** The messages of a capture, in their order. */
export function findMessages(octets: Uint8Array): readonly FoundMessage[] {
  const bare = bareApdus(octets);
  if (bare.length > 0) {
    return bare.map(({ from, to }) => ({ message: withoutLlc(octets.subarray(from, to)), framing: "apdu" }));
  }
  const found = dissect(octets).flatMap((piece): FoundMessage[] => {
    if (piece.kind === "damage") return [{ diagnosis: piece.diagnosis }];
    const diagnoses = piece.diagnoses.map((diagnosis) => ({ diagnosis }));
    const { message, frame } = piece;
    return message === undefined ? diagnoses : [...diagnoses, { message: message.apdu, framing: frame.framing }];
  });
  return found.length === 0 ? messageAlone(withoutLlc(octets)) : found;
}

function withoutLlc(octets: Uint8Array): Uint8Array {
  return hasLlc(octets) ? octets.subarray(3) : octets;
}

/** Translators are given APDUs alone of every kind; of those that a capture is not searched for, the ones that hold values. */
function messageAlone(message: Uint8Array): readonly FoundMessage[] {
  const [tag] = message;
  const holdsValues = tag === eventNotificationTag || isCiphering(tag) || isAnswer(message);
  return holdsValues ? [{ message, framing: "apdu" }] : [];
}

/** A get-response of the normal kind with data: tag, kind, invoke-id-and-priority, result, and the data (Green Book, "GET"). */
export function isAnswer([tag, kind, , result]: Uint8Array): boolean {
  return tag === 0xc4 && kind === 1 && result === 0;
}
