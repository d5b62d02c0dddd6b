import { EventEmitter } from "node:events";
import type { Bonjour } from "bonjour-service";

/** What clients of the HomeWizard API look for in the network. */
export interface AdvertisedMeter {
  /** 12 hexadecimal digits. */
  readonly serial: string;
  readonly port: number;
}

/** Where mDNS speaks. Default: on every network of this machine. */
export interface AdvertisementNetwork {
  readonly interface: string;
  readonly bind: string;
  readonly port: number;
}

/** A service in the words of mDNS (RFC 6763): `p1meter-0000a1._hwenergy._tcp.local`, and its TXT record. */
export function toService({ serial, port }: AdvertisedMeter) {
  return {
    name: `p1meter-${serial.slice(-6)}`,
    type: "hwenergy",
    port,
    txt: { api_enabled: "1", path: "/api/v1", serial, product_name: "P1 meter", product_type: "HWE-P1" },
    // Asking first whether the name is taken would keep it away for a second at each start; the serial makes it unique.
    probe: false,
  } as const;
}

/**
 * Tells the network of the meter until it is disposed of. Where that is impossible (no network, the port in use, the
 * package not installed) `failed` hears why, and nothing else happens: clients can be given the address by hand.
 */
export async function advertise(
  meter: AdvertisedMeter,
  failed: (error: Error) => void,
  network?: AdvertisementNetwork,
): Promise<AsyncDisposable> {
  const heard = (error: unknown) => failed(error instanceof Error ? error : new Error(String(error)));
  try {
    const { Bonjour } = await import("bonjour-service");
    const bonjour = new Bonjour({ ...network }, heard);
    listenForErrors(bonjour, heard);
    bonjour.publish(toService(meter)).on("error", heard);
    return { [Symbol.asyncDispose]: () => endAdvertisement(bonjour) };
  } catch (error) {
    heard(error);
    return { [Symbol.asyncDispose]: () => Promise.resolve() };
  }
}

/** The library hands on errors of sending only; one of its socket, left unheard, would end this process. */
function listenForErrors(bonjour: Bonjour, heard: (error: unknown) => void): void {
  const server: unknown = Reflect.get(bonjour, "server");
  const multicast: unknown = typeof server === "object" && server !== null ? Reflect.get(server, "mdns") : undefined;
  if (multicast instanceof EventEmitter) multicast.on("error", heard).on("warning", heard);
}

/** What saying goodbye may take: the gateway has 2 s to stop. */
const goodbyeMs = 300;

function endAdvertisement(bonjour: Bonjour): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      bonjour.destroy();
      resolve();
    };
    const timer = setTimeout(end, goodbyeMs);
    bonjour.unpublishAll(end);
  });
}
