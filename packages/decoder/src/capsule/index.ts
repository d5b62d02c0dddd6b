/**
 * `@meter2mqtt/decoder/capsule`: frames that say the same and no longer whose they are. An entry of its own, so that whoever
 * only decodes does not load it.
 */
export {
  type CapsuleFrame,
  type CapsuleLine,
  type DisguisedLine,
  type DisguisedLines,
  type DisguiseOptions,
  disguiseLines,
  type LinePiece,
} from "./disguise-lines.ts";
export { LeakSearch } from "./leak-search.ts";
export { Pseudonyms, type RandomOctets } from "./pseudonyms.ts";
