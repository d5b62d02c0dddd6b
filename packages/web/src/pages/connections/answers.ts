import type { ConfigurationAnswer, ConnectionsAnswer, ConnectionTestAnswer, MetersAnswer } from "@meter2mqtt/contract";

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const isConnectionsAnswer = (value: unknown): value is ConnectionsAnswer =>
  isRecord(value) && Array.isArray(value["connections"]);

export const isMetersAnswer = (value: unknown): value is MetersAnswer =>
  isRecord(value) && Array.isArray(value["meters"]) && Array.isArray(value["unheard"]);

export const isTestAnswer = (value: unknown): value is ConnectionTestAnswer =>
  isRecord(value) && typeof value["ok"] === "boolean" && typeof value["message"] === "string";

export const isConfigurationAnswer = (value: unknown): value is ConfigurationAnswer =>
  isRecord(value) && isRecord(value["values"]) && typeof value["etag"] === "string";
