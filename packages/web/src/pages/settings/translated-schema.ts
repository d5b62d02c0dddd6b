import { type SettingId, type SettingTexts, settingPlaces } from "../../i18n/setting-places.ts";
import { isGroupValue, type SettingNode } from "./setting-node.ts";

/**
 * The schema with titles and explanations of another language. A setting that has no place in the catalogue keeps its
 * English ones.
 */
export function translatedSchema(schema: SettingNode, texts: SettingTexts): SettingNode {
  return withInside(schema, settingPlaces, texts);
}

/** Each setting with the text that is to be shown of it, as a test walks them. */
function translated(node: SettingNode, place: unknown, texts: SettingTexts): SettingNode {
  if (isId(place, texts)) return withTexts(node, texts[place]);
  if (!Array.isArray(place)) return node;
  const [id, inside]: readonly unknown[] = place;
  const named = isId(id, texts) ? withTexts(node, texts[id]) : node;
  if (node.items !== undefined) return { ...named, items: translated(node.items, inside, texts) };
  return withInside(named, inside, texts);
}

function withInside(node: SettingNode, places: unknown, texts: SettingTexts): SettingNode {
  if (!isGroupValue(places)) return node;
  if (node.oneOf !== undefined) {
    return { ...node, oneOf: node.oneOf.map((branch) => withKind(branch, places[typeOf(branch)], texts)) };
  }
  const properties = Object.entries(node.properties ?? {}).map(([key, property]): [string, SettingNode] => [
    key,
    translated(property, places[key], texts),
  ]);
  return { ...node, properties: Object.fromEntries(properties) };
}

/** The explanation of a kind stands in the schema at its `type`. */
function withKind(branch: SettingNode, place: unknown, texts: SettingTexts): SettingNode {
  const named = translated(branch, place, texts);
  const type = named.properties?.["type"];
  if (type === undefined || named.description === undefined) return named;
  const { description, ...rest } = named;
  return { ...rest, properties: { ...named.properties, type: { ...type, description } } };
}

function typeOf(branch: SettingNode): string {
  return String(branch.properties?.["type"]?.const);
}

function withTexts(node: SettingNode, [title, about]: SettingTexts[SettingId]): SettingNode {
  const { description: _, ...rest } = node;
  return about === "" ? { ...rest, title } : { ...rest, title, description: about };
}

function isId(value: unknown, texts: SettingTexts): value is SettingId {
  return typeof value === "string" && Object.hasOwn(texts, value);
}
