import { isGroupValue } from "./setting-node.ts";

/**
 * What stands in the place of a secret that is set: the gateway never sends the secret itself. Sent back as it is, it
 * says that the secret stays, also where its setting has moved in a list.
 */
export interface SecretMark {
  readonly set: true;
  /** Where the secret is kept. */
  readonly from?: string;
}

export function isSecretMark(value: unknown): value is SecretMark {
  return (
    isGroupValue(value) && value["set"] === true && Object.keys(value).every((key) => key === "set" || key === "from")
  );
}
