import type { Configuration } from "@meter2mqtt/contract";

/*
 * Titles and explanations of settings in other languages than English, which has its own in the schema of the
 * configuration alone. Their texts are found by names: settings that the schema builds from one part have one text.
 */

type Plain = string | number | boolean;
/** Names of the texts of a setting, and of what is in it: a group's settings, a list's member, a kind's settings. */
type Place<Value> = [Value] extends [Plain]
  ? string
  : [Value] extends [readonly (infer Member)[]]
    ? readonly [string, Place<Member>]
    : [Value] extends [{ readonly type: string }]
      ? readonly [string, Kinds<Value>]
      : readonly [string, Places<Value>];
type Places<Group> = { readonly [Key in keyof Group]-?: Place<NonNullable<Group[Key]>> };
/** Of a member that is told apart by its type. */
type Kinds<Member extends { readonly type: string }> = {
  readonly [Type in Member["type"]]: readonly [string, Places<Omit<Extract<Member, { readonly type: Type }>, "type">>];
};

const meter = [
  "meter",
  {
    name: "meter.name",
    slug: "meter.slug",
    zone: "meter.zone",
    country: "meter.country",
    systemTitle: "meter.systemTitle",
    encryptionKey: "meter.encryptionKey",
    encryptionKeyFile: "meter.encryptionKeyFile",
    authenticationKey: "meter.authenticationKey",
    authenticationKeyFile: "meter.authenticationKeyFile",
    grid: "meter.grid",
    mainFuse: "meter.mainFuse",
    nominalVoltage: "meter.nominalVoltage",
    scales: [
      "meter.scales",
      { registers: "meter.scales.registers", voltages: "meter.scales.voltages", currents: "meter.scales.currents" },
    ],
    multipliers: [
      "meter.multipliers",
      {
        power: "meter.multipliers.power",
        powerL1: "meter.multipliers.powerL1",
        powerL2: "meter.multipliers.powerL2",
        powerL3: "meter.multipliers.powerL3",
        voltage: "meter.multipliers.voltage",
        voltageL1: "meter.multipliers.voltageL1",
        voltageL2: "meter.multipliers.voltageL2",
        voltageL3: "meter.multipliers.voltageL3",
        current: "meter.multipliers.current",
        currentL1: "meter.multipliers.currentL1",
        currentL2: "meter.multipliers.currentL2",
        currentL3: "meter.multipliers.currentL3",
        energy: "meter.multipliers.energy",
        energyL1: "meter.multipliers.energyL1",
        energyL2: "meter.multipliers.energyL2",
        energyL3: "meter.multipliers.energyL3",
      },
    ],
  },
] as const;
const headers = ["sources.headers", "sources.headers.each"] as const;
const sinkTls = [
  "sinks.tls",
  {
    caFile: "sinks.tls.caFile",
    certFile: "shared.certFile",
    keyFile: "shared.keyFile",
    rejectUnauthorized: "sinks.tls.rejectUnauthorized",
  },
] as const;
const sourceCommon = { name: "shared.name", meter: meter } as const;
const sourceUser = {
  username: "sources.username",
  password: "shared.password",
  passwordFile: "shared.passwordFile",
} as const;
const sourceBroker = { clientId: "shared.clientId", protocol: "sources.protocol" } as const;
const sourceTls = {
  caFile: "sources.caFile",
  certFile: "shared.certFile",
  keyFile: "shared.keyFile",
  rejectUnauthorized: "sources.rejectUnauthorized",
} as const;
const sourceHttp = {
  intervalSeconds: "sources.intervalSeconds",
  token: "sources.token",
  tokenFile: "shared.tokenFile",
  headers: headers,
} as const;
const sourcePayload = { payload: "sources.payload", path: "sources.path" } as const;
const virtualCommon = {
  name: "virtualMeters.name",
  meter: "virtualMeters.meter",
  listen: "virtualMeters.listen",
  port: "virtualMeters.port",
} as const;
const priceCommon = {
  name: "shared.name",
  zone: "prices.sources.zone",
  publishedAt: "prices.sources.publishedAt",
  timeoutSeconds: "shared.timeoutSeconds",
} as const;

/** Where each text of the catalogue belongs. A setting that is new, or gone, is a type error here. */
export const settingPlaces = {
  sources: [
    "sources",
    [
      "sources.each",
      {
        serial: [
          "sources.serial",
          {
            ...sourceCommon,
            port: "sources.serial.port",
            baud: "sources.serial.baud",
            format: "sources.serial.format",
          },
        ],
        tcp: [
          "sources.tcp",
          {
            ...sourceCommon,
            host: "sources.tcp.host",
            port: "sources.tcp.port",
            idleSeconds: "sources.tcp.idleSeconds",
          },
        ],
        file: ["sources.file", { ...sourceCommon, path: "sources.file.path", speed: "sources.file.speed" }],
        simulator: [
          "sources.simulator",
          {
            ...sourceCommon,
            model: "sources.simulator.model",
            speed: "sources.simulator.speed",
            faults: "sources.simulator.faults",
          },
        ],
        "tcp-server": [
          "sources.tcp-server",
          { ...sourceCommon, listen: "sources.tcp-server.listen", port: "sources.tcp-server.port" },
        ],
        mqtt: [
          "sources.mqtt",
          {
            ...sourceCommon,
            ...sourceUser,
            ...sourceBroker,
            ...sourceTls,
            ...sourcePayload,
            url: "shared.url",
            topic: "sources.mqtt.topic",
          },
        ],
        http: [
          "sources.http",
          { ...sourceCommon, ...sourceUser, ...sourceTls, ...sourceHttp, ...sourcePayload, url: "sources.http.url" },
        ],
        push: ["sources.push", { ...sourceCommon, ...sourcePayload }],
        value: [
          "sources.value",
          {
            ...sourceCommon,
            ...sourceUser,
            ...sourceBroker,
            ...sourceTls,
            ...sourceHttp,
            url: "sources.url",
            topic: "sources.topic",
            power: "sources.value.power",
            powerUnit: "sources.value.powerUnit",
            energy: "sources.value.energy",
            energyUnit: "sources.value.energyUnit",
            energyTopic: "sources.value.energyTopic",
            factor: "sources.value.factor",
            direction: "sources.direction",
          },
        ],
        pulse: [
          "sources.pulse",
          {
            ...sourceCommon,
            ...sourceUser,
            ...sourceBroker,
            ...sourceTls,
            ...sourceHttp,
            url: "sources.url",
            topic: "sources.topic",
            count: "sources.pulse.count",
            counts: "sources.pulse.counts",
            pulsesPerKwh: "sources.pulse.pulsesPerKwh",
            startKwh: "sources.pulse.startKwh",
            direction: "sources.direction",
          },
        ],
      },
    ],
  ],
  meters: [
    "meters",
    [
      "meters.each",
      {
        id: "meters.each.id",
        name: "meters.each.name",
        slug: "meters.each.slug",
        successorOf: "meters.each.successorOf",
      },
    ],
  ],
  mqtt: [
    "mqtt",
    [
      "mqtt.each",
      {
        name: "mqtt.each.name",
        url: "shared.url",
        username: "mqtt.each.username",
        password: "shared.password",
        passwordFile: "shared.passwordFile",
        clientId: "shared.clientId",
        protocol: "mqtt.each.protocol",
        tls: [
          "mqtt.each.tls",
          {
            caFile: "mqtt.each.tls.caFile",
            certFile: "shared.certFile",
            keyFile: "shared.keyFile",
            rejectUnauthorized: "mqtt.each.tls.rejectUnauthorized",
          },
        ],
        baseTopic: "mqtt.each.baseTopic",
        native: "mqtt.each.native",
        amsreader: [
          "mqtt.each.amsreader",
          [
            "mqtt.each.amsreader.each",
            {
              format: "mqtt.each.amsreader.each.format",
              publishTopic: "mqtt.each.amsreader.each.publishTopic",
              subscribeTopic: "mqtt.each.amsreader.each.subscribeTopic",
              clientId: "mqtt.each.amsreader.each.clientId",
              interval: "mqtt.each.amsreader.each.interval",
              meter: "mqtt.each.amsreader.each.meter",
              domoticz: [
                "mqtt.each.amsreader.each.domoticz",
                {
                  electricity: "mqtt.each.amsreader.each.domoticz.electricity",
                  voltageL1: "mqtt.each.amsreader.each.domoticz.voltageL1",
                  voltageL2: "mqtt.each.amsreader.each.domoticz.voltageL2",
                  voltageL3: "mqtt.each.amsreader.each.domoticz.voltageL3",
                  currents: "mqtt.each.amsreader.each.domoticz.currents",
                },
              ],
            },
          ],
        ],
        discovery: [
          "mqtt.each.discovery",
          { enabled: "mqtt.each.discovery.enabled", prefix: "mqtt.each.discovery.prefix" },
        ],
      },
    ],
  ],
  sinks: [
    "sinks",
    [
      "sinks.each",
      {
        influxdb: [
          "sinks.influxdb",
          {
            name: "shared.name",
            url: "sinks.influxdb.url",
            api: "sinks.influxdb.api",
            database: "sinks.influxdb.database",
            retentionPolicy: "sinks.influxdb.retentionPolicy",
            username: "sinks.influxdb.username",
            password: "shared.password",
            passwordFile: "shared.passwordFile",
            org: "sinks.influxdb.org",
            bucket: "sinks.influxdb.bucket",
            token: "sinks.influxdb.token",
            tokenFile: "shared.tokenFile",
            measurement: "sinks.influxdb.measurement",
            timeoutSeconds: "shared.timeoutSeconds",
            tls: sinkTls,
          },
        ],
        postgresql: [
          "sinks.postgresql",
          {
            name: "shared.name",
            url: "sinks.postgresql.url",
            username: "sinks.postgresql.username",
            password: "shared.password",
            passwordFile: "shared.passwordFile",
            secure: "sinks.postgresql.secure",
            schema: "sinks.postgresql.schema",
            hypertable: "sinks.postgresql.hypertable",
            timeoutSeconds: "shared.timeoutSeconds",
            tls: sinkTls,
          },
        ],
        webhook: [
          "sinks.webhook",
          {
            name: "shared.name",
            url: "sinks.webhook.url",
            kinds: ["sinks.webhook.kinds", "sinks.kinds.each"],
            secret: "sinks.webhook.secret",
            secretFile: "sinks.webhook.secretFile",
            authorization: "shared.authorization",
            authorizationFile: "shared.authorizationFile",
            timeoutSeconds: "shared.timeoutSeconds",
            tls: sinkTls,
          },
        ],
        files: [
          "sinks.files",
          {
            name: "shared.name",
            folder: "sinks.files.folder",
            format: "sinks.files.format",
            kinds: ["sinks.files.kinds", "sinks.kinds.each"],
            prefix: "sinks.files.prefix",
            zone: "sinks.files.zone",
            maxMegabytes: "sinks.files.maxMegabytes",
            maxFiles: "sinks.files.maxFiles",
          },
        ],
      },
    ],
  ],
  broker: [
    "broker",
    {
      enabled: "broker.enabled",
      host: "broker.host",
      port: "shared.port",
      user: "broker.user",
      password: "broker.password",
      passwordFile: "shared.passwordFile",
    },
  ],
  virtualMeters: [
    "virtualMeters",
    [
      "virtualMeters.each",
      {
        p1: ["virtualMeters.p1", { ...virtualCommon, telegram: "virtualMeters.p1.telegram" }],
        homewizard: [
          "virtualMeters.homewizard",
          {
            ...virtualCommon,
            serial: "virtualMeters.homewizard.serial",
            advertise: "virtualMeters.homewizard.advertise",
          },
        ],
        modbus: ["virtualMeters.modbus", { ...virtualCommon }],
      },
    ],
  ],
  homes: [
    "homes",
    [
      "homes.each",
      {
        name: "homes.each.name",
        meters: ["homes.each.meters", "homes.each.meters.each"],
        production: [
          "homes.each.production",
          [
            "homes.each.production.each",
            { meter: "homes.each.production.each.meter", register: "homes.each.production.each.register" },
          ],
        ],
      },
    ],
  ],
  http: [
    "http",
    {
      listen: "http.listen",
      port: "shared.port",
      hostNames: ["http.hostNames", "http.hostNames.each"],
      access: [
        "http.access",
        {
          viewWithoutLogin: "http.access.viewWithoutLogin",
          trustLoopback: "http.access.trustLoopback",
          proxies: ["http.access.proxies", "http.access.proxies.each"],
          proxyHeader: [
            "http.access.proxyHeader",
            {
              name: "http.access.proxyHeader.name",
              from: ["http.access.proxyHeader.from", "http.access.proxyHeader.from.each"],
              role: "http.access.proxyHeader.role",
            },
          ],
          frameAncestors: ["http.access.frameAncestors", "http.access.frameAncestors.each"],
          cors: ["http.access.cors", "http.access.cors.each"],
        },
      ],
      tls: ["http.tls", { certificateFile: "http.tls.certificateFile", keyFile: "http.tls.keyFile" }],
    },
  ],
  store: [
    "store",
    {
      path: "store.path",
      rawFrames: [
        "store.rawFrames",
        {
          maxFrames: "store.rawFrames.maxFrames",
          maxMegabytes: "store.rawFrames.maxMegabytes",
          days: "store.rawFrames.days",
        },
      ],
      outbox: ["store.outbox", { maxMegabytes: "store.outbox.maxMegabytes", days: "store.outbox.days" }],
      readings: ["store.readings", { days: "store.readings.days", fullDays: "store.readings.fullDays" }],
      ledger: ["store.ledger", { quarterDays: "store.ledger.quarterDays", hourDays: "store.ledger.hourDays" }],
      voltage: ["store.voltage", { days: "store.voltage.days" }],
    },
  ],
  events: [
    "events",
    {
      off: ["events.off", "events.off.each"],
      fuse: [
        "events.fuse",
        { percent: "events.fuse.percent", clearPercent: "events.fuse.clearPercent", seconds: "shared.seconds" },
      ],
      voltage: [
        "events.voltage",
        {
          percent: "events.voltage.percent",
          hysteresisPercent: "events.voltage.hysteresisPercent",
          seconds: "shared.seconds",
        },
      ],
      noData: ["events.noData", { seconds: "events.noData.seconds" }],
      clock: ["events.clock", { seconds: "shared.seconds" }],
      export: ["events.export", { watts: "events.export.watts", seconds: "shared.seconds" }],
    },
  ],
  homeAssistant: [
    "homeAssistant",
    { url: "homeAssistant.url", token: "homeAssistant.token", tokenFile: "shared.tokenFile" },
  ],
  prices: [
    "prices",
    {
      sources: [
        "prices.sources",
        [
          "prices.sources.each",
          {
            entsoe: [
              "prices.sources.entsoe",
              {
                ...priceCommon,
                area: "prices.sources.entsoe.area",
                token: "prices.sources.entsoe.token",
                tokenFile: "shared.tokenFile",
                resolution: "prices.sources.entsoe.resolution",
                sequence: "prices.sources.entsoe.sequence",
                url: "prices.sources.url",
              },
            ],
            "energy-charts": [
              "prices.sources.energy-charts",
              { ...priceCommon, area: "prices.sources.energy-charts.area", url: "prices.sources.url" },
            ],
            hvakosterstrommen: [
              "prices.sources.hvakosterstrommen",
              {
                ...priceCommon,
                area: "prices.sources.hvakosterstrommen.area",
                currency: "prices.sources.hvakosterstrommen.currency",
                url: "prices.sources.url",
              },
            ],
            "energi-data-service": [
              "prices.sources.energi-data-service",
              {
                ...priceCommon,
                area: "prices.sources.energi-data-service.area",
                currency: "prices.sources.energi-data-service.currency",
                url: "prices.sources.url",
              },
            ],
            "datahub-pricelist": [
              "prices.sources.datahub-pricelist",
              {
                ...priceCommon,
                area: "prices.sources.datahub-pricelist.area",
                gln: "prices.sources.datahub-pricelist.gln",
                chargeTypeCode: "prices.sources.datahub-pricelist.chargeTypeCode",
                note: "prices.sources.datahub-pricelist.note",
                url: "prices.sources.url",
              },
            ],
            fixed: [
              "prices.sources.fixed",
              {
                name: "shared.name",
                zone: "prices.sources.zone",
                area: "prices.sources.area",
                price: "prices.sources.fixed.price",
                currency: "prices.sources.currency",
              },
            ],
            table: [
              "prices.sources.table",
              {
                ...priceCommon,
                area: "prices.sources.area",
                path: "prices.sources.table.path",
                url: "prices.sources.table.url",
                authorization: "shared.authorization",
                authorizationFile: "shared.authorizationFile",
                format: "prices.sources.table.format",
                rows: "prices.sources.table.rows",
                start: "prices.sources.table.start",
                price: "prices.sources.table.price",
                minutes: "prices.sources.table.minutes",
                unit: "prices.sources.table.unit",
                currency: "prices.sources.currency",
                separator: "prices.sources.table.separator",
                decimal: "prices.sources.table.decimal",
              },
            ],
          },
        ],
      ],
      area: "prices.area",
      historyDays: "prices.historyDays",
      convert: ["prices.convert", { to: "prices.convert.to", bank: "prices.convert.bank", url: "prices.convert.url" }],
    },
  ],
  tariffs: [
    "tariffs",
    [
      "tariffs.each",
      {
        meter: "tariffs.each.meter",
        contract: "tariffs.each.contract",
        alternatives: ["tariffs.each.alternatives", "tariffs.each.alternatives.each"],
        prices: "tariffs.each.prices",
        country: "tariffs.each.country",
        region: "tariffs.each.region",
        guard: ["tariffs.each.guard", { limitKw: "tariffs.each.guard.limitKw" }],
      },
    ],
  ],
  log: ["log", { level: "log.level" }],
} as const satisfies Places<Configuration>;

type IdsOf<Node> = Node extends string
  ? Node
  : Node extends readonly [infer Own, infer Inside]
    ? Own | IdsOf<Inside>
    : { [Key in keyof Node]: IdsOf<Node[Key]> }[keyof Node];

/** Name of a setting's texts. */
export type SettingId = Extract<IdsOf<typeof settingPlaces>, string>;

/** Of each setting what it is called, and what it means; empty where English says nothing of it. */
export type SettingTexts = Readonly<Record<SettingId, readonly [title: string, about: string]>>;
