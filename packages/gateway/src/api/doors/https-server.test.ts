import { copyFileSync, writeFileSync } from "node:fs";
import { connect as connectPlain } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { connect, type SecureVersion } from "node:tls";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createCertificates, hasOpenssl } from "../../../test/support/certificates.ts";
import { type DoorsServer, goodPassword, startDoorsServer } from "../../../test/support/doors.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { ConfigError } from "../../errors.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let doors: DoorsServer | undefined;
let tls: { certificateFile: string; keyFile: string };

describe.skipIf(!hasOpenssl)("HTTPS with an own certificate", () => {
  beforeEach(async () => {
    folder = await temporaryFolder();
    const { serverCert, serverKey } = await createCertificates(folder.path);
    tls = { certificateFile: serverCert, keyFile: serverKey };
  });
  afterEach(async () => {
    await doors?.[Symbol.asyncDispose]();
    doors = undefined;
    await folder.remove();
  });

  async function start(): Promise<DoorsServer> {
    doors = await startDoorsServer(folder.path, { tls });
    return doors;
  }

  /** The version that is agreed on, and the certificate's number. */
  function shake(port: number, maxVersion?: SecureVersion): Promise<{ version: string | null; serial: string }> {
    return new Promise((resolve, reject) => {
      const versions = maxVersion === undefined ? {} : { maxVersion, minVersion: "TLSv1" as const };
      // Node itself would not offer an old version without this.
      const ciphers = maxVersion === "TLSv1.1" ? { ciphers: "DEFAULT:@SECLEVEL=0" } : {};
      const socket = connect({ port, host: "127.0.0.1", rejectUnauthorized: false, ...versions, ...ciphers }, () => {
        resolve({ version: socket.getProtocol(), serial: socket.getPeerCertificate().serialNumber });
        socket.destroy();
      });
      socket.on("error", reject);
    });
  }

  test("serves pages and API, with cookies and answers that are bound to it", async () => {
    const { server, ask } = await start();
    expect(server.url).toMatch(/^https:/);
    const { headers, status } = await ask("");
    expect([status, headers["strict-transport-security"]]).toEqual([200, "max-age=31536000"]);
    const body = { user: "kari", password: goodPassword };
    const entered = await ask("api/v1/set-up", { method: "POST", body });
    expect(entered.headers["set-cookie"]?.[0]).toMatch(/^__Host-m2m-session=.*; Path=\/; .*; HttpOnly; .*; Secure$/);
  });

  test("speaks the newest version, and none before 1.2", async () => {
    const { server } = await start();
    expect(await shake(server.port)).toMatchObject({ version: "TLSv1.3" });
    expect(await shake(server.port, "TLSv1.2")).toMatchObject({ version: "TLSv1.2" });
    await expect(shake(server.port, "TLSv1.1")).rejects.toThrow();
  });

  test("answers no plain HTTP", async () => {
    const { server } = await start();
    const socket = connectPlain(server.port, "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const answer = await text(socket).catch(() => "");
    expect(answer).not.toContain("200");
    expect(answer).not.toContain("meter2mqtt");
  });

  test("takes a renewed certificate without a restart, and goes on with the old one while the new is not whole", async () => {
    const { server, clock, log } = await start();
    const before = await shake(server.port);
    const other = await temporaryFolder();
    const renewed = await createCertificates(other.path);
    copyFileSync(renewed.serverCert, tls.certificateFile);
    await clock.advance(60_000);
    expect((await shake(server.port)).serial).toBe(before.serial);
    expect(log.join()).toContain("the one before is");
    copyFileSync(renewed.serverKey, tls.keyFile);
    await clock.advance(60_000);
    await vi.waitFor(async () => expect((await shake(server.port)).serial).not.toBe(before.serial));
    await other.remove();
  });

  test.each([
    ["is not there", (file: string) => `${file}.none`, "can't be read"],
    ["is none", (file: string) => file, "can't be used"],
  ])("a certificate that %s is said in words", async (_about, place, words) => {
    writeFileSync(join(folder.path, "none.pem"), "nothing");
    tls = { ...tls, certificateFile: place(join(folder.path, "none.pem")) };
    const error: unknown = await start().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toContain(words);
  });
});
