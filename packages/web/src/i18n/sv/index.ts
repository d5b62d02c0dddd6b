import type { Catalogue } from "../text.ts";
import { common } from "./common.ts";
import { connections } from "./connections.ts";
import { history } from "./history.ts";
import { inspector } from "./inspector.ts";
import { linePage } from "./line.ts";
import { now } from "./now.ts";
import { setUp } from "./set-up.ts";
import { settings } from "./settings.ts";
import { tariff } from "./tariff.ts";

export const sv: Catalogue = {
  ...common,
  now,
  history,
  tariff,
  linePage,
  connections,
  inspector,
  settings,
  setUp,
};
