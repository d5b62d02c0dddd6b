import { copyOctets } from "../bytes/copy-octets.ts";

/** Octets that were deciphered, with a view of them. */
export interface PlacedPlain {
  octets: Uint8Array;
  view: DataView;
  readonly from: 0;
  to: number;
}

const room: PlacedPlain = { octets: new Uint8Array(0), view: new DataView(new ArrayBuffer(0)), from: 0, to: 0 };

/**
 * Copies what was deciphered to where the last one stood: there is a view of that already, and a view of its own would cost
 * each frame as much as its numbers do. It holds until the next one. `length`: of the octets, which is asked of no array that is
 * Node's own, as an engine looks that up anew each time.
 */
export function placePlain(octets: Uint8Array, length: number): PlacedPlain {
  if (length > room.octets.length) {
    room.octets = new Uint8Array(Math.max(1024, 2 * length));
    room.view = new DataView(room.octets.buffer);
  }
  copyOctets(octets, room.octets, 0);
  room.to = length;
  return room;
}
