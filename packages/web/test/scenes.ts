import type {
  ContractPricesAnswer,
  GatewayState,
  HistoryAnswer,
  LineHealth,
  MeterEvent,
  MeterState,
  ShownDiagnosis,
  SourceState,
  SummaryAnswer,
} from "@meter2mqtt/contract";

/** States of a gateway that the page must tell apart. All identities in them are made up. */

export function ago(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}

const quietLine: LineHealth = {
  octets: 0,
  frames: 0,
  damagedFrames: 0,
  noiseOctets: 0,
  readings: 0,
  octetsPerSecond: 0,
};

const busyLine = (): LineHealth => ({
  octets: 1_284_902,
  frames: 4711,
  damagedFrames: 3,
  noiseOctets: 21,
  readings: 4711,
  octetsPerSecond: 38.4,
  goodFrameRatio: 1,
  lastOctetAt: ago(1),
});

export function source(changes: Partial<SourceState> = {}): SourceState {
  return {
    name: "simulator",
    type: "simulator",
    description: "a simulated Kamstrup meter, every 10 s",
    status: "open",
    line: busyLine(),
    ...changes,
  };
}

export function meter(changes: Partial<MeterState> = {}): MeterState {
  return {
    meter: "house",
    name: "House",
    source: "simulator",
    simulated: true,
    stale: false,
    receivedAt: ago(2),
    timestamp: "2026-01-15T18:20:30+01:00",
    intervalSeconds: 10,
    meterId: "1122334455667788",
    meterModel: "MADE-UP-3P",
    manufacturer: "Kamstrup",
    listVersion: "Kamstrup_V0001",
    values: {
      activeImportW: 2345,
      activeExportW: 0,
      netActiveW: 2345,
      reactiveImportVar: 0,
      reactiveExportVar: 374,
      voltageL1V: 231.4,
      voltageL2V: 229.8,
      voltageL3V: 232,
      currentL1A: 4.36,
      currentL2A: 5.92,
      currentL3A: 0.88,
      netActiveL1W: 1009,
      netActiveL2W: 1360,
      netActiveL3W: -24,
      energyImportWh: 12_345_670,
      energyExportWh: 987_650,
      reactiveImportVarh: 4520,
      reactiveExportVarh: 811_230,
    },
    derived: ["netActiveW", "netActiveL1W", "netActiveL2W", "netActiveL3W"],
    channels: [],
    ...changes,
  };
}

export function gateway(changes: Partial<GatewayState> = {}): GatewayState {
  return {
    version: "0.1.0",
    startedAt: ago(7200),
    simulated: true,
    meters: [meter()],
    sources: [source()],
    sinks: [
      {
        name: "mqtt",
        type: "mqtt",
        description: "embedded broker at 127.0.0.1:1883",
        status: "open",
        delivered: 9422,
        dropped: 0,
        waiting: 0,
        keptIn: "disk",
      },
    ],
    ...changes,
  };
}

export const wrongKey = (): ShownDiagnosis => ({
  at: ago(4),
  source: "hall",
  code: "security/encryption-key-wrong",
  severity: "error",
  title: "The encryption key is wrong",
  message: "The content of frame 3621 makes no sense after decryption with the key that is set",
  hint: "Compare the key with the grid company's message, digit by digit, and check that it is for this meter.",
  evidence: { systemTitle: "4b414d0000000001", invocationCounter: 3621, securityControl: "0x30", frameLength: 258 },
  count: 37,
});

export const meterEvent = (seconds: number, changes: Partial<MeterEvent> = {}): MeterEvent => ({
  key: `house:voltage-high:L2:${seconds}`,
  meter: "house",
  event: "voltage-high",
  state: "raised",
  severity: "warning",
  at: ago(seconds),
  title: "The voltage is too high",
  message: "The voltage of L2 is 254.1 V, above 253 V.",
  phase: "L2",
  value: 254.1,
  limit: 253,
  unit: "V",
  ...changes,
});

const fuse = {
  event: "fuse",
  phase: "L1",
  title: "A phase is near its fuse",
  message: "Phase L1 carries 23.4 A; the warning limit is 22.5 A.",
} as const;

const exporting = {
  event: "export",
  severity: "info",
  title: "Power is given to the grid",
  message: "Export began: 1873 W are given to the grid.",
} as const;

const house = { simulated: false, source: "hall" } as const;
const hall = (changes: Partial<SourceState> = {}) =>
  source({ name: "hall", type: "serial", description: "/dev/ttyUSB0 at 2400 8E1", ...changes });

export const scenes: Readonly<Record<string, () => GatewayState>> = {
  empty: () => gateway({ simulated: false, meters: [], sources: [hall({ line: quietLine })] }),
  simulated: () => gateway(),
  exporting: () =>
    gateway({
      simulated: false,
      meters: [
        meter({
          ...house,
          manufacturer: "Sagemcom",
          listVersion: "50",
          timestamp: "2026-06-15T13:20:30+02:00",
          intervalSeconds: 1,
          mainFuseA: 25,
          values: {
            activeImportW: 0,
            activeExportW: 1873,
            voltageL1V: 236.1,
            currentL1A: 23,
            energyImportT1Wh: 1_234_567,
            energyImportT2Wh: 2_345_678,
            energyImportWh: 3_580_245,
            energyExportWh: 123,
          },
          derived: ["energyImportWh"],
          channels: [
            {
              channel: 1,
              type: 3,
              kind: "gas",
              id: "G0011223344",
              timestamp: "2026-06-15T13:15:00+02:00",
              value: 1234.567,
              unit: "m3",
            },
            { channel: 2, type: 7, kind: "water", value: 88.12, unit: "m3" },
          ],
        }),
        meter({ ...house, meter: "garage", name: "Garage", stale: true, receivedAt: ago(900) }),
      ],
      sources: [
        hall({ diagnosis: { ...wrongKey(), ...checksum, at: ago(600) } }),
        hall({ name: "dongle", type: "tcp", description: "192.0.2.10:8088", duplicates: 4690 }),
      ],
      events: [
        meterEvent(40),
        meterEvent(600, { ...fuse, key: "b", state: "cleared" }),
        meterEvent(660, { ...fuse, key: "a" }),
        meterEvent(7000, { ...exporting, key: "c" }),
      ],
      prices: [
        {
          name: "market",
          type: "energy-charts",
          description: "energy-charts",
          area: "NO1",
          status: "ok",
          knownUntil: ago(-80_000),
        },
      ],
      store: { status: "ok", waiting: 12, dropped: 0 },
    }),
  stale: () =>
    gateway({
      simulated: false,
      meters: [meter({ ...house, stale: true, receivedAt: ago(320) })],
      sources: [hall({ line: quietNow(320) })],
    }),
  fault: () =>
    gateway({
      simulated: false,
      meters: [],
      sources: [hall({ line: { ...busyLine(), readings: 0 }, diagnosis: wrongKey() })],
      sinks: [
        {
          name: "mqtt",
          type: "mqtt",
          description: "mqtt://broker.example:1883 as user house",
          status: "waiting",
          error: "connect ECONNREFUSED",
          delivered: 0,
          dropped: 12,
          waiting: 5304,
          waitingSince: ago(52_000),
          keptIn: "disk",
        },
        {
          name: "influxdb",
          type: "influxdb",
          description: "http://127.0.0.1:8086, database meters",
          status: "open",
          delivered: 5316,
          dropped: 0,
          waiting: 1,
          waitingSince: ago(0),
          keptIn: "memory",
        },
        {
          name: "charger",
          type: "modbus",
          description: "Modbus TCP at 127.0.0.1:1502",
          status: "open",
          delivered: 40,
          dropped: 0,
        },
      ],
    }),
  unplugged: () =>
    gateway({
      simulated: false,
      meters: [meter({ ...house, stale: true, receivedAt: ago(4000) })],
      sources: [
        hall({
          status: "failed",
          error: "No such file: /dev/ttyUSB0",
          line: quietNow(4000),
        }),
      ],
    }),
};

const checksum = {
  code: "frame/bad-checksum",
  title: "A frame's checksum is wrong",
  message: "The frame ends with 0x1234, but its octets give 0x4321",
  hint: "Octets were changed or lost on the way. Once is noise; often means parity, baud rate, cable or adapter.",
  evidence: { seen: "0x1234", expected: "0x4321" },
  count: 1,
} as const;

const quietNow = (seconds: number): LineHealth => {
  const { goodFrameRatio: _ratio, ...line } = busyLine();
  return { ...line, octetsPerSecond: 0, lastOctetAt: ago(seconds) };
};

const shares = { measured: 1, interpolated: 0, estimated: 0, edited: 0 };
const local = (minutes: number) => `${new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16)}:00+00:00`;
const soFar = (amount: number) => ({ start: local(-60), amount, shares });

/** Energy and money of a home with a contract whose capacity is charged for. */
export function summary(name: string): SummaryAnswer {
  const cost = { start: local(-60), end: local(0), importKwh: 1.2, exportKwh: 0, income: 0, components: {} };
  return {
    ...{ meter: name, at: local(0), zone: "UTC" },
    import: { hour: soFar(1234), day: soFar(15_670), month: soFar(412_900), year: soFar(6_412_900) },
    export: { hour: soFar(0), day: soFar(2210), month: soFar(40_100), year: soFar(940_100) },
    yesterday: {
      hour: { start: local(-1440), end: local(-1380), import: 1500, export: 0 },
      day: { start: local(-2880), end: local(-1440), import: 17_100, export: 900 },
    },
    home: {
      ...{ name: "home", produced: 5300, selfConsumption: 3090, consumption: 18_760 },
      ...{ selfConsumptionRate: 0.583, selfSufficiency: 0.165 },
    },
    tariff: {
      ...{ currency: "NOK", contract: "home" },
      hour: { ...cost, cost: 1.61, net: 1.61 },
      day: { ...cost, cost: 24.4, income: 1.2, net: 23.2 },
      month: { ...cost, cost: 812.55, income: 20.15, net: 792.4, unpricedKwh: 0.4 },
      capacity: [
        {
          ...{
            month: "2026-11",
            component: "capacity",
            rule: "Mean of the three highest days",
            source: "https://example.org",
          },
          ...{ top: 3, kw: 4.61, chargedKw: 4.61, monthsKnown: 1, charge: 250 },
          peaks: [
            { start: local(-9000), kw: 5.02, quality: "measured" },
            { start: local(-4000), kw: 4.7, quality: "interpolated" },
            { start: local(-30), kw: 4.11, quality: "measured", partial: true },
          ],
          nextStep: { fromKw: 5, perMonth: 412.5, more: 162.5 },
        },
      ],
      windows: [
        {
          ...{ component: "capacity", start: local(-35), end: local(25), usedKwh: 2.3, expectedKw: 4.1, lowKw: 3.6 },
          ...{ highKw: 5.2, limitKw: 5, limit: "paid", allowedKw: 3.3, monthKw: 4.61, breakCost: 162.5 },
        },
      ],
      priceNow: { start: local(-35), end: local(25), import: 1.3412, export: 0.61 },
    },
  };
}

/** A day and a half of prices, from midnight UTC, with an hour below zero. */
export function contractPrices(): ContractPricesAnswer {
  const hour = 3_600_000;
  const midnight = Math.floor(Date.now() / (24 * hour)) * 24 * hour;
  const iso = (at: number) => new Date(at).toISOString().replace(".000Z", "+00:00");
  const step = (index: number) => {
    const price = index === 13 ? -0.12 : 0.9 + 0.6 * Math.sin((index - 3) / 3.2);
    return {
      start: iso(midnight + index * hour),
      end: iso(midnight + (index + 1) * hour),
      import: Math.round(price * 1e4) / 1e4,
    };
  };
  const cheapest = { start: iso(midnight + 25 * hour), end: iso(midnight + 26 * hour), import: 0.3123 };
  return {
    ...{ currency: "NOK", contract: "home", prices: Array.from({ length: 48 }, (_, index) => step(index)) },
    now: { ...step(new Date().getUTCHours()), export: 0.61 },
    ...{ cheapest1h: cheapest, cheapest3h: cheapest, cheapest6h: cheapest },
  };
}

/** What the API says of the meters of a state: all of it where they export, nothing but their names elsewhere. */
export function answersOf(state: GatewayState): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const { meter: name, values } of state.meters) {
    const path = `/api/v1/meters/${name}`;
    const rich = values["activeExportW"] !== undefined && values["activeExportW"] > 0;
    answers[`${path}/summary`] = rich ? summary(name) : { meter: name, at: local(0), zone: "UTC" };
    answers[`${path}/prices`] = contractPrices();
  }
  return answers;
}

/** An hour with a morning kettle, sun at noon and a gap, as far as it is asked for. */
export function history(name: string, query: URLSearchParams): HistoryAnswer {
  const now = Date.now();
  const points: HistoryAnswer["points"] = [];
  for (let at = now - 3_590_000; at <= now - 12_000; at += 10_000) {
    const share = (at - now + 3_600_000) / 3_600_000;
    if (share > 0.44 && share < 0.49) continue;
    const sun = share > 0.55 && share < 0.85 ? 2600 * Math.sin(((share - 0.55) / 0.3) * Math.PI) : 0;
    const kettle = share > 0.2 && share < 0.26 ? 2000 : 0;
    points.push([at, Math.round(900 + 250 * Math.sin(share * 40) + kettle - sun)]);
  }
  const from = Number(query.get("from") ?? 0);
  const to = Number(query.get("to") ?? now);
  return { meter: name, points: points.filter(([at]) => at > from && at <= to) };
}
