import type { SettingTexts } from "../../setting-places.ts";

/** Titles and explanations of settings, in German: brokers, sinks and virtual meters. */
export const publishing = {
  mqtt: ["MQTT-Broker", "Wohin Messwerte veröffentlicht werden."],
  "mqtt.each": ["MQTT-Broker", ""],
  "mqtt.each.name": [
    "Name",
    "So heißt er in Protokollen und auf den Seiten. Ohne Namen: `mqtt`, bei mehreren nummeriert.",
  ],
  "mqtt.each.username": ["Benutzer", "Wenn der Broker einen verlangt."],
  "mqtt.each.protocol": ["MQTT-Version", "Was der Broker spricht."],
  "mqtt.each.tls": ["TLS", "Für Broker mit `mqtts://`."],
  "mqtt.each.tls.caFile": [
    "Zertifizierungsstelle",
    "PEM-Datei der Stelle, die das Zertifikat des Brokers signiert hat. Eine Änderung dieser Dateien wirkt innerhalb von 10 Sekunden.",
  ],
  "mqtt.each.tls.rejectUnauthorized": [
    "Broker prüfen",
    "`false` nimmt jedes Zertifikat an, auch das eines Angreifers.",
  ],
  "mqtt.each.baseTopic": ["Basis-Topic", "Erster Teil jedes Topics."],
  "mqtt.each.native": [
    "Eigene Topics",
    "`false`: Unter `baseTopic` wird nichts veröffentlicht, nur in den Formaten unter `amsreader`.",
  ],
  "mqtt.each.amsreader": [
    "Formate von amsreader-firmware",
    "Jedes mit eigener Verbindung und eigenem letzten Willen; docs/migration-amsreader.md sagt, was sie enthalten.",
  ],
  "mqtt.each.amsreader.each": ["Format von amsreader-firmware", ""],
  "mqtt.each.amsreader.each.format": [
    "Payload-Format",
    "Wie die Einstellungsseite der Firmware sie nennt: JSON (classic), JSON (multi topic), JSON (flat), Raw (minimal), Raw (full), Domoticz, Home-Assistant, HEX dump.",
  ],
  "mqtt.each.amsreader.each.publishTopic": [
    "Topic zum Veröffentlichen",
    "Erster Teil jedes Topics, wie er in der Firmware eingestellt war.",
  ],
  "mqtt.each.amsreader.each.subscribeTopic": [
    "Topic zum Abonnieren",
    "Wo Befehle gehört werden; sonst `<publishTopic>/command`.",
  ],
  "mqtt.each.amsreader.each.clientId": [
    "Client-ID",
    "Auch das `name` in Nachrichten. Sonst wird eine dauerhafte erfunden.",
  ],
  "mqtt.each.amsreader.each.interval": [
    "Abstand",
    "0: jeder Messwert, wie er kommt; sonst höchstens eine Nachricht in so vielen Sekunden, mit allem, was bekannt ist.",
  ],
  "mqtt.each.amsreader.each.meter": [
    "Zähler",
    "Sein Name in Topics oder der Name seiner Quelle. Ohne diese Einstellung der erste, der empfangen wird.",
  ],
  "mqtt.each.amsreader.each.domoticz": ["Domoticz-Geräte", "Für das Format `domoticz`."],
  "mqtt.each.amsreader.each.domoticz.electricity": ["Strom", "Idx des Geräts in Domoticz."],
  "mqtt.each.amsreader.each.domoticz.voltageL1": ["Spannung L1", "Idx des Geräts in Domoticz."],
  "mqtt.each.amsreader.each.domoticz.voltageL2": ["Spannung L2", "Idx des Geräts in Domoticz."],
  "mqtt.each.amsreader.each.domoticz.voltageL3": ["Spannung L3", "Idx des Geräts in Domoticz."],
  "mqtt.each.amsreader.each.domoticz.currents": ["Ströme aller Phasen", "Idx des Geräts in Domoticz."],
  "mqtt.each.discovery": [
    "Erkennung durch Home Assistant",
    "Home Assistant findet die Zähler auf diesem Broker von selbst; docs/guides/home-assistant.md sagt, was erscheint.",
  ],
  "mqtt.each.discovery.enabled": [
    "Zähler ankündigen",
    "`false`: Zähler werden nicht angekündigt, und was früher angekündigt wurde, wird weggenommen.",
  ],
  "mqtt.each.discovery.prefix": ["Präfix der Erkennung", "Wie in der MQTT-Integration von Home Assistant eingestellt."],
  sinks: ["Ziele", "Wohin Messwerte außer zu MQTT gehen: Datenbanken, Dateien, ein eigener Webserver."],
  "sinks.each": ["Ziel", ""],
  "sinks.influxdb": [
    "InfluxDB",
    "InfluxDB 1, 2 und 3 und andere Datenbanken, die ihr Line Protocol annehmen (VictoriaMetrics, QuestDB).",
  ],
  "sinks.influxdb.url": [
    "Adresse",
    "`http://host:port` oder `https://host:port`, ohne `/write`, Benutzer und Passwort.",
  ],
  "sinks.influxdb.api": ["Schreib-API", "`v1`: InfluxDB 1, `/write`. `v2`: InfluxDB 2 und Cloud, `/api/v2/write`."],
  "sinks.influxdb.database": ["Datenbank", "Für `v1`. Sie muss vorhanden sein."],
  "sinks.influxdb.retentionPolicy": ["Aufbewahrungsregel", "Für `v1`; sonst die der Datenbank."],
  "sinks.influxdb.username": ["Benutzer", "Wenn der Server einen verlangt."],
  "sinks.influxdb.org": ["Organisation", "Für `v2`: Name oder ID."],
  "sinks.influxdb.bucket": ["Bucket", "Für `v2`: Name oder ID. Er muss vorhanden sein."],
  "sinks.influxdb.token": [
    "Token",
    "Für `v2`: einer, der in den Bucket schreiben darf. Besser in `tokenFile` aufgehoben.",
  ],
  "sinks.influxdb.measurement": [
    "Measurement",
    "Buchstaben, Ziffern, `_`, `.` und `-`. Unterzähler stehen in dem mit angehängtem `_channel`.",
  ],
  "sinks.tls": [
    "TLS",
    "Für Adressen mit `https://` und für PostgreSQL mit `secure: true`. Dateien werden neu gelesen, wenn sie sich ändern.",
  ],
  "sinks.tls.caFile": ["Zertifizierungsstelle", "PEM-Datei der Stelle, die das Zertifikat des Servers signiert hat."],
  "sinks.tls.rejectUnauthorized": ["Server prüfen", "`false` nimmt jedes Zertifikat an, auch das eines Angreifers."],
  "sinks.postgresql": [
    "PostgreSQL",
    "PostgreSQL 12 oder neuer; Tabellen werden von selbst angelegt, Hypertabellen, wo TimescaleDB installiert ist.",
  ],
  "sinks.postgresql.url": ["Adresse", "`postgresql://host:port/database`, ohne Benutzer und Passwort."],
  "sinks.postgresql.username": [
    "Benutzer",
    "Er muss in der Datenbank ein Schema anlegen dürfen, oder Tabellen in dem vorhandenen.",
  ],
  "sinks.postgresql.secure": ["TLS verwenden", "`true`: Ohne sichere Verbindung wird dem Server nichts gesagt."],
  "sinks.postgresql.schema": [
    "Schema",
    "Buchstaben, Ziffern und `_`. Darin sind die Tabellen `readings` und `channels`.",
  ],
  "sinks.postgresql.hypertable": [
    "TimescaleDB verwenden",
    "`false`: einfache Tabellen, auch wenn die Erweiterung in der Datenbank installiert ist.",
  ],
  "sinks.webhook": ["Webhook", "Ein eigener HTTP-Server: je Nachricht ein POST mit JSON."],
  "sinks.webhook.url": ["Adresse", "`http://` oder `https://`, ohne Benutzer und Passwort."],
  "sinks.webhook.kinds": ["Arten", "Welche Nachrichten gesendet werden."],
  "sinks.kinds.each": ["Art", "Eine Art von Nachricht."],
  "sinks.webhook.secret": [
    "Geheimnis",
    "Signiert jede Anfrage, damit der Empfänger weiß, von wem sie kommt. Besser in `secretFile` aufgehoben.",
  ],
  "sinks.webhook.secretFile": ["Datei mit dem Geheimnis", "Statt `secret`."],
  "sinks.files": ["Dateien", "CSV oder JSON Lines in einem Ordner, jeden Tag eine neue Datei."],
  "sinks.files.folder": [
    "Ordner",
    "Wird angelegt, wenn er fehlt; ein relativer Pfad beginnt im Ordner der Konfiguration.",
  ],
  "sinks.files.format": ["Format", "`csv` enthält nur Messwerte."],
  "sinks.files.kinds": ["Arten", "Welche Nachrichten geschrieben werden."],
  "sinks.files.prefix": [
    "Anfang der Namen",
    "Buchstaben, Ziffern, `_` und `-`. `readings` ergibt `readings-2026-01-15.csv`.",
  ],
  "sinks.files.zone": ["Zeitzone der Tage", "IANA-Zone, deren Mitternacht eine neue Datei beginnt."],
  "sinks.files.maxMegabytes": ["Megabyte", "Auf eine größere Datei folgt eine zweite desselben Tages."],
  "sinks.files.maxFiles": ["Dateien", "Höchstens so viele werden behalten; die ältesten werden gelöscht."],
  broker: ["Eingebauter Broker", "Ein kleiner MQTT-Broker im Gateway selbst; er spricht MQTT 3.1.1."],
  "broker.enabled": ["Einschalten", "Ohne diese Einstellung läuft er, wenn unter `mqtt` kein Broker eingestellt ist."],
  "broker.host": ["Adresse zum Lauschen", "Über diesen Rechner hinaus braucht er `user` und `password`."],
  "broker.user": ["Benutzer", "Wer sich verbinden darf; ohne Benutzer und Passwort jeder, der ihn erreicht."],
  "broker.password": ["Passwort", "Das Passwort von `user`."],
  virtualMeters: [
    "Virtuelle Zähler",
    "Zähler, die Wallboxen und Energiemanager lesen können. Ohne Eintrag wird keiner angeboten.",
  ],
  "virtualMeters.each": ["Virtueller Zähler", ""],
  "virtualMeters.p1": ["P1 über TCP", "P1-Telegramme über TCP, an viele Clients."],
  "virtualMeters.name": [
    "Name",
    "So heißt er in Protokollen und auf den Seiten. Ohne Namen: `virtual-` und der Typ, bei mehreren nummeriert.",
  ],
  "virtualMeters.meter": [
    "Zähler",
    "Für welchen Zähler er steht: dessen Name in Topics, Nummer oder Name. Nötig bei mehreren Quellen.",
  ],
  "virtualMeters.listen": [
    "Adresse zum Lauschen",
    "Wer sie erreicht, kann den Zähler lesen: Niemand wird nach einem Passwort gefragt. `0.0.0.0`: jede Adresse.",
  ],
  "virtualMeters.port": [
    "Port",
    "Es ist nie ein anderer, weil Clients darauf eingestellt sind: Solange er belegt ist, wird gewartet. 0: irgendein freier.",
  ],
  "virtualMeters.p1.telegram": [
    "Telegramm",
    "`auto`: das eigene Telegramm des Zählers, wenn er eines mit Prüfsumme sendet, sonst eines nach DSMR 5. `dsmr5`: immer selbst gemacht.",
  ],
  "virtualMeters.homewizard": ["HomeWizard-API", "Die lokale API, Version 1, eines HomeWizard-P1-Meters."],
  "virtualMeters.homewizard.serial": [
    "Seriennummer",
    "12 hexadezimale Ziffern, kleine Buchstaben. Ohne sie: aus dem Namen dieses Rechners und dem Namen oben.",
  ],
  "virtualMeters.homewizard.advertise": [
    "Bekannt machen",
    "Über mDNS, damit Clients ihn finden; nur wenn er über diesen Rechner hinaus lauscht.",
  ],
  "virtualMeters.modbus": [
    "Modbus TCP",
    "Modbus TCP mit den Registern eines Eastron SDM630. Nicht für Zähler, die langsamer als 60 s sind.",
  ],
  homeAssistant: [
    "Home Assistant",
    "Dessen Langzeitstatistik Stunde für Stunde so gehalten wird wie die Bücher. Die Erkennung über MQTT braucht nichts davon.",
  ],
  "homeAssistant.url": ["Adresse", "`http://host:8123` oder `https://host`."],
  "homeAssistant.token": [
    "Token",
    "Ein langlebiger Zugriffstoken eines Administrators: unten im Profil des Benutzers, unter Sicherheit. Besser in `tokenFile` oder der Umgebung aufgehoben.",
  ],
} as const satisfies Partial<SettingTexts>;
