import { readCertificate } from "../../api/doors/https-server.ts";
import { startApiServer } from "../../api/server.ts";
import type { Settings } from "../../config/settings.ts";
import { createContractFiles } from "../../contracts/create-contract-files.ts";
import { MeterService } from "../../meters/meter-service.ts";
import type { PartContext, PreparedPart, Site } from "./part-context.ts";

/** Pages and API. What they tell of other parts they ask for each time: those come and go while the server runs. */
export function prepareHttp(context: PartContext): PreparedPart {
  const { core, options, site, settings, current } = context;
  const { gateway, archive, accounts, ledgerService, tariffs, profiles, meterBook, storedNames } = core;
  const { version, clock, log, observers, configuration } = options;
  if (settings.http.tls !== undefined) readCertificate(settings.http.tls);
  const contracts = { ports: core.tariffPorts, tariffs, configurationFile: configuration?.service.file, clock, log };
  const start = async () => {
    const api = await startApiServer({
      ...{ gateway, accounts, ledger: ledgerService, tariffs, clock, log, installationId: core.installationId },
      inspection: {
        ...{ gateway, observers, archive, settings: current, embedded: () => site.broker?.url },
        meters: new MeterService({
          ...{ gateway, archive, book: meterBook, storedNames },
          calendarOf: (names) => ledgerService.calendarOf(names),
        }),
      },
      contracts: createContractFiles(current, contracts),
      ...(configuration && { configuration }),
      capsule: { settings: current, archive, profiles, version },
      http: atPort(settings.http, site.place),
    });
    const { listen, port: wanted } = settings.http;
    Object.assign(site, { api, place: { listen, wanted, port: api.port } });
    return {
      [Symbol.asyncDispose]: async () => {
        site.api = undefined;
        await api[Symbol.asyncDispose]();
      },
    };
  };
  const adjust = async () => site.api?.adjust(settings.http);
  return { start, adjust };
}

/** Pages find the gateway at the same address again, also where the port was any free one. */
function atPort(http: Settings["http"], place: Site["place"]): Settings["http"] {
  const isSamePlace = place !== undefined && place.wanted === http.port && place.listen === http.listen;
  return isSamePlace ? { ...http, port: place.port } : http;
}
