import type { SettingTexts } from "../../setting-places.ts";

/** Titles and explanations of settings, in Dutch: pages, store, events, log, and meters that belong together. */
export const gateway = {
  meters: [
    "Bekende meters",
    "Wat van meters aan hun nummer bekend is, waar ze ook worden ontvangen: namen, en welke in de plaats kwam van welke.",
  ],
  "meters.each": ["Bekende meter", ""],
  "meters.each.id": [
    "Nummer",
    "Hoe de meter zichzelf noemt: zijn nummer, anders zijn logische apparaatnaam, server-id of system title.",
  ],
  "meters.each.name": ["Naam", "Hoe de meter op de pagina’s heet; anders als bij zijn bron, of als zijn voorganger."],
  "meters.each.slug": [
    "Naam in topics",
    "Staat voor de meter in MQTT-topics en URL’s; anders als bij zijn bron, of als zijn voorganger.",
  ],
  "meters.each.successorOf": [
    "Opvolger van",
    "Nummer van de meter waarvoor deze in de plaats kwam. Hij neemt diens namen over, en het verloop gaat door; meterstanden blijven van elke meter zelf.",
  ],
  homes: ["Huizen", "Meters die bij elkaar horen: hun sommen, en hoeveel van de opwek thuis wordt gebruikt."],
  "homes.each": ["Huis", ""],
  "homes.each.name": ["Naam", "Staat voor het huis in de API, zonder spaties, `/`, `+` en `#`."],
  "homes.each.meters": ["Meters aan het net", "Wat er meer tellen, wordt opgeteld."],
  "homes.each.meters.each": ["Meter", "Een meter aan het net: zijn naam in topics, of zijn nummer."],
  "homes.each.production": [
    "Opwek",
    "Meters achter zonnepanelen en dergelijke: daarmee zijn eigen verbruik en zelfvoorziening bekend.",
  ],
  "homes.each.production.each": ["Opwek", ""],
  "homes.each.production.each.meter": ["Meter", "Wat de opwek telt: zijn naam in topics, of zijn nummer."],
  "homes.each.production.each.register": ["Meterstand", "Die telt wat wordt opgewekt."],
  http: ["Pagina’s en API", ""],
  "http.listen": [
    "Adres om op te luisteren",
    "Zolang er geen wachtwoord is, krijgen andere computers de pagina die het eerste instelt, en verder niets. `0.0.0.0`: alle adressen van deze computer.",
  ],
  "http.hostNames": [
    "Namen waarop hij antwoordt",
    "Naast `localhost`, `127.0.0.1` en `[::1]`, en kale adressen als `listen` ook andere computers toelaat; nodig achter een reverse proxy. Andere namen worden geweigerd, zodat geen webpagina de meter onder een eigen naam leest.",
  ],
  "http.hostNames.each": ["Hostnaam", "Zonder poort."],
  "http.access": ["Toegang", "docs/guides/access.md leidt door wachtwoorden, tokens, proxy’s en HTTPS."],
  "http.access.viewWithoutLogin": [
    "Bekijken zonder inloggen",
    "Wie de pagina bereikt, mag alles bekijken en niets wijzigen, zodra er een wachtwoord is.",
  ],
  "http.access.trustLoopback": [
    "Niet inloggen op deze computer",
    "Wie aan deze computer zit, is beheerder, ook als er een wachtwoord is. Niet samen met een reverse proxy op dezelfde computer die zich in geen header noemt.",
  ],
  "http.access.proxies": [
    "Reverse proxy’s",
    "Adressen waarvan `X-Forwarded-For`, `X-Forwarded-Proto` en `X-Forwarded-Host` worden geloofd. Die van `proxyHeader` ook.",
  ],
  "http.access.proxies.each": ["Adres", "IPv4 of IPv6, of een netwerk met de lengte van zijn voorvoegsel."],
  "http.access.proxyHeader": [
    "Inloggen via een proxy",
    "Een reverse proxy, of de ingress van Home Assistant, heeft om het wachtwoord gevraagd. Hij moet deze header weghalen uit wat zijn clients sturen.",
  ],
  "http.access.proxyHeader.name": [
    "Header",
    "De proxy zet er de naam in van wie daar is ingelogd. Zonder geldt een vraag als die van een vreemde.",
  ],
  "http.access.proxyHeader.from": ["Adressen van de proxy", "Van nergens anders wordt de header geloofd."],
  "http.access.proxyHeader.from.each": ["Adres", "IPv4 of IPv6, of een netwerk met de lengte van zijn voorvoegsel."],
  "http.access.proxyHeader.role": ["Rol", "Wat iedereen mag die langs deze weg komt."],
  "http.access.frameAncestors": [
    "Wie de pagina mag inlijsten",
    "Zonder: niemand. `self`: pagina’s van dezelfde host, zoals de ingress van Home Assistant.",
  ],
  "http.access.frameAncestors.each": ["Herkomst", "Schema en host, met de poort als die er is; of `self`."],
  "http.access.cors": [
    "Pagina’s van anderen die mogen vragen",
    "Webpagina’s van deze herkomst mogen de API met een token gebruiken. Zonder: geen.",
  ],
  "http.access.cors.each": ["Herkomst", "Schema en host, met de poort als die er is."],
  "http.tls": ["HTTPS", "Met een eigen certificaat; gewone HTTP is er dan niet."],
  "http.tls.certificateFile": [
    "Certificaat",
    "PEM-bestand met het certificaat en wat tussen het certificaat en zijn autoriteit ligt. Wordt opnieuw gelezen als het verandert.",
  ],
  "http.tls.keyFile": ["Privésleutel", "PEM-bestand met de sleutel van het certificaat."],
  store: [
    "Opslag",
    "Een meting staat op de schijf voordat iemand ervan hoort. Als het proces wordt afgebroken, gaat niets verloren wat gepubliceerd was; een stroomstoring kan nemen wat het systeem nog niet op de schijf had, meestal een halve minuut.",
  ],
  "store.path": ["Database", "SQLite-bestand; een relatief pad begint in de map van de configuratie."],
  "store.rawFrames": [
    "Ruwe telegrammen",
    "Wat de meter stuurde, octet voor octet, zodat het opnieuw gedecodeerd kan worden (`meter2mqtt redecode`). Open telegrammen worden gecomprimeerd bewaard; met versleutelde kan dat niet.",
  ],
  "store.rawFrames.maxFrames": ["Telegrammen", "Hooguit zoveel worden bewaard; de oudste gaan eerst."],
  "store.rawFrames.maxMegabytes": ["Megabytes", "Hooguit zoveel wordt bewaard; het oudste gaat eerst."],
  "store.rawFrames.days": ["Dagen", "Geen telegram wordt langer bewaard."],
  "store.outbox": [
    "Wat op bestemmingen wacht",
    "Eén logboek voor alle, op de schijf: een broker die weg is, krijgt wat hij miste als hij terug is. Het kost ongeveer 7 MB per dag bij een telegram elke 10 s.",
  ],
  "store.outbox.maxMegabytes": ["Megabytes", "Hooguit zoveel wacht; het oudste gaat eerst, en wordt geteld."],
  "store.outbox.days": ["Dagen", "Niets wacht langer."],
  "store.readings": ["Metingen", ""],
  "store.readings.days": ["Dagen", "Geen meting wordt langer bewaard."],
  "store.readings.fullDays": ["Dagen volledig", "Oudere metingen worden uitgedund: één per vijf minuten blijft."],
  "store.ledger": ["Boeken", "Energie in kwartieren, uren en dagen; docs/guides/ledger.md zegt wat erin staat."],
  "store.ledger.quarterDays": ["Dagen met kwartieren", "Oudere kwartieren worden samengevoegd tot uren."],
  "store.ledger.hourDays": ["Dagen met uren", "Van oudere uren blijven alleen de dagen; dagen blijven voorgoed."],
  "store.voltage": [
    "Spanning",
    "Gemiddelden over tien minuten, waarnaar de spanningskwaliteit wordt beoordeeld: ongeveer 2 MB per jaar.",
  ],
  "store.voltage.days": ["Dagen", "Geen gemiddelde wordt langer bewaard."],
  events: [
    "Gebeurtenissen",
    "Wat van een meter wordt gemeld via MQTT, Home Assistant, de pagina en webhooks als het begint en als het voorbij is; docs/events.md heeft ze alle.",
  ],
  "events.off": ["Niet gewenst", "Gebeurtenissen die niet worden gemeld."],
  "events.off.each": ["Gebeurtenis", "Zoals in docs/events.md."],
  "events.fuse": ["Fase dicht bij haar zekering", "Heeft de `mainFuse` van de meter nodig."],
  "events.fuse.percent": ["Gemeld vanaf", "Procent van de `mainFuse` van de meter."],
  "events.fuse.clearPercent": [
    "Voorbij onder",
    "Procent van `mainFuse`; minder dan `percent`, zodat het niet komt en gaat.",
  ],
  "events.voltage": [
    "Spanning buiten haar grenzen",
    "Weken worden beoordeeld volgens EN 50160, wat hier ook is ingesteld.",
  ],
  "events.voltage.percent": [
    "Gemeld vanaf",
    "Procent afwijking van de `nominalVoltage` van de meter: onder 207 V en boven 253 V bij 230 V.",
  ],
  "events.voltage.hysteresisPercent": [
    "Hysterese",
    "Zoveel procent van de nominale spanning weer binnen de grens, dan is het voorbij.",
  ],
  "events.noData": ["Stille meter", ""],
  "events.noData.seconds": ["Seconden", "Nadat de meter verouderd is (drie intervallen zonder meting)."],
  "events.clock": ["Verkeerde klok", "Die van de meter, niet die van deze computer."],
  "events.export": ["Teruglevering begon of eindigde", ""],
  "events.export.watts": ["Watt", "Teruglevering begint bij zoveel, en is voorbij onder een vijfde ervan."],
  log: ["Logboek", ""],
  "log.level": [
    "Niveau",
    "`trace` toont de octetten van elk telegram; sleutels en wachtwoorden staan op geen enkel niveau.",
  ],
} as const satisfies Partial<SettingTexts>;
