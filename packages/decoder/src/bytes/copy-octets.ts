const { set } = Uint8Array.prototype;

/** Copies octets to `at` of others, which have room for them. An engine would look up what an array of octets can do anew each time. */
export function copyOctets(octets: Uint8Array, target: Uint8Array, at: number): void {
  set.call(target, octets, at);
}
