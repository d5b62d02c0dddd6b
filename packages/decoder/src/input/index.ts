/**
 * `@meter2mqtt/decoder/input`: octets and keys in what people keep of a meter, whatever it is written in. An entry of its own,
 * so that whoever reads a line only does not load it.
 */
export { type FoundKeys, findKeys } from "./find-keys.ts";
export { type CaptureOrigin, readCapture } from "./read-capture.ts";
