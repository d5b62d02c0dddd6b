import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { createCertificates, hasOpenssl } from "../../../test/support/certificates.ts";
import { type HttpReceiver, startHttpReceiver } from "../../../test/support/http-receiver.ts";
import { inEnglish } from "../../../test/support/in-english.ts";
import { availabilityEntry, diagnosisEntry, readingEntry } from "../../../test/support/outbox.ts";
import { describeSinkContract, lineTo } from "../../../test/support/sink-contract.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { Secret } from "../../config/secret.ts";
import type { WebhookSinkSettings } from "../../config/sink-settings.ts";
import { wordsOf } from "../../errors.ts";
import { ManualClock } from "../../runtime/manual-clock.ts";
import { type Clock, systemClock } from "../../sources/back-off.ts";
import { WebhookSink } from "./webhook-sink.ts";

const never = new AbortController().signal;

function sinkFor(port: number, changes: Partial<WebhookSinkSettings> = {}, clock: Clock = systemClock): WebhookSink {
  const settings: WebhookSinkSettings = {
    ...{ type: "webhook", name: "webhook", url: `http://127.0.0.1:${port}/hook?id=7`, kinds: ["reading"] },
    ...{ timeoutSeconds: 5, tls: { rejectUnauthorized: true } },
    ...changes,
  };
  return new WebhookSink(settings, clock);
}

async function withReceiver(work: (receiver: HttpReceiver) => Promise<void>): Promise<void> {
  const receiver = await startHttpReceiver();
  try {
    await work(receiver);
  } finally {
    await receiver.end();
  }
}

describeSinkContract("Webhook", async () => {
  const receiver = await startHttpReceiver();
  const line = await lineTo(receiver.port);
  // A receiver knows a message that comes again by its key.
  const powers = () => {
    const messages = receiver.requests.map(({ body }) => JSON.parse(body));
    return Promise.resolve([...new Map(messages.map(({ key, reading }) => [key, reading.activeImportW])).values()]);
  };
  const end = async () => {
    await line.end();
    await receiver.end();
  };
  return { ...line, createSink: () => sinkFor(line.port), powers, end };
});

describe("WebhookSink", () => {
  test("posts one message after the other, signed over time and body", () =>
    withReceiver(async (receiver) => {
      const clock = new ManualClock(Date.UTC(2026, 0, 15, 12, 0, 0, 999));
      const secrets = { secret: new Secret("between us"), authorization: new Secret("Bearer abc") };
      await using sink = sinkFor(receiver.port, { ...secrets, kinds: ["reading", "availability", "diagnosis"] }, clock);
      expect(sink.description).toBe(`webhook at http://127.0.0.1:${receiver.port}`);
      expect([...sink.kinds]).toEqual(["reading", "availability", "diagnosis"]);
      const entries = [readingEntry(), availabilityEntry("house", true), diagnosisEntry("house"), diagnosisEntry()];
      await sink.deliver(entries, never);
      expect(receiver.requests.map(({ body }) => JSON.parse(body))).toMatchObject([
        {
          kind: "reading",
          key: "r1",
          reading: { meter: "house", activeImportW: 169, receivedAt: "2024-02-01T12:00:00.000Z" },
        },
        { kind: "availability", key: "a-house-true", meter: "house", online: true },
        { kind: "diagnosis", key: "d1", meter: "house", diagnosis: { code: "frame/truncated" } },
        { kind: "diagnosis", key: "d1", diagnosis: { code: "frame/truncated" } },
      ]);
      for (const { url, headers, body } of receiver.requests) {
        expect(url).toBe("/hook?id=7");
        const time = String(Date.UTC(2026, 0, 15, 12) / 1000);
        const expected = createHmac("sha256", "between us").update(`${time}.${body}`).digest("hex");
        expect(headers).toMatchObject({
          ...{ "content-type": "application/json", authorization: "Bearer abc" },
          ...{ "x-meter2mqtt-time": time, "x-meter2mqtt-signature": `sha256=${expected}` },
          ...{ "x-meter2mqtt-key": JSON.parse(body).key, "x-meter2mqtt-kind": JSON.parse(body).kind },
        });
      }
    }));

  test("without a secret there is no signature", () =>
    withReceiver(async (receiver) => {
      await using sink = sinkFor(receiver.port);
      await sink.deliver([readingEntry()], never);
      expect(receiver.requests[0]?.headers).not.toHaveProperty("x-meter2mqtt-signature");
    }));

  test.each([
    [500, "transient", /answers 500\.$/],
    [503, "transient", /answers 503\./],
    [429, "transient", /answers 429\./],
    [408, "transient", /answers 408\./],
    [302, "transient", /has moved/],
    [400, "permanent", /answers 400\. It says: no such hook\. The message is given up\. Check the address\./],
    [401, "permanent", /Check `secret` and `authorization`\./],
    [410, "permanent", /given up/],
  ])("an answer of %i is %s", (status, kind, words) =>
    withReceiver(async (receiver) => {
      receiver.answer = () => ({ status, body: status === 400 ? '{"error":"no such hook"}' : "" });
      await using sink = sinkFor(receiver.port);
      const error = await sink.deliver([readingEntry()], never).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: "SinkError", kind, message: expect.stringMatching(words) });
      expect(error).toHaveProperty("message", inEnglish(wordsOf(error)));
    }),
  );

  test("a message that is refused for good does not take the others with it", () =>
    withReceiver(async (receiver) => {
      receiver.answer = ({ headers }) => ({ status: headers["x-meter2mqtt-key"] === "b" ? 422 : 204 });
      await using sink = sinkFor(receiver.port);
      const batch = ["a", "b", "c"].map((key) => readingEntry({}, key));
      await expect(sink.deliver(batch, never)).rejects.toMatchObject({ kind: "permanent" });
      expect(receiver.requests.map(({ headers }) => headers["x-meter2mqtt-key"])).toEqual(["a", "b", "c"]);
    }));

  test("a receiver that answers nothing is given up in time", () =>
    withReceiver(async (receiver) => {
      receiver.answer = () => undefined;
      await using sink = sinkFor(receiver.port, { timeoutSeconds: 1 });
      const statuses: string[] = [];
      await sink.start({ status: (state, error) => statuses.push(`${state} ${error ?? ""}`.trim()) });
      await expect(sink.deliver([readingEntry()], never)).rejects.toMatchObject({ kind: "transient" });
      const words = `127.0.0.1:${receiver.port} gave no answer within 1 s.`;
      receiver.answer = undefined;
      await sink.deliver([readingEntry()], never);
      expect(statuses).toEqual(["connecting", `waiting ${words}`, "open"]);
    }));

  test("an answer without an end is read to a bound", () =>
    withReceiver(async (receiver) => {
      receiver.answer = () => ({ status: 400, body: "x".repeat(1_000_000) });
      await using sink = sinkFor(receiver.port);
      const error = await sink.deliver([readingEntry()], never).catch((reason: unknown) => reason);
      expect(String(error).length).toBeLessThan(600);
    }));

  test.skipIf(!hasOpenssl)(
    "over TLS the server is verified, and the client shows its certificate (openssl)",
    async () => {
      const folder = await temporaryFolder();
      const { ca, serverCert, serverKey, clientCert, clientKey } = await createCertificates(folder.path);
      const [authority, cert, key] = await Promise.all([ca, serverCert, serverKey].map((file) => readFile(file)));
      const pem = { ...(authority && { ca: authority }), ...(cert && { cert }), ...(key && { key }) };
      const receiver = await startHttpReceiver({ ...pem, requestCert: true, rejectUnauthorized: true });
      try {
        const url = `https://127.0.0.1:${receiver.port}/`;
        const tls = { rejectUnauthorized: true, caFile: ca, certFile: clientCert, keyFile: clientKey };
        await using trusting = sinkFor(receiver.port, { url, tls });
        await trusting.deliver([readingEntry()], never);
        await using strange = sinkFor(receiver.port, { url });
        await expect(strange.deliver([readingEntry()], never)).rejects.toThrow("set that as caFile");
        await using lost = sinkFor(receiver.port, { url, tls: { ...tls, caFile: `${ca}.gone` } });
        await expect(lost.deliver([readingEntry()], never)).rejects.toThrow("there is no such file");
      } finally {
        await receiver.end();
        await folder.remove();
      }
    },
  );
});
