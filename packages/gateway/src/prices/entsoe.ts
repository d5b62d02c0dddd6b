import { tell } from "@meter2mqtt/contract";
import type { PricePoint } from "@meter2mqtt/energy";
import type { Secret } from "../config/secret.ts";
import { type EntsoeWish, parseEntsoeDocument } from "./entsoe-document.ts";
import { type PriceHttp, placeName, statusError } from "./price-http.ts";
import { type DaySpan, PriceError, type PriceSource } from "./price-source.ts";
import { type SourceBasics, sourceTraits } from "./source-traits.ts";

export interface EntsoeOptions extends SourceBasics, EntsoeWish {
  readonly url: string;
  readonly token: Secret;
  readonly timeoutMs: number;
  readonly http: PriceHttp;
}

/**
 * ENTSO-E's Transparency Platform, "Energy prices, 12.1.D".
 *
 * `GET <url>?securityToken=...&documentType=A44&in_Domain=<EIC>&out_Domain=<EIC>&periodStart=yyyyMMddHHmm&periodEnd=...`, times
 * in UTC, a year at most. The answer has whole days, also more than were asked for. 401 for a wrong token; 400 requests in
 * a minute, else 429 and a ban of 10 minutes (knowledge base, "API rate limit"). Rejections come with status 200 or 400.
 */
export function createEntsoeSource(options: EntsoeOptions): PriceSource {
  const { url, token, eic, timeoutMs, http } = options;
  return {
    ...sourceTraits(options, tell("leadsZone", { service: "ENTSO-E", zone: eic })),
    type: "entsoe",
    currency: undefined,
    resolution: undefined,
    isRemote: true,
    fetch: async ({ from, to }: DaySpan, signal: AbortSignal): Promise<PricePoint[]> => {
      const request = new URL(url);
      const parameters = { documentType: "A44", in_Domain: eic, out_Domain: eic };
      for (const [name, value] of Object.entries(parameters)) request.searchParams.set(name, value);
      request.searchParams.set("periodStart", toStamp(from));
      request.searchParams.set("periodEnd", toStamp(to));
      request.searchParams.set("securityToken", token.reveal());
      const answer = await http.get({ url: request, timeoutMs, headers: { accept: "application/xml" } }, signal);
      const place = placeName(request);
      const isDocument = answer.text.includes("MarketDocument");
      if (answer.status === 401) throw statusError(request, answer);
      if (answer.status !== 200 && !isDocument) throw statusError(request, answer);
      if (answer.text.trim() === "") throw new PriceError("transient", tell("pricesEmpty", { place }));
      return parseEntsoeDocument(answer.text, options, place);
    },
  };
}

/** `202601142300` */
function toStamp(at: number): string {
  return new Date(at).toISOString().replace(/[-:T]/g, "").slice(0, 12);
}
