import { configuration, meterConfig, sourceConfig } from "@meter2mqtt/contract";
import { toSchemaNode } from "../config/schema-node.ts";
import type { Settings, SourceSettings } from "../config/settings.ts";
import { type ShownSettings, shownSettings } from "./shown-settings.ts";

/** What may be shown of a source and of what is known of its meter. */
export function shownSource({ source, meter }: Pick<SourceSettings, "source" | "meter">): ShownSettings {
  const own = shownSettings({ ...source, meter: undefined }, toSchemaNode(sourceConfig));
  const known = shownSettings(meter, toSchemaNode(meterConfig));
  const isKnown = Object.keys(known.settings).length > 0;
  return {
    settings: { ...own.settings, ...(isKnown ? { meter: known.settings } : {}) },
    kept: own.kept + known.kept,
    leftOut: own.leftOut + known.leftOut,
  };
}

/** What may be shown of all other settings. Sources are told with their frames; meters and homes are names and numbers only. */
export function shownConfiguration(settings: Settings): ShownSettings {
  const { mqtt, sinks, broker, virtualMeters, http, store, events, prices, tariffs, log } = settings;
  const shown = { mqtt, sinks, broker, virtualMeters, http, store, events, prices, tariffs, log };
  return shownSettings(shown, toSchemaNode(configuration));
}
