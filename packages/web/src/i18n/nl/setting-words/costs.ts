import type { SettingTexts } from "../../setting-places.ts";

/** Titles and explanations of settings, in Dutch: prices and tariffs. */
export const costs = {
  prices: ["Prijzen", "Wat een kWh kost: docs/guides/prices.md. Zonder dit deel wordt niemand naar prijzen gevraagd."],
  "prices.sources": ["Prijsbronnen", "Meer voor één gebied: de eerste die de prijs van een uur kent, wordt geloofd."],
  "prices.sources.each": ["Prijsbron", ""],
  "prices.sources.entsoe": [
    "ENTSO-E",
    "Het Transparency Platform van ENTSO-E: day-aheadprijzen van heel Europa. Het heeft een gratis token nodig.",
  ],
  "prices.sources.zone": [
    "Tijdzone van de markt",
    "IANA-zone waarin haar dagen beginnen en `publishedAt` bedoeld is. Zonder: die van de markt als ze bekend is, anders `Europe/Brussels`.",
  ],
  "prices.sources.publishedAt": [
    "Gepubliceerd om",
    "Wanneer de prijzen van de volgende dag er zijn, op de klok van de markt: `13:00` voor veilingen en adressen, `00:00` voor bestanden en tarieven. Ze worden enkele minuten later gevraagd.",
  ],
  "prices.sources.entsoe.area": [
    "Gebied",
    "Biedzone met haar naam (in docs/guides/prices.md) of haar EIC-code van 16 tekens.",
  ],
  "prices.sources.entsoe.token": [
    "Token",
    "Het beveiligingstoken van uw account. Staat beter in `tokenFile` of de omgeving.",
  ],
  "prices.sources.entsoe.resolution": [
    "Minuten van een prijs",
    "Welke genomen worden als de markt beide heeft; anders wat er is.",
  ],
  "prices.sources.entsoe.sequence": [
    "Volgnummer",
    "Welke veiling, als een zone er meer heeft: 1 is de gezamenlijke Europese; 2 die van EXAA voor Duitsland en Oostenrijk.",
  ],
  "prices.sources.url": ["Adres", "Een ander dan dat van de dienst zelf, voor een proxy of een proef."],
  "prices.sources.energy-charts": [
    "Energy-Charts",
    "Energy-Charts van Fraunhofer ISE: day-aheadprijzen van het grootste deel van Europa, zonder token.",
  ],
  "prices.sources.energy-charts.area": ["Gebied", "Biedzone zoals de API haar noemt: `DE-LU`, `AT`, `NO1`."],
  "prices.sources.hvakosterstrommen": [
    "hvakosterstrommen.no",
    "hvakosterstrommen.no: de spotprijzen van Noorwegen, zonder btw en steun, zonder token.",
  ],
  "prices.sources.hvakosterstrommen.area": ["Gebied", "Prijsgebied."],
  "prices.sources.hvakosterstrommen.currency": ["Valuta", "De dienst noemt beide."],
  "prices.sources.energi-data-service": [
    "Energi Data Service",
    "Energi Data Service van Energinet: spotprijzen van Denemarken en zijn buren, zonder token.",
  ],
  "prices.sources.energi-data-service.area": [
    "Gebied",
    "Prijsgebied zoals de datasets het noemen: `DK1`, `DK2`, `NO2`, `SE4`.",
  ],
  "prices.sources.energi-data-service.currency": [
    "Valuta",
    "DKK ontbreekt tot de volgende werkdag bij prijzen die in het weekend worden gepubliceerd: die komen in EUR.",
  ],
  "prices.sources.datahub-pricelist": [
    "Deense nettarieven",
    "Het tarief van een netbeheerder uit de prijslijst van Energi Data Service (Denemarken), in DKK zonder btw.",
  ],
  "prices.sources.datahub-pricelist.area": ["Gebied", "Uw naam voor dit tarief."],
  "prices.sources.datahub-pricelist.gln": ["GLN", "13 cijfers die voor de netbeheerder staan."],
  "prices.sources.datahub-pricelist.chargeTypeCode": ["Code van het tarief", "Zoals de prijslijst haar heeft."],
  "prices.sources.datahub-pricelist.note": [
    "Opmerking",
    "Als één code voor meer tarieven staat: de tekst van de kolom `Note`.",
  ],
  "prices.sources.fixed": ["Vaste prijs", "Eén prijs voor alle uren."],
  "prices.sources.area": ["Gebied", "Uw naam ervoor."],
  "prices.sources.fixed.price": [
    "Prijs",
    "Voor een kWh. Vanaf een wijziging geldt de nieuwe; wat voorbij is, houdt zijn prijs.",
  ],
  "prices.sources.currency": ["Valuta", "Drie letters (ISO 4217)."],
  "prices.sources.table": [
    "Tabel",
    "CSV of JSON in een bestand of van een webserver, volgens een indeling die u beschrijft.",
  ],
  "prices.sources.table.path": ["Bestand", "Een relatief pad begint in de map van de configuratie. Of dit, of `url`."],
  "prices.sources.table.url": [
    "Adres",
    "`{year}`, `{month}` en `{day}` staan voor de dag in kwestie; een adres zonder wordt naar alle dagen tegelijk gevraagd.",
  ],
  "prices.sources.table.format": ["Formaat", "CSV heeft de namen van de kolommen in de eerste regel."],
  "prices.sources.table.rows": ["Rijen", "Voor JSON: waar de lijst is, namen met punten verbonden; `.` is het geheel."],
  "prices.sources.table.start": ["Begin", "Kolom (CSV) of pad in een rij (JSON) van de tijd waarop de prijs begint."],
  "prices.sources.table.price": ["Prijs", "Kolom of pad van de prijs."],
  "prices.sources.table.minutes": ["Minuten van een prijs", "Hoe lang elke prijs geldt."],
  "prices.sources.table.unit": [
    "Eenheid",
    "Eén eenheid van de valuta voor een kWh, een honderdste ervan (cent, øre) voor een kWh, of één voor een MWh.",
  ],
  "prices.sources.table.separator": ["Scheidingsteken", "Voor CSV: wat tussen twee kolommen staat."],
  "prices.sources.table.decimal": ["Decimaalteken", "Waarmee de decimalen van een prijs beginnen."],
  "prices.area": [
    "Gebied",
    "Welk het MQTT-topic `prices` en de formaten van de firmware tonen; anders dat van de eerste bron.",
  ],
  "prices.historyDays": [
    "Dagen terug",
    "Prijzen van zoveel voorbije dagen worden gehaald als ze ontbreken. Wat er is, blijft voorgoed.",
  ],
  "prices.convert": [
    "Omrekening",
    "Prijzen blijven in de valuta waarin ze kwamen, en worden in deze getoond tegen de koers van hun dag, of van de laatste dag ervoor.",
  ],
  "prices.convert.to": ["Valuta", "Waarin prijzen worden omgerekend: drie letters (ISO 4217)."],
  "prices.convert.bank": [
    "Bank",
    "Wiens dagkoersen worden gehaald en gebruikt: die van de Europese Centrale Bank of van Norges Bank.",
  ],
  "prices.convert.url": ["Adres", "Een ander dan dat van de bank zelf, voor een proxy of een proef."],
  tariffs: [
    "Tarieven",
    "Wat energie kost: contracten zijn eigen bestanden, docs/guides/contracts.md zegt hoe ze geschreven worden.",
  ],
  "tariffs.each": ["Tarief", ""],
  "tariffs.each.meter": [
    "Meter",
    "Voor wiens energie het geldt: naam in topics, nummer of naam van de meter. Nodig bij meer meters.",
  ],
  "tariffs.each.contract": ["Contract", "Het bestand; een relatief pad begint in de map van de configuratie."],
  "tariffs.each.alternatives": ["Alternatieven", "Contracten om mee te vergelijken: wat betaald zou zijn."],
  "tariffs.each.alternatives.each": ["Contract", "Het bestand van een ander contract."],
  "tariffs.each.prices": ["Prijzen", "Gebied of naam van de prijsbron, als er meer zijn."],
  "tariffs.each.country": [
    "Land",
    "Wiens feestdagen het contract bedoelt, met zijn twee letters. Zonder zijn er geen.",
  ],
  "tariffs.each.region": ["Regio", "Deel van het land, als de feestdagen per deel verschillen."],
  "tariffs.each.guard": ["Piekwacht", "Waarschuwt voordat een tijdvenster eroverheen gaat."],
  "tariffs.each.guard.limitKw": [
    "Grens",
    "In kW, van het gemiddelde over het tijdvenster van de regel. Zonder: waarvoor de lopende maand al betaald is, zodat niet gewaarschuwd wordt voor een piek die niets verandert.",
  ],
} as const satisfies Partial<SettingTexts>;
