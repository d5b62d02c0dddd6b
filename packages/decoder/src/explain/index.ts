/**
 * `@meter2mqtt/decoder/explain`: what every octet of a capture is. An entry of its own, so that whoever only decodes does
 * not load it.
 */
export { nameOfObis } from "../cosem/obis-names.ts";
export { explain } from "./explain.ts";
export type { ExplainOptions } from "./explain-context.ts";
export type { ExplainNode } from "./explain-node.ts";
export { type CaptureUnit, listUnits } from "./list-units.ts";
export { type RenderOptions, renderTree } from "./render-tree.ts";
export { renderXml } from "./render-xml.ts";
