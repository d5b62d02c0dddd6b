import type { SettingTexts } from "../../setting-places.ts";

/** Titles and explanations of settings, in German: prices and tariffs. */
export const costs = {
  prices: [
    "Preise",
    "Was eine kWh kostet: docs/guides/prices.md. Ohne diesen Abschnitt wird niemand nach Preisen gefragt.",
  ],
  "prices.sources": [
    "Preisquellen",
    "Mehrere für ein Gebiet: Der ersten, die den Preis einer Stunde kennt, wird geglaubt.",
  ],
  "prices.sources.each": ["Preisquelle", ""],
  "prices.sources.entsoe": [
    "ENTSO-E",
    "Die Transparency Platform von ENTSO-E: Day-Ahead-Preise aus ganz Europa. Sie braucht einen kostenlosen Token.",
  ],
  "prices.sources.zone": [
    "Zeitzone des Markts",
    "IANA-Zone, in der seine Tage beginnen und `publishedAt` gemeint ist. Ohne sie die des Markts, wenn sie bekannt ist, sonst `Europe/Brussels`.",
  ],
  "prices.sources.publishedAt": [
    "Veröffentlicht um",
    "Wann die Preise des nächsten Tages da sind, nach der Uhr des Markts: `13:00` für Auktionen und Adressen, `00:00` für Dateien und Tarife. Nach ihnen wird einige Minuten später gefragt.",
  ],
  "prices.sources.entsoe.area": [
    "Gebiet",
    "Gebotszone mit ihrem Namen (in docs/guides/prices.md) oder ihrem EIC-Code aus 16 Zeichen.",
  ],
  "prices.sources.entsoe.token": [
    "Token",
    "Der Sicherheitstoken Ihres Kontos. Besser in `tokenFile` oder der Umgebung aufgehoben.",
  ],
  "prices.sources.entsoe.resolution": [
    "Minuten eines Preises",
    "Welche genommen werden, wenn der Markt beide hat; sonst, was es gibt.",
  ],
  "prices.sources.entsoe.sequence": [
    "Folge",
    "Welche Auktion, wenn eine Zone mehrere hat: 1 ist die gemeinsame europäische; 2 die der EXAA für Deutschland und Österreich.",
  ],
  "prices.sources.url": ["Adresse", "Eine andere als die des Dienstes, für einen Proxy oder einen Versuch."],
  "prices.sources.energy-charts": [
    "Energy-Charts",
    "Energy-Charts des Fraunhofer ISE: Day-Ahead-Preise der meisten Länder Europas, ohne Token.",
  ],
  "prices.sources.energy-charts.area": ["Gebiet", "Gebotszone, wie seine API sie nennt: `DE-LU`, `AT`, `NO1`."],
  "prices.sources.hvakosterstrommen": [
    "hvakosterstrommen.no",
    "hvakosterstrommen.no: Norwegens Börsenpreise, ohne Mehrwertsteuer und Entlastung, ohne Token.",
  ],
  "prices.sources.hvakosterstrommen.area": ["Gebiet", "Preiszone."],
  "prices.sources.hvakosterstrommen.currency": ["Währung", "Der Dienst nennt beide."],
  "prices.sources.energi-data-service": [
    "Energi Data Service",
    "Energi Data Service von Energinet: Börsenpreise von Dänemark und seinen Nachbarn, ohne Token.",
  ],
  "prices.sources.energi-data-service.area": [
    "Gebiet",
    "Preiszone, wie seine Datensätze sie nennen: `DK1`, `DK2`, `NO2`, `SE4`.",
  ],
  "prices.sources.energi-data-service.currency": [
    "Währung",
    "DKK fehlt bis zum nächsten Arbeitstag bei Preisen, die am Wochenende veröffentlicht werden: Die kommen in EUR.",
  ],
  "prices.sources.datahub-pricelist": [
    "Dänische Netztarife",
    "Der Tarif eines Netzbetreibers aus der Preisliste von Energi Data Service (Dänemark), in DKK ohne Mehrwertsteuer.",
  ],
  "prices.sources.datahub-pricelist.area": ["Gebiet", "Ihr Name für diesen Tarif."],
  "prices.sources.datahub-pricelist.gln": ["GLN", "13 Ziffern, die für den Netzbetreiber stehen."],
  "prices.sources.datahub-pricelist.chargeTypeCode": ["Code der Tarifart", "Wie in der Preisliste."],
  "prices.sources.datahub-pricelist.note": [
    "Anmerkung",
    "Wenn ein Code für mehrere Tarife steht: der Text der Spalte `Note`.",
  ],
  "prices.sources.fixed": ["Fester Preis", "Ein Preis für alle Stunden."],
  "prices.sources.area": ["Gebiet", "Ihr Name dafür."],
  "prices.sources.fixed.price": [
    "Preis",
    "Für eine kWh. Ab einer Änderung gilt der neue; was vergangen ist, behält seinen Preis.",
  ],
  "prices.sources.currency": ["Währung", "Drei Buchstaben (ISO 4217)."],
  "prices.sources.table": [
    "Tabelle",
    "CSV oder JSON aus einer Datei oder von einem Webserver, mit einer Zuordnung, die Sie beschreiben.",
  ],
  "prices.sources.table.path": [
    "Datei",
    "Ein relativer Pfad beginnt im Ordner der Konfiguration. Entweder dies oder `url`.",
  ],
  "prices.sources.table.url": [
    "Adresse",
    "`{year}`, `{month}` und `{day}` stehen für den betreffenden Tag; eine Adresse ohne sie wird nach allen Tagen auf einmal gefragt.",
  ],
  "prices.sources.table.format": ["Format", "CSV hat die Namen der Spalten in der ersten Zeile."],
  "prices.sources.table.rows": [
    "Zeilen",
    "Für JSON: wo die Liste ist, Namen mit Punkten verbunden; `.` ist das Ganze.",
  ],
  "prices.sources.table.start": [
    "Beginn",
    "Spalte (CSV) oder Pfad in einer Zeile (JSON) der Zeit, zu der der Preis beginnt.",
  ],
  "prices.sources.table.price": ["Preis", "Spalte oder Pfad des Preises."],
  "prices.sources.table.minutes": ["Minuten eines Preises", "Wie lange jeder Preis gilt."],
  "prices.sources.table.unit": [
    "Einheit",
    "Eine Einheit der Währung für eine kWh, ein Hundertstel davon (Cent, Øre) für eine kWh, oder eine für eine MWh.",
  ],
  "prices.sources.table.separator": ["Trennzeichen", "Für CSV: was zwischen zwei Spalten steht."],
  "prices.sources.table.decimal": ["Dezimalzeichen", "Womit die Nachkommastellen eines Preises beginnen."],
  "prices.area": [
    "Gebiet",
    "Welches das MQTT-Topic `prices` und die Formate der Firmware zeigen; sonst das der ersten Quelle.",
  ],
  "prices.historyDays": [
    "Tage zurück",
    "Preise von so vielen vergangenen Tagen werden geholt, wenn sie fehlen. Was da ist, bleibt für immer.",
  ],
  "prices.convert": [
    "Umrechnung",
    "Preise bleiben in der Währung, in der sie kamen, und werden in dieser gezeigt: nach dem Kurs ihres Tages oder des letzten Tages davor.",
  ],
  "prices.convert.to": ["Währung", "In welche Preise umgerechnet werden: drei Buchstaben (ISO 4217)."],
  "prices.convert.bank": [
    "Bank",
    "Wessen Tageskurse geholt und verwendet werden: die der Europäischen Zentralbank oder der Norges Bank.",
  ],
  "prices.convert.url": ["Adresse", "Eine andere als die der Bank, für einen Proxy oder einen Versuch."],
  tariffs: [
    "Tarife",
    "Was Energie kostet: Verträge sind eigene Dateien, docs/guides/contracts.md sagt, wie sie geschrieben werden.",
  ],
  "tariffs.each": ["Tarif", ""],
  "tariffs.each.meter": [
    "Zähler",
    "Für wessen Energie er gilt: Name in Topics, Nummer oder Name des Zählers. Nötig bei mehreren Zählern.",
  ],
  "tariffs.each.contract": ["Vertrag", "Seine Datei; ein relativer Pfad beginnt im Ordner der Konfiguration."],
  "tariffs.each.alternatives": ["Alternativen", "Verträge zum Vergleich: was bezahlt worden wäre."],
  "tariffs.each.alternatives.each": ["Vertrag", "Die Datei eines anderen Vertrags."],
  "tariffs.each.prices": ["Preise", "Gebiet oder Name der Preisquelle, wenn es mehrere gibt."],
  "tariffs.each.country": [
    "Land",
    "Wessen Feiertage der Vertrag meint, mit seinen zwei Buchstaben. Ohne es gibt es keine.",
  ],
  "tariffs.each.region": ["Region", "Teil des Landes, wenn Feiertage sich zwischen ihnen unterscheiden."],
  "tariffs.each.guard": ["Spitzenwächter", "Warnt, bevor ein Zeitfenster darüber geht."],
  "tariffs.each.guard.limitKw": [
    "Grenze",
    "In kW, für das Mittel über das Zeitfenster der Regel. Ohne sie: wofür der laufende Monat schon bezahlt ist, damit vor keiner Spitze gewarnt wird, die nichts ändert.",
  ],
} as const satisfies Partial<SettingTexts>;
