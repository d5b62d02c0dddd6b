import { BlockList, isIP } from "node:net";
import { type HttpConfig, tell } from "@meter2mqtt/contract";
import type { FastifyRequest } from "fastify";
import { isLoopbackHost } from "../../virtual-meters/listening.ts";
import { ApiError } from "../api-error.ts";

/** What is looked at of a request. */
export interface PeerRequest {
  readonly socket: Pick<FastifyRequest["socket"], "remoteAddress">;
  readonly headers: FastifyRequest["headers"];
}

/** Where a request came from. */
export interface Client {
  /** The peer's; behind a named proxy the one that it was asked from. */
  readonly address: string;
  /** It came from this machine itself, and no reverse proxy stands in between that says so. */
  readonly isLocal: boolean;
  /** The peer is one of the configured proxies, so its headers are believed. */
  readonly isProxied: boolean;
  /** The browser speaks HTTPS, with the gateway or a proxy. Decides over cookies only, where a lie harms who lies. */
  readonly isSecure: boolean;
  /** Hosts that its own pages have. */
  readonly hosts: readonly string[];
}

/** Whether a remote address is this machine itself. */
export function isLoopback(address: string): boolean {
  return address === "::1" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}

const localNames: readonly string[] = ["localhost", "127.0.0.1", "::1"];

type PeerConfig = Pick<HttpConfig, "listen" | "hostNames"> & Partial<Pick<HttpConfig, "access" | "tls">>;

/** Tells this machine, named proxies and everybody else apart. */
export class Peers {
  readonly #config: PeerConfig;
  readonly #hostNames: ReadonlySet<string>;
  readonly #proxies: BlockList;
  /** Those that also say who has logged in. */
  readonly #identifying: BlockList;

  constructor(config: PeerConfig) {
    this.#config = config;
    this.#hostNames = new Set(config.hostNames.map((name) => name.toLowerCase()));
    const from = config.access?.proxyHeader?.from ?? [];
    this.#identifying = toBlockList(from);
    this.#proxies = toBlockList([...(config.access?.proxies ?? []), ...from]);
  }

  /**
   * Throws {@link ApiError} for a request under a name that is not ours: a web page whose name points to this machine could
   * read the meter otherwise.
   */
  clientOf({ socket, headers }: PeerRequest): Client {
    const peer = plainAddress(socket.remoteAddress);
    const isProxied = contains(this.#proxies, peer);
    const name = hostNameOf(headers.host);
    // A page can't make a proxy on another machine ask for it under a wrong name; one on this machine looks like any browser.
    if (!(isProxied && !isLoopback(peer)) && !this.#isOurs(name)) throw unknownHost(name);
    const isLocal = isLoopback(peer) && name !== undefined && localNames.includes(name) && !isForwarded(headers);
    const proto = this.#config.tls === undefined ? firstOf(headers["x-forwarded-proto"]) : "https";
    const forwardedHost = isProxied ? firstOf(headers["x-forwarded-host"]) : undefined;
    return {
      address: isProxied ? this.#forwardedFor(headers["x-forwarded-for"], peer) : peer,
      isLocal,
      isProxied,
      isSecure: proto === "https",
      hosts: [headers.host, forwardedHost].flatMap((host) => (host === undefined ? [] : host.toLowerCase())),
    };
  }

  /** Name of who has logged in with the proxy, where the request comes from one that may say so. */
  proxyUser({ socket, headers }: PeerRequest): string | undefined {
    const header = this.#config.access?.proxyHeader;
    if (header === undefined || !contains(this.#identifying, plainAddress(socket.remoteAddress))) return undefined;
    const value = headers[header.name.toLowerCase()];
    // Twice: one of them is not the proxy's.
    return typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, 100) : undefined;
  }

  /** Whether the name is one that the operator has given, the machine's address among them where it listens to others. */
  #isOurs(name: string | undefined): boolean {
    if (name === undefined) return false;
    if (localNames.includes(name) || this.#hostNames.has(name)) return true;
    return isIP(name) !== 0 && !isLoopbackHost(this.#config.listen);
  }

  /** The last address in front of our own proxies: what is further left anybody can have written. */
  #forwardedFor(header: string | string[] | undefined, peer: string): string {
    const addresses = String(header ?? "")
      .split(",")
      .map((part) => plainAddress(part.trim()))
      .filter((address) => isIP(address) !== 0);
    return addresses.findLast((address) => !contains(this.#proxies, address)) ?? addresses[0] ?? peer;
  }
}

function unknownHost(name: string | undefined): ApiError {
  const [status, type] = [403, "unknown-host"];
  return name === undefined
    ? ApiError.forPrograms(status, type, "The Host header names no host.")
    : new ApiError(status, type, tell("unknownHost", { name }));
}

/** The name of a Host header without its port; undefined where it has no such form. */
function hostNameOf(header: string | undefined): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::\d+)?$/i.exec(header ?? "");
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

function isForwarded(headers: PeerRequest["headers"]): boolean {
  return Object.keys(headers).some((name) => name === "forwarded" || name.startsWith("x-forwarded-"));
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return header === undefined ? undefined : String(header).split(",")[0]?.trim().toLowerCase();
}

/** Without the zone of a link-local address, and IPv4 as such. */
function plainAddress(address: string | undefined): string {
  return (address ?? "").replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
}

function contains(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 6 ? "ipv6" : "ipv4");
}

/** Throws a TypeError or RangeError for what is no address: the loader has checked them. */
function toBlockList(addresses: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of addresses) {
    const [address = "", length] = text.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (length === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(length), family);
  }
  return list;
}
