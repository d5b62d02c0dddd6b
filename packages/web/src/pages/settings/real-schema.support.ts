import { configuration } from "@meter2mqtt/contract";
import { type Control, toControl } from "./control.ts";
import { isSettingNode, type SettingNode } from "./setting-node.ts";

/** For tests: the configuration's schema as a page gets it, through JSON. */
export const realSchema: SettingNode = read();
export const realControl: Control = toControl("", realSchema);

function read(): SettingNode {
  const schema: unknown = JSON.parse(JSON.stringify(configuration));
  if (!isSettingNode(schema)) throw new Error("the configuration's schema is no group of settings");
  return schema;
}
