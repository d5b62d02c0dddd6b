import type { Socket } from "node:net";
import { ApiError, toProblem } from "./api-error.ts";
import { securityHeadersFor } from "./doors/security-headers.ts";

/** What Node's parser of HTTP could not read, before there is a request: status, its line, and words. */
const unread: Readonly<Record<string, readonly [status: number, line: string, type: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large", "too-large", "Address and headers are too long."],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout", "timeout", "The request took too long to arrive."],
};
const broken = [400, "Bad Request", "request", "This is no HTTP request that can be read."] as const;

/** Answers octets that are no request as all other mistakes are answered (RFC 9457), and hangs up. */
export function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const [status, line, type, message] = unread[error.code ?? ""] ?? broken;
  const body = JSON.stringify(toProblem(status, type, { message, words: [] }));
  const headers = {
    ...securityHeadersFor({}),
    "cache-control": "no-store",
    "content-type": "application/problem+json; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    connection: "close",
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  if (socket.writable) socket.write(`HTTP/1.1 ${status} ${line}\r\n${head.join("")}\r\n${body}`);
  socket.destroy(error);
}

/** Throws {@link ApiError} for two Host headers (RFC 9112, 3.2): a proxy may have looked at the other one. */
export function refuseTwoHosts(rawHeaders: readonly string[]): void {
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  if (names.filter((name) => name.toLowerCase() === "host").length < 2) return;
  throw ApiError.forPrograms(400, "request", "The request has two Host headers.");
}
