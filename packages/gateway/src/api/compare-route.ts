import { compareAnswer, tell } from "@meter2mqtt/contract";
import { createIntlZoneRules } from "@meter2mqtt/decoder";
import { ExchangeError, type OutsideFile, parseColumnMapping, readIntervals } from "@meter2mqtt/energy";
import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import { compareFile, oursFor, toCompareAnswer } from "../ledger/compare-with-ledger.ts";
import { decodeOutsideText } from "../ledger/decode-outside-text.ts";
import type { LedgerService } from "../ledger/ledger-service.ts";
import { ApiError, problem } from "./api-error.ts";
import { tellFileError } from "./tell-file-error.ts";

/** A year of quarter-hours in the longest layout is half of it; longer files are for the command line. */
const maxFileOctets = 8 * 1024 * 1024;

const params = Type.Object({ meter: Type.String({ minLength: 1, maxLength: 200 }) });
const query = Type.Object({
  layout: Type.Optional(Type.String({ maxLength: 40, description: "id of a known layout; recognised otherwise" })),
  map: Type.Optional(Type.String({ maxLength: 1000, description: "columns of any other file, as `compare --map`" })),
  zone: Type.Optional(Type.String({ maxLength: 60, description: "IANA zone of times without an offset" })),
  direction: Type.Optional(Type.Union([Type.Literal("import"), Type.Literal("export")])),
});
type Query = Static<typeof query>;

/** Adds `POST /api/v1/meters/:meter/compare`: the grid company's CSV as body, the hours that differ as answer. */
export async function addCompareRoute(app: FastifyInstance, ledger: LedgerService): Promise<void> {
  await app.register((scope, _options, done) => {
    // Whatever it is said to be: browsers call such files text/csv, spreadsheets, or nothing.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, parsed) => parsed(null, body));
    scope.post<{ Params: Static<typeof params>; Querystring: Query }>(
      "/api/v1/meters/:meter/compare",
      {
        bodyLimit: maxFileOctets,
        schema: { params, querystring: query, response: { 200: compareAnswer, "4xx": problem, "5xx": problem } },
        config: { access: "viewer", audit: false },
      },
      async (request, reply) => {
        const { body } = request;
        if (!(body instanceof Uint8Array) || body.length === 0) throw new ApiError(400, "no-body", tell("csvMissing"));
        const source = ledger.sourceOf(request.params.meter);
        if (source === undefined) throw new ApiError(404, "no-such-meter", tell("meterUnknown"));
        const theirs = readFile(decodeOutsideText(body), request.query);
        reply.header("cache-control", "no-store");
        return toCompareAnswer(theirs, compareFile(theirs, oursFor(theirs, source.reader, source.names)));
      },
    );
    done();
  });
}

/** Throws {@link ApiError} with the line and what to do. */
function readFile(text: string, { layout: layoutId, map, zone, direction }: Query): OutsideFile {
  if (map !== undefined && layoutId !== undefined)
    throw ApiError.forPrograms(400, "file", "Either `layout` or `map`: a mapping is a layout of its own.");
  const rules = createIntlZoneRules();
  try {
    const layout = map === undefined ? undefined : parseColumnMapping(map, zone ?? rules.hostZone);
    for (const name of [zone, layout?.zone]) if (name !== undefined) checkZone(name);
    const file = readIntervals(text, { rules, layout, layoutId, direction, zone: layout?.zone ?? zone });
    const meters = new Set(file.intervals.map(({ meterId }) => meterId));
    if (meters.size > 1) throw new ApiError(400, "file", tell("metersMany", { count: meters.size }));
    return file;
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    throw new ApiError(400, "file", tellFileError(error), { cause: error });
  }
}

function checkZone(name: string): void {
  try {
    createIntlZoneRules().offsetOf(name, 0);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ApiError(400, "zone", tell("zoneUnknown", { zone: name }), { cause: error });
  }
}
