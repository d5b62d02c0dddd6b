import type { DiagnosesAnswer, FramesAnswer, LineAnswer } from "@meter2mqtt/contract";

function hasList(value: unknown, name: string): boolean {
  return typeof value === "object" && value !== null && Array.isArray(Reflect.get(value, name));
}

export const isLineAnswer = (value: unknown): value is LineAnswer => hasList(value, "steps");
export const isDiagnosesAnswer = (value: unknown): value is DiagnosesAnswer => hasList(value, "items");
export const isFramesAnswer = (value: unknown): value is FramesAnswer => hasList(value, "items");
