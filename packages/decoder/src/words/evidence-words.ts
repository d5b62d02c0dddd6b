/**
 * Words among the evidence of a diagnosis, by the name under which they stand: pages say them in other languages. All else
 * there is numbers, codes and names.
 */
export interface EvidenceWords {
  readonly encryptionKey: "right" | "wrong";
  readonly authenticationKey: "can't be told" | "wrong, or the frame was changed";
  readonly content: "too regular for ciphertext";
  readonly keyForm: "text";
  readonly key: "encryption key" | "authentication key";
  readonly counters: "going up" | "jumping";
}
