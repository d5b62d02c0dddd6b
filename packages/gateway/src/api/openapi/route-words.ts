/** What a route is for, in a few words, and where it stands in the documentation. */
export interface RouteWords {
  readonly tag: keyof typeof tags;
  readonly summary: string;
}

/** Parts of the API in the order in which they are shown. */
export const tags = {
  live: "What is known now, and what changes.",
  meters: "Meters, what they said, and what was made of it.",
  energy: "The ledger: energy by quarters, hours, days, months and years.",
  money: "Prices, contracts, costs and peaks.",
  line: "The wire: diagnoses, health, raw frames.",
  connections: "What the gateway is connected to.",
  configuration: "The configuration file, and what set-up needs.",
  access: "Who may come in.",
  system: "Health, metrics and this documentation.",
  firmware: "The read routes of amsreader-firmware, with its keys, for whoever used them before.",
} as const;

const words = (tag: RouteWords["tag"], summary: string): RouteWords => ({ tag, summary });

/** Every route of the app, by its method and pattern. A test fails on one that is missing here. */
export const routeWords: Readonly<Record<string, RouteWords>> = {
  "GET /api/v1/state": words("live", "Everything that is known now"),
  "GET /api/v1/events": words("live", "Live events (server-sent events): a snapshot, then what changes"),
  "GET /api/v1/meters": words("meters", "All meters: identity, sources, scales, predecessors"),
  "GET /api/v1/meters/:meter/readings": words("meters", "Readings in a time, by pages, or as means"),
  "GET /api/v1/meters/:meter/power": words("meters", "Net power over time, for a line on a page"),
  "GET /api/v1/meters/:meter/voltage": words("meters", "Voltage quality by weeks and months"),
  "GET /api/v1/meters/:meter/events": words("meters", "The latest events of a meter"),
  "GET /api/v1/meters/:meter/summary": words("energy", "Energy and money so far, and yesterday's"),
  "GET /api/v1/meters/:meter/registers": words("energy", "Registers that the ledger keeps"),
  "GET /api/v1/meters/:meter/intervals": words("energy", "Energy by quarters, hours, days, months or years"),
  "GET /api/v1/meters/:meter/edits": words("energy", "What people have changed, and when"),
  "POST /api/v1/meters/:meter/edits": words("energy", "Change the energy of an interval, with a trail"),
  "POST /api/v1/meters/:meter/compare": words("energy", "Compare with the grid company's CSV file"),
  "POST /api/v1/meters/:meter/corrections": words("energy", "Share a known sum out over the intervals of a time"),
  "GET /api/v1/homes": words("energy", "Homes: meters that belong together"),
  "GET /api/v1/homes/:home/intervals": words("energy", "Energy of the meters of a home together"),
  "GET /api/v1/homes/:home/self-use": words("energy", "What of the own production was used"),
  "GET /api/v1/meters/:meter/energy": words("money", "Energy, cost, peaks and the running window by the contract"),
  "GET /api/v1/meters/:meter/contracts": words(
    "money",
    "A meter's contract and its alternatives, component by component; `contract` is absent where it has none",
  ),
  "GET /api/v1/meters/:meter/costs": words("money", "Costs over time, by parts of the contract"),
  "GET /api/v1/meters/:meter/peaks": words("money", "Peaks that are charged for"),
  "GET /api/v1/meters/:meter/what-if": words("money", "What the same energy would cost by another contract"),
  "GET /api/v1/meters/:meter/prices": words("money", "What a kWh costs by the contract, now and next"),
  "GET /api/v1/prices": words("money", "Market prices of an area"),
  "GET /api/v1/diagnoses": words("line", "Diagnoses since the start, newest first"),
  "GET /api/v1/line": words("line", "The health of a line over time"),
  "GET /api/v1/frames": words("line", "The archive of raw frames, newest first"),
  "GET /api/v1/frames/live": words("line", "Frames as they come (server-sent events `frame` and `skipped`)"),
  "GET /api/v1/frames/:id": words("line", "One raw frame with its octets"),
  "POST /api/v1/sources/:name/frames": words("line", "Give a frame to a source of type push"),
  "GET /api/v1/connections": words("connections", "Each source, broker, sink, virtual meter and price source"),
  "POST /api/v1/connections/:id/test": words("connections", "Try a connection with its settings"),
  "POST /api/v1/mqtt/test": words("connections", "Try a broker before it is configured"),
  "GET /api/v1/configuration": words("configuration", "The configuration without its secrets"),
  "PUT /api/v1/configuration": words("configuration", "Change the configuration; what changed is taken up at once"),
  "GET /api/v1/configuration/schema": words("configuration", "JSON Schema of the configuration"),
  "POST /api/v1/configuration/check": words("configuration", "What a change would do: errors, the file as it would be"),
  "POST /api/v1/configuration/import-amsreader": words("configuration", "What a backup of amsreader-firmware becomes"),
  "GET /api/v1/contract-files": words("money", "Contracts that there are as files"),
  "GET /api/v1/contract-files/schema": words("money", "JSON Schema of a contract's file"),
  "GET /api/v1/contract-files/patterns": words("money", "Contracts to begin with, with made-up prices"),
  "GET /api/v1/contract-files/:name": words("money", "One contract's file"),
  "PUT /api/v1/contract-files/:name": words("money", "Write a contract; one in use is at work at once"),
  "DELETE /api/v1/contract-files/:name": words("money", "Take a contract away that the settings don't use"),
  "POST /api/v1/contract-files/check": words("money", "What a change of a contract would do"),
  "POST /api/v1/contract-files/trial": words("money", "What the last month would have cost under a contract"),
  "PUT /api/v1/tariff-files/:name": words("money", "Keep an open tariff file, for contracts to include"),
  "GET /api/v1/serial-ports": words("configuration", "Serial ports of this machine"),
  "POST /api/v1/detect": words("configuration", "Search for a meter on a serial port or a TCP address"),
  "GET /api/v1/detect/:id": words("configuration", "What the search has found so far"),
  "DELETE /api/v1/detect/:id": words("configuration", "Stop the search"),
  "POST /api/v1/keys/check": words("configuration", "Try keys on a meter's frames; they are not kept"),
  "GET /api/v1/session": words("access", "Who is asking, and what comes next"),
  "POST /api/v1/session": words("access", "Log in"),
  "DELETE /api/v1/session": words("access", "Log out"),
  "POST /api/v1/set-up": words("access", "Set the first password with the code of the log"),
  "POST /api/v1/password": words("access", "Change the own password"),
  "GET /api/v1/users": words("access", "All users"),
  "POST /api/v1/users": words("access", "Add a user"),
  "PATCH /api/v1/users/:name": words("access", "Change a user"),
  "DELETE /api/v1/users/:name": words("access", "Remove a user"),
  "GET /api/v1/tokens": words("access", "All tokens of programs, without what they are"),
  "POST /api/v1/tokens": words("access", "Make a token for a program"),
  "DELETE /api/v1/tokens/:id": words("access", "Revoke a token"),
  "GET /api/v1/audit": words("access", "Logins and changes, newest first"),
  "POST /api/v1/capsule": words("system", "A file for a bug report, without identities and keys"),
  "GET /api/v1/openapi.json": words("system", "This description, OpenAPI 3.1"),
  "GET /api/v1/docs": words("system", "The same as a page to read"),
  "GET /api/v1/docs.css": words("system", "How that page looks"),
  "GET /healthz": words("system", "Whether all is well, in a word; 503 when it is `failing`"),
  "GET /metrics": words("system", "Metrics for Prometheus (OpenMetrics)"),
  "GET /data.json": words("firmware", "Live values"),
  "GET /sysinfo.json": words("firmware", "The device"),
  "GET /realtime.json": words("firmware", "Net power of the last hour in steps of 10 s"),
  "GET /dayplot.json": words("firmware", "Energy of the last 24 hours"),
  "GET /monthplot.json": words("firmware", "Energy of the last 31 days"),
  "GET /energyprice.json": words("firmware", "Prices of the next hours, in the older form"),
  "GET /importprice.json": words("firmware", "Prices of what is used"),
  "GET /exportprice.json": words("firmware", "Prices of what is given to the grid"),
  "GET /tariff.json": words("firmware", "Peaks and limits of the month"),
  "GET /temperature.json": words("firmware", "Temperature sensors: there are none"),
  "GET /is-alive": words("firmware", "Whether the gateway is there"),
};

/** Routes that are no part of the API: the pages' files. */
export const undocumented: ReadonlySet<string> = new Set(["/", "/*", "/api/*"]);

/** What parameters are, where their routes don't say more. */
export const parameterWords: Readonly<Record<string, string>> = {
  meter: "the meter's name in topics; the first meter where it may be left out",
  home: "name of a home in the configuration",
  name: "name of the source, of the user, or of the file",
  id: "as the list before has it",
  register: "name of a quantity: energyImportWh",
  span: "length of the intervals",
  limit: "at most so many items",
  area: "name of a price area; the main one without it",
  minutes: "so many of the last minutes",
  offset: "so many of the newest steps are left out",
  size: "so many steps",
  direction: "of the grid company's file, where it does not say so",
};

/** What a request may be refused for. */
export const errorWords: Readonly<Record<string, string>> = {
  "4XX": "The request can't be answered: `detail` says why.",
  "5XX": "Something is wrong in the gateway: `detail` says what, where that is known.",
};
