import { getJson } from "../../api/client.ts";
import { loadSettingTexts } from "../../i18n/setting-words.ts";
import { isSettingNode, type SettingNode } from "./setting-node.ts";
import { translatedSchema } from "./translated-schema.ts";

/** The configuration's schema, with titles and explanations in the reader's language. Rejects with ApiProblem. */
export async function loadSchema(): Promise<SettingNode> {
  const [schema, texts] = await Promise.all([
    getJson("api/v1/configuration/schema", isSettingNode),
    loadSettingTexts(),
  ]);
  return texts === undefined ? schema : translatedSchema(schema, texts);
}
