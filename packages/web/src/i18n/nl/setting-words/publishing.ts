import type { SettingTexts } from "../../setting-places.ts";

/** Titles and explanations of settings, in Dutch: brokers, sinks and virtual meters. */
export const publishing = {
  mqtt: ["MQTT-brokers", "Waar metingen worden gepubliceerd."],
  "mqtt.each": ["MQTT-broker", ""],
  "mqtt.each.name": [
    "Naam",
    "Hoe hij in logboeken en op de pagina’s heet. Zonder naam: `mqtt`, genummerd als er meer zijn.",
  ],
  "mqtt.each.username": ["Gebruiker", "Als de broker erom vraagt."],
  "mqtt.each.protocol": ["MQTT-versie", "Wat de broker spreekt."],
  "mqtt.each.tls": ["TLS", "Voor brokers met `mqtts://`."],
  "mqtt.each.tls.caFile": [
    "Certificaatautoriteit",
    "PEM-bestand van de autoriteit die het certificaat van de broker heeft ondertekend. Een wijziging van deze bestanden werkt binnen 10 seconden.",
  ],
  "mqtt.each.tls.rejectUnauthorized": [
    "De broker controleren",
    "`false` neemt elk certificaat aan, ook dat van een aanvaller.",
  ],
  "mqtt.each.baseTopic": ["Basistopic", "Eerste deel van elk topic."],
  "mqtt.each.native": [
    "Eigen topics",
    "`false`: onder `baseTopic` wordt niets gepubliceerd, alleen in de formaten onder `amsreader`.",
  ],
  "mqtt.each.amsreader": [
    "Formaten van amsreader-firmware",
    "Elk met een eigen verbinding en laatste wil; docs/migration-amsreader.md zegt wat ze bevatten.",
  ],
  "mqtt.each.amsreader.each": ["Formaat van amsreader-firmware", ""],
  "mqtt.each.amsreader.each.format": [
    "Formaat van de inhoud",
    "Zoals de instellingenpagina van de firmware ze noemt: JSON (classic), JSON (multi topic), JSON (flat), Raw (minimal), Raw (full), Domoticz, Home-Assistant, HEX dump.",
  ],
  "mqtt.each.amsreader.each.publishTopic": [
    "Topic om te publiceren",
    "Eerste deel van elk topic, zoals het in de firmware was ingesteld.",
  ],
  "mqtt.each.amsreader.each.subscribeTopic": [
    "Topic om te abonneren",
    "Waar opdrachten worden ontvangen; anders `<publishTopic>/command`.",
  ],
  "mqtt.each.amsreader.each.clientId": ["Client-id", "Ook de `name` in berichten. Anders wordt een blijvende gemaakt."],
  "mqtt.each.amsreader.each.interval": [
    "Interval",
    "0: elke meting zoals ze komt; anders hooguit één bericht in zoveel seconden, met alles wat bekend is.",
  ],
  "mqtt.each.amsreader.each.meter": [
    "Meter",
    "Zijn naam in topics, of de naam van zijn bron. Zonder deze instelling de eerste die wordt ontvangen.",
  ],
  "mqtt.each.amsreader.each.domoticz": ["Domoticz-apparaten", "Voor het formaat `domoticz`."],
  "mqtt.each.amsreader.each.domoticz.electricity": ["Elektriciteit", "Idx van het apparaat in Domoticz."],
  "mqtt.each.amsreader.each.domoticz.voltageL1": ["Spanning L1", "Idx van het apparaat in Domoticz."],
  "mqtt.each.amsreader.each.domoticz.voltageL2": ["Spanning L2", "Idx van het apparaat in Domoticz."],
  "mqtt.each.amsreader.each.domoticz.voltageL3": ["Spanning L3", "Idx van het apparaat in Domoticz."],
  "mqtt.each.amsreader.each.domoticz.currents": ["Stromen van alle fasen", "Idx van het apparaat in Domoticz."],
  "mqtt.each.discovery": [
    "Ontdekking door Home Assistant",
    "Home Assistant vindt de meters op deze broker vanzelf; docs/guides/home-assistant.md zegt wat er verschijnt.",
  ],
  "mqtt.each.discovery.enabled": [
    "Meters aankondigen",
    "`false`: meters worden niet aangekondigd, en wat eerder werd aangekondigd, wordt weggehaald.",
  ],
  "mqtt.each.discovery.prefix": [
    "Voorvoegsel voor ontdekking",
    "Zoals het in de MQTT-integratie van Home Assistant is ingesteld.",
  ],
  sinks: ["Bestemmingen", "Waar metingen naast MQTT heen gaan: databases, bestanden, een eigen webserver."],
  "sinks.each": ["Bestemming", ""],
  "sinks.influxdb": [
    "InfluxDB",
    "InfluxDB 1, 2 en 3, en andere databases die het line protocol aannemen (VictoriaMetrics, QuestDB).",
  ],
  "sinks.influxdb.url": [
    "Adres",
    "`http://host:port` of `https://host:port`, zonder `/write`, gebruiker en wachtwoord.",
  ],
  "sinks.influxdb.api": ["Schrijf-API", "`v1`: InfluxDB 1, `/write`. `v2`: InfluxDB 2 en Cloud, `/api/v2/write`."],
  "sinks.influxdb.database": ["Database", "Voor `v1`. Ze moet er zijn."],
  "sinks.influxdb.retentionPolicy": ["Bewaarregel", "Voor `v1`; anders die van de database."],
  "sinks.influxdb.username": ["Gebruiker", "Als de server erom vraagt."],
  "sinks.influxdb.org": ["Organisatie", "Voor `v2`: naam of id."],
  "sinks.influxdb.bucket": ["Bucket", "Voor `v2`: naam of id. Hij moet er zijn."],
  "sinks.influxdb.token": ["Token", "Voor `v2`: een dat in de bucket mag schrijven. Staat beter in `tokenFile`."],
  "sinks.influxdb.measurement": [
    "Measurement",
    "Letters, cijfers, `_`, `.` en `-`. Submeters staan in die met `_channel` erachter.",
  ],
  "sinks.tls": [
    "TLS",
    "Voor adressen met `https://`, en voor PostgreSQL met `secure: true`. Bestanden worden opnieuw gelezen als ze veranderen.",
  ],
  "sinks.tls.caFile": [
    "Certificaatautoriteit",
    "PEM-bestand van de autoriteit die het certificaat van de server heeft ondertekend.",
  ],
  "sinks.tls.rejectUnauthorized": [
    "De server controleren",
    "`false` neemt elk certificaat aan, ook dat van een aanvaller.",
  ],
  "sinks.postgresql": [
    "PostgreSQL",
    "PostgreSQL 12 of later; tabellen worden vanzelf gemaakt, hypertabellen waar TimescaleDB is geïnstalleerd.",
  ],
  "sinks.postgresql.url": ["Adres", "`postgresql://host:port/database`, zonder gebruiker en wachtwoord."],
  "sinks.postgresql.username": [
    "Gebruiker",
    "Moet in de database een schema mogen maken, of tabellen in het schema dat er is.",
  ],
  "sinks.postgresql.secure": ["TLS gebruiken", "`true`: zonder veilige verbinding wordt niets tegen de server gezegd."],
  "sinks.postgresql.schema": ["Schema", "Letters, cijfers en `_`. De tabellen `readings` en `channels` staan erin."],
  "sinks.postgresql.hypertable": [
    "TimescaleDB gebruiken",
    "`false`: gewone tabellen, ook als de uitbreiding in de database is geïnstalleerd.",
  ],
  "sinks.webhook": ["Webhook", "Een eigen HTTP-server: voor elk bericht een POST met JSON."],
  "sinks.webhook.url": ["Adres", "`http://` of `https://`, zonder gebruiker en wachtwoord."],
  "sinks.webhook.kinds": ["Soorten", "Welke berichten worden gestuurd."],
  "sinks.kinds.each": ["Soort", "Eén soort bericht."],
  "sinks.webhook.secret": [
    "Geheim",
    "Ondertekent elke vraag, zodat de ontvanger weet van wie ze komt. Staat beter in `secretFile`.",
  ],
  "sinks.webhook.secretFile": ["Bestand met het geheim", "In plaats van `secret`."],
  "sinks.files": ["Bestanden", "CSV of JSON Lines in een map, elke dag een nieuw bestand."],
  "sinks.files.folder": [
    "Map",
    "Wordt gemaakt als ze ontbreekt; een relatief pad begint in de map van de configuratie.",
  ],
  "sinks.files.format": ["Formaat", "`csv` bevat alleen metingen."],
  "sinks.files.kinds": ["Soorten", "Welke berichten worden geschreven."],
  "sinks.files.prefix": [
    "Begin van de namen",
    "Letters, cijfers, `_` en `-`. `readings` geeft `readings-2026-01-15.csv`.",
  ],
  "sinks.files.zone": ["Tijdzone van de dagen", "IANA-zone waarvan de middernacht een nieuw bestand begint."],
  "sinks.files.maxMegabytes": ["Megabytes", "Een groter bestand wordt gevolgd door een tweede van dezelfde dag."],
  "sinks.files.maxFiles": ["Bestanden", "Hooguit zoveel worden bewaard; de oudste worden gewist."],
  broker: ["Ingebouwde broker", "Een kleine MQTT-broker in de gateway zelf; hij spreekt MQTT 3.1.1."],
  "broker.enabled": ["Aanzetten", "Zonder deze instelling draait hij als onder `mqtt` geen broker is ingesteld."],
  "broker.host": ["Adres om op te luisteren", "Buiten deze computer heeft hij `user` en `password` nodig."],
  "broker.user": ["Gebruiker", "Wie verbinding mag maken; zonder gebruiker en wachtwoord iedereen die hem bereikt."],
  "broker.password": ["Wachtwoord", "Het wachtwoord van `user`."],
  virtualMeters: [
    "Virtuele meters",
    "Meters die laadpalen en energiemanagers kunnen lezen. Zonder wordt er geen aangeboden.",
  ],
  "virtualMeters.each": ["Virtuele meter", ""],
  "virtualMeters.p1": ["P1 over TCP", "P1-telegrammen over TCP, aan veel clients."],
  "virtualMeters.name": [
    "Naam",
    "Hoe hij in logboeken en op de pagina’s heet. Zonder naam: `virtual-` en zijn type, genummerd als er meer zijn.",
  ],
  "virtualMeters.meter": [
    "Meter",
    "Voor welke meter hij staat: diens naam in topics, nummer of naam. Nodig bij meer bronnen.",
  ],
  "virtualMeters.listen": [
    "Adres om op te luisteren",
    "Wie het bereikt, kan de meter lezen: niemand wordt om een wachtwoord gevraagd. `0.0.0.0`: elk adres.",
  ],
  "virtualMeters.port": [
    "Poort",
    "Het is nooit een andere, omdat clients erop zijn ingesteld: zolang hij bezet is, wordt gewacht. 0: een vrije.",
  ],
  "virtualMeters.p1.telegram": [
    "Telegram",
    "`auto`: het eigen telegram van de meter als hij er een met controlegetal stuurt, anders een gemaakt als DSMR 5. `dsmr5`: altijd gemaakt.",
  ],
  "virtualMeters.homewizard": ["HomeWizard-API", "De lokale API, versie 1, van een HomeWizard P1-meter."],
  "virtualMeters.homewizard.serial": [
    "Serienummer",
    "12 hexadecimale cijfers, kleine letters. Zonder: gemaakt van de naam van deze computer en de naam hierboven.",
  ],
  "virtualMeters.homewizard.advertise": [
    "Bekendmaken",
    "Met mDNS, zodat clients hem vinden; alleen als hij buiten deze computer luistert.",
  ],
  "virtualMeters.modbus": [
    "Modbus TCP",
    "Modbus TCP met de registers van een Eastron SDM630. Niet voor meters die trager zijn dan 60 s.",
  ],
  homeAssistant: [
    "Home Assistant",
    "De langetermijnstatistiek wordt uur voor uur gelijk gehouden aan de boeken. Ontdekking via MQTT heeft hier niets van nodig.",
  ],
  "homeAssistant.url": ["Adres", "`http://host:8123` of `https://host`."],
  "homeAssistant.token": [
    "Token",
    "Een langlevend toegangstoken van een beheerder: onderaan het profiel van de gebruiker, onder Beveiliging. Staat beter in `tokenFile` of de omgeving.",
  ],
} as const satisfies Partial<SettingTexts>;
