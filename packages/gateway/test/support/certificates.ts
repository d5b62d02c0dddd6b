import { execFile } from "node:child_process";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { hasProgram } from "./child-process.ts";

const run = promisify(execFile);

export const hasOpenssl: boolean = hasProgram("openssl", "version");

/** PEM files of a made-up authority, a server at 127.0.0.1 and a client. */
export interface Certificates {
  readonly ca: string;
  readonly serverCert: string;
  readonly serverKey: string;
  readonly clientCert: string;
  readonly clientKey: string;
}

/** Makes an authority and two certificates in the folder; they are good for two days. */
export async function createCertificates(folder: string, client = "house"): Promise<Certificates> {
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => run("openssl", args, { cwd: folder });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  await openssl(
    "req",
    "-x509",
    ...newKey,
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
    "-days",
    "2",
    "-subj",
    "/CN=Test authority",
  );
  const sign = async (name: string, subject: string, extension: string) => {
    await writeFile(file(`${name}.ext`), `${extension}\n`);
    await openssl("req", ...newKey, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", subject);
    const authority = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
    await openssl(
      "x509",
      "-req",
      "-in",
      `${name}.csr`,
      ...authority,
      "-days",
      "2",
      "-extfile",
      `${name}.ext`,
      "-out",
      `${name}.pem`,
    );
    // mosquitto gives up root's rights before it reads its key.
    await chmod(file(`${name}.key`), 0o644);
  };
  await sign("server", "/CN=127.0.0.1", "subjectAltName=IP:127.0.0.1");
  await sign("client", `/CN=${client}`, "extendedKeyUsage=clientAuth");
  return {
    ca: file("ca.pem"),
    serverCert: file("server.pem"),
    serverKey: file("server.key"),
    clientCert: file("client.pem"),
    clientKey: file("client.key"),
  };
}
