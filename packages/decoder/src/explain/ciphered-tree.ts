import type { Diagnosis } from "../diagnosis.ts";
import { DecodeError } from "../errors.ts";
import { concat } from "../reassembly/assembly.ts";
import { type CipheredApdu, flagIdOf, generalGloTag, parseGeneralGlo } from "../security/general-ciphering.ts";
import type { Unsealed } from "../security/unseal.ts";
import { apduNames } from "./apdu-names.ts";
import { cipheringFieldDetails, cipheringFieldNames } from "./ciphered-fields.ts";
import type { ExplainContext } from "./explain-context.ts";
import { type Draft, draft, termDraft } from "./explain-node.ts";
import type { FieldName } from "./field-names.ts";
import { codeDetails, diagnosisDetails, faultDetails, means } from "./means.ts";

/** Stands in for a title that is neither sent nor set, so that the fields behind it are read. */
const noTitle = new Uint8Array(8);

/** Explains a message that begins at `base` of its space; `flagId` names the maker. */
export type ExplainPlain = (message: Uint8Array, base: number, flagId: string | undefined) => Draft;

/**
 * The tree of a general ciphering, and where the keys are right, that of its plain text behind it. `firstLine`: of a P1
 * telegram whose ciphered content holds data lines only.
 */
export function explainCiphered(
  apdu: Uint8Array,
  base: number,
  context: ExplainContext,
  explainPlain: ExplainPlain,
  firstLine?: Uint8Array,
): Draft {
  const children: Draft[] = [];
  const name = apduNames[apdu[0] ?? generalGloTag] ?? "ciphering";
  const node: Draft = { ...termDraft(name, base, base + apdu.length), clause: `IEC 62056-5-3, ${name}`, children };
  let readTo = 0;
  try {
    const ciphered = parseGeneralGlo(
      apdu,
      (field, from, to) => {
        readTo = to;
        if (to === from) return;
        if (field === "system title") context.sawTitle(apdu.subarray(from, to));
        const details = cipheringFieldDetails(field, apdu, from, to);
        children.push(draft(cipheringFieldNames[field], base + from, base + to, details));
      },
      context.knownTitle ?? noTitle,
    );
    node.to = base + ciphered.length;
    if (ciphered.systemTitle === noTitle) {
      return Object.assign(node, codeDetails("security/system-title-missing"));
    }
    const result = context.unseal(ciphered);
    tellVerdict(node, ciphered, result);
    if (result.ok) addPlain(node, ciphered, result.plain, context, explainPlain, firstLine);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    children.push(draft("damaged from here on", base + readTo, node.to, faultDetails(error)));
    node.problem = error.code;
  }
  return node;
}

/** The tree of a P1 telegram whose lines behind the first one, from `cipheredAt` on, are ciphered. */
export function explainCipheredTelegram(
  telegram: Uint8Array,
  base: number,
  cipheredAt: number,
  context: ExplainContext,
  explainPlain: ExplainPlain,
): Draft {
  const firstLine = telegram.subarray(0, cipheredAt);
  // The APDU's tag is not sent: in the tree it has no octet.
  const apdu = concat([Uint8Array.of(generalGloTag), telegram.subarray(cipheredAt)]);
  const ciphered = explainCiphered(apdu, base + cipheredAt - 1, context, explainPlain, firstLine);
  const identification = String.fromCharCode(...firstLine).trim();
  const header = draft("header", base, base + cipheredAt, { value: identification, ...means("inClear") });
  const whole = draft("P1 telegram, ciphered", base, base + telegram.length);
  return { ...whole, children: [header, { ...ciphered, from: base + cipheredAt }] };
}

/** What the keys came to: said at the whole, at the ciphertext and at the tag. */
function tellVerdict(node: Draft, ciphered: CipheredApdu, result: Unsealed): void {
  const find = (name: FieldName): Draft | undefined => node.children?.find((child) => child.name === name);
  const tag = find("authentication tag");
  if (!result.ok) {
    Object.assign(node, diagnosisDetails(result.diagnosis));
    if (tag !== undefined) Object.assign(tag, means("notVerified"));
    return;
  }
  const isPlain = result.plain === ciphered.content;
  // Signed content is plain by the header's own word; a debug dump's is plain though the header says it is not.
  const isDump = result.authenticated === undefined;
  Object.assign(node, means(isDump ? "alreadyDecrypted" : isPlain ? "signedOnly" : "decrypted"));
  const content = find("ciphertext");
  const plainName = isDump ? "content, already decrypted" : "content, in clear";
  if (content !== undefined && isPlain) content.name = plainName satisfies FieldName;
  if (tag === undefined) return;
  const verdict = result.authenticated === true ? "verified" : isDump ? "ciphertextGone" : missingKey(result.notes);
  Object.assign(tag, means(verdict));
}

function missingKey(notes: readonly Diagnosis[]): "noEncryptionKey" | "noAuthenticationKey" {
  const isEncryptionKey = notes.some(({ code }) => code === "security/encryption-key-missing");
  return isEncryptionKey ? "noEncryptionKey" : "noAuthenticationKey";
}

function addPlain(
  node: Draft,
  ciphered: CipheredApdu,
  plain: Uint8Array,
  context: ExplainContext,
  explainPlain: ExplainPlain,
  firstLine: Uint8Array | undefined,
): void {
  const flagId = flagIdOf(ciphered.systemTitle);
  const field = node.children?.find((child) => child.name.startsWith("content"));
  // Another reader's dump, and content that is signed only, is the plain text itself: it is explained where it stands.
  if (plain === ciphered.content && field !== undefined) {
    field.children = [explainPlain(plain, field.from, flagId)];
    return;
  }
  const isLines = firstLine !== undefined && plain[0] !== 0x2f;
  const content = isLines ? concat([firstLine, plain]) : plain;
  const meaning = means(isLines ? "plainLines" : "plainText", { octets: content.length });
  const space = context.space("plaintext", content, "plain text", meaning);
  space.children = [explainPlain(content, 0, flagId)];
  node.children?.push(space);
}
