import { expect, test } from "vitest";
import { Secret } from "../config/secret.ts";
import { createLog, setLogLevel } from "./log.ts";

function collect(): { lines: string[]; destination: { write(line: string): void } } {
  const lines: string[] = [];
  return { lines, destination: { write: (line) => void lines.push(line) } };
}

test("writes JSON lines without the secrets that are handed to it", () => {
  const { lines, destination } = collect();
  const log = createLog({ level: "trace", destination, pretty: false });
  log
    .child({ component: "source" })
    .trace({ broker: { url: "mqtt://x", password: "sesame" }, meter: new Secret("sesame"), key: "sesame" }, "hello");
  expect(JSON.parse(lines.join(""))).toMatchObject({
    component: "source",
    broker: { url: "mqtt://x", password: "[secret]" },
    meter: "[secret]",
    msg: "hello",
  });
  expect(lines.join("")).not.toContain("sesame");
});

test("writes one line for people at a terminal, with an error's stack", () => {
  const { lines, destination } = collect();
  const log = createLog({ level: "info", destination, pretty: true });
  log.debug("unheard");
  log.child({ component: "source", name: "han" }).warn({ port: 1883 }, "the port is busy");
  log.error(new Error("boom"), "broken");
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d warn {2}source han: the port is busy port=1883\n$/);
  expect(lines[1]).toMatch(/error broken\nError: boom\n {4}at /);
});

test("another level holds for loggers that were made before, and for those made from them", () => {
  const { lines, destination } = collect();
  const log = createLog({ level: "info", destination, pretty: false });
  const child = log.child({ component: "source" });
  const grandchild = child.child({ name: "han" });
  // More than are kept in mind without a look at who is still there.
  for (let index = 0; index < 500; index++) log.child({ index });
  setLogLevel(log, "debug");
  for (const logger of [log, child, grandchild]) logger.debug("heard");
  setLogLevel(log, "warn");
  for (const logger of [log, child, grandchild, log.child({})]) logger.info("unheard");
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(["heard", "heard", "heard"]);
});
