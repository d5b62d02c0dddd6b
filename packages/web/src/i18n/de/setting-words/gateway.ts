import type { SettingTexts } from "../../setting-places.ts";

/** Titles and explanations of settings, in German: pages, store, events, log, and meters that belong together. */
export const gateway = {
  meters: [
    "Bekannte Zähler",
    "Was von Zählern über ihre Nummer bekannt ist, wo auch immer sie empfangen werden: Namen, und welcher an die Stelle von welchem trat.",
  ],
  "meters.each": ["Bekannter Zähler", ""],
  "meters.each.id": [
    "Nummer",
    "Wie der Zähler sich selbst nennt: seine Nummer, sonst logischer Gerätename, Server-ID oder System title.",
  ],
  "meters.each.name": [
    "Name",
    "So heißt der Zähler auf den Seiten; sonst wie bei seiner Quelle oder wie sein Vorgänger.",
  ],
  "meters.each.slug": [
    "Name in Topics",
    "Steht in MQTT-Topics und URLs für den Zähler; sonst wie bei seiner Quelle oder wie sein Vorgänger.",
  ],
  "meters.each.successorOf": [
    "Nachfolger von",
    "Nummer des Zählers, an dessen Stelle dieser trat. Er übernimmt dessen Namen, und der Verlauf geht weiter; Zählerstände bleiben die jedes Zählers.",
  ],
  homes: ["Haushalte", "Zähler, die zusammengehören: ihre Summen, und wie viel der Erzeugung selbst verbraucht wird."],
  "homes.each": ["Haushalt", ""],
  "homes.each.name": ["Name", "Steht in der API für den Haushalt, ohne Leerzeichen, `/`, `+` und `#`."],
  "homes.each.meters": ["Zähler am Netz", "Was mehrere zählen, wird zusammengezählt."],
  "homes.each.meters.each": ["Zähler", "Ein Zähler am Netz: sein Name in Topics oder seine Nummer."],
  "homes.each.production": [
    "Erzeugung",
    "Zähler hinter Solarmodulen und Ähnlichem: Mit ihnen sind Eigenverbrauch und Autarkie bekannt.",
  ],
  "homes.each.production.each": ["Erzeugung", ""],
  "homes.each.production.each.meter": ["Zähler", "Was die Erzeugung zählt: sein Name in Topics oder seine Nummer."],
  "homes.each.production.each.register": ["Zählerstand", "Der, der zählt, was erzeugt wird."],
  http: ["Seiten und API", ""],
  "http.listen": [
    "Adresse zum Lauschen",
    "Solange es kein Passwort gibt, bekommen andere Rechner die Seite, die das erste setzt, und sonst nichts. `0.0.0.0`: alle Adressen dieses Rechners.",
  ],
  "http.hostNames": [
    "Namen, unter denen es antwortet",
    "Neben `localhost`, `127.0.0.1` und `[::1]`, und bloßen Adressen, wenn `listen` auch andere Rechner einlässt; nötig hinter einem Reverse Proxy. Andere Namen werden abgelehnt, damit keine Webseite den Zähler unter einem eigenen Namen liest.",
  ],
  "http.hostNames.each": ["Hostname", "Ohne Port."],
  "http.access": ["Zugang", "docs/guides/access.md führt durch Passwörter, Tokens, Proxys und HTTPS."],
  "http.access.viewWithoutLogin": [
    "Ansehen ohne Anmeldung",
    "Wer die Seite erreicht, darf alles ansehen und nichts ändern, sobald ein Passwort gesetzt ist.",
  ],
  "http.access.trustLoopback": [
    "Keine Anmeldung an diesem Rechner",
    "Wer an diesem Rechner sitzt, ist Verwalter, auch wenn ein Passwort gesetzt ist. Nicht zusammen mit einem Reverse Proxy auf demselben Rechner, der sich in keiner Kopfzeile nennt.",
  ],
  "http.access.proxies": [
    "Reverse Proxys",
    "Adressen, deren `X-Forwarded-For`, `X-Forwarded-Proto` und `X-Forwarded-Host` geglaubt wird. Denen von `proxyHeader` ebenso.",
  ],
  "http.access.proxies.each": ["Adresse", "IPv4 oder IPv6, oder ein Netz mit der Länge seines Präfixes."],
  "http.access.proxyHeader": [
    "Anmeldung durch einen Proxy",
    "Ein Reverse Proxy oder der Ingress von Home Assistant hat das Passwort verlangt. Er muss diese Kopfzeile aus dem entfernen, was seine Clients senden.",
  ],
  "http.access.proxyHeader.name": [
    "Kopfzeile",
    "Der Proxy setzt darin den Namen dessen, der sich dort angemeldet hat. Ohne sie gilt eine Anfrage als die eines Fremden.",
  ],
  "http.access.proxyHeader.from": ["Adressen des Proxys", "Von nirgendwo sonst wird der Kopfzeile geglaubt."],
  "http.access.proxyHeader.from.each": ["Adresse", "IPv4 oder IPv6, oder ein Netz mit der Länge seines Präfixes."],
  "http.access.proxyHeader.role": ["Rolle", "Was jeder darf, der auf diesem Weg kommt."],
  "http.access.frameAncestors": [
    "Wer die Seite einbetten darf",
    "Ohne Eintrag: niemand. `self`: Seiten desselben Hosts, wie beim Ingress von Home Assistant.",
  ],
  "http.access.frameAncestors.each": ["Herkunft", "Schema und Host, mit Port, wenn es einen gibt; oder `self`."],
  "http.access.cors": [
    "Fremde Seiten, die fragen dürfen",
    "Webseiten dieser Herkunft dürfen die API mit einem Token verwenden. Ohne Eintrag: keine.",
  ],
  "http.access.cors.each": ["Herkunft", "Schema und Host, mit Port, wenn es einen gibt."],
  "http.tls": ["HTTPS", "Mit einem eigenen Zertifikat; einfaches HTTP gibt es dann nicht."],
  "http.tls.certificateFile": [
    "Zertifikat",
    "PEM-Datei mit dem Zertifikat und dem, was zwischen ihm und seiner Zertifizierungsstelle liegt. Wird neu gelesen, wenn sie sich ändert.",
  ],
  "http.tls.keyFile": ["Privater Schlüssel", "PEM-Datei mit dem Schlüssel des Zertifikats."],
  store: [
    "Speicher",
    "Ein Messwert ist auf der Platte, bevor jemand davon erfährt. Wird der Prozess beendet, geht nichts verloren, was veröffentlicht war; ein Stromausfall kann nehmen, was das System noch nicht auf die Platte gebracht hat, meist eine halbe Minute.",
  ],
  "store.path": ["Datenbank", "SQLite-Datei; ein relativer Pfad beginnt im Ordner der Konfiguration."],
  "store.rawFrames": [
    "Rohe Telegramme",
    "Was der Zähler gesendet hat, Oktett für Oktett, damit es noch einmal dekodiert werden kann (`meter2mqtt redecode`). Offene Telegramme werden komprimiert aufbewahrt; verschlüsselte lassen sich nicht komprimieren.",
  ],
  "store.rawFrames.maxFrames": ["Telegramme", "Höchstens so viele werden behalten; die ältesten gehen zuerst."],
  "store.rawFrames.maxMegabytes": ["Megabyte", "Höchstens so viel wird behalten; das Älteste geht zuerst."],
  "store.rawFrames.days": ["Tage", "Kein Telegramm wird länger behalten."],
  "store.outbox": [
    "Was auf Ziele wartet",
    "Ein Protokoll für alle, auf der Platte: Ein Broker, der weg war, bekommt nach, was ihm fehlt. Es braucht etwa 7 MB am Tag bei einem Telegramm alle 10 s.",
  ],
  "store.outbox.maxMegabytes": ["Megabyte", "Höchstens so viel wartet; das Älteste geht zuerst und wird gezählt."],
  "store.outbox.days": ["Tage", "Nichts wartet länger."],
  "store.readings": ["Messwerte", ""],
  "store.readings.days": ["Tage", "Kein Messwert wird länger behalten."],
  "store.readings.fullDays": ["Tage vollständig", "Ältere Messwerte werden ausgedünnt: Einer in fünf Minuten bleibt."],
  "store.ledger": [
    "Bücher",
    "Energie in Viertelstunden, Stunden und Tagen; docs/guides/ledger.md sagt, was darin steht.",
  ],
  "store.ledger.quarterDays": ["Tage mit Viertelstunden", "Ältere Viertelstunden werden zu Stunden zusammengefasst."],
  "store.ledger.hourDays": ["Tage mit Stunden", "Von älteren Stunden bleiben nur die Tage; Tage bleiben für immer."],
  "store.voltage": [
    "Spannung",
    "Mittel über zehn Minuten, nach denen die Spannungsqualität beurteilt wird: etwa 2 MB im Jahr.",
  ],
  "store.voltage.days": ["Tage", "Kein Mittel wird länger behalten."],
  events: [
    "Ereignisse",
    "Was von einem Zähler über MQTT, Home Assistant, die Seite und Webhooks gemeldet wird, wenn es beginnt und wenn es vorbei ist; docs/events.md nennt alle.",
  ],
  "events.off": ["Nicht gewünscht", "Ereignisse, die nicht gemeldet werden."],
  "events.off.each": ["Ereignis", "Wie in docs/events.md."],
  "events.fuse": ["Phase nahe an ihrer Sicherung", "Braucht `mainFuse` des Zählers."],
  "events.fuse.percent": ["Gemeldet ab", "Prozent von `mainFuse` des Zählers."],
  "events.fuse.clearPercent": [
    "Vorbei unter",
    "Prozent von `mainFuse`; weniger als `percent`, damit es nicht kommt und geht.",
  ],
  "events.voltage": [
    "Spannung außerhalb ihrer Grenzen",
    "Wochen werden nach EN 50160 beurteilt, was auch immer hier eingestellt ist.",
  ],
  "events.voltage.percent": [
    "Gemeldet ab",
    "Prozent Abstand von `nominalVoltage` des Zählers: unter 207 V und über 253 V bei 230 V.",
  ],
  "events.voltage.hysteresisPercent": [
    "Hysterese",
    "So viel Prozent der Nennspannung wieder innerhalb der Grenze, dann ist es vorbei.",
  ],
  "events.noData": ["Stummer Zähler", ""],
  "events.noData.seconds": ["Sekunden", "Nachdem der Zähler als veraltet gilt (drei Abstände ohne Messwert)."],
  "events.clock": ["Falsche Uhr", "Die des Zählers, nicht die dieses Rechners."],
  "events.export": ["Einspeisung begann oder endete", ""],
  "events.export.watts": ["Watt", "Einspeisung beginnt bei so viel und ist unter einem Fünftel davon vorbei."],
  log: ["Protokoll", ""],
  "log.level": [
    "Stufe",
    "`trace` zeigt die Oktette jedes Telegramms; Schlüssel und Passwörter stehen in keiner Stufe.",
  ],
} as const satisfies Partial<SettingTexts>;
