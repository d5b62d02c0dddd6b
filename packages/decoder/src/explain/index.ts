/**
 * `@meter2mqtt/decoder/explain`: what every octet of a capture is. An entry of its own, so that whoever only decodes does
 * not load it.
 */
export { nameOfObis, wordsOfObis } from "../cosem/obis-names.ts";
export { joinPhrases } from "../words/join-phrases.ts";
export { explain } from "./explain.ts";
export type { ExplainOptions } from "./explain-context.ts";
export type { ExplainNode } from "./explain-node.ts";
export { type FieldName, fieldNames } from "./field-names.ts";
export { type CaptureUnit, listUnits } from "./list-units.ts";
export { type Phrases, phrases } from "./phrases.ts";
export { wordOfKind, wordsOfQuantity } from "./reading-words.ts";
export { type RenderOptions, renderTree } from "./render-tree.ts";
export { renderXml } from "./render-xml.ts";
