import type { SettingTexts } from "../../setting-places.ts";

/** Titles and explanations of settings, in Swedish: prices and tariffs. */
export const costs = {
  prices: ["Priser", "Vad en kWh kostar: docs/guides/prices.md. Utan det här avsnittet tillfrågas ingen om priser."],
  "prices.sources": [
    "Priskällor",
    "Flera för ett område: den första som känner till en timmes pris är den man litar på.",
  ],
  "prices.sources.each": ["Priskälla", ""],
  "prices.sources.entsoe": [
    "ENTSO-E",
    "ENTSO-E:s Transparency Platform: day-ahead-priser från hela Europa. Den kräver en gratis token.",
  ],
  "prices.sources.zone": [
    "Marknadens tidszon",
    "IANA-zonen som dagarna börjar i och `publishedAt` avses i. Utan den marknadens egen där den är känd, annars `Europe/Brussels`.",
  ],
  "prices.sources.publishedAt": [
    "Publiceras klockan",
    "När nästa dags priser finns, efter marknadens klocka: `13:00` för auktioner och adresser, `00:00` för filer och tariffer. De efterfrågas några minuter senare.",
  ],
  "prices.sources.entsoe.area": [
    "Område",
    "Elområde med namn (docs/guides/prices.md har dem) eller EIC-kod på 16 tecken.",
  ],
  "prices.sources.entsoe.token": [
    "Token",
    "Säkerhetstoken för ditt konto. Ligger säkrare i `tokenFile` eller miljövariabler.",
  ],
  "prices.sources.entsoe.resolution": [
    "Minuter per pris",
    "Vilka som tas där marknaden har båda; annars det som finns.",
  ],
  "prices.sources.entsoe.sequence": [
    "Sekvens",
    "Vilken auktion, där ett område har flera: 1 är den gemensamma europeiska; 2 är EXAA:s för Tyskland och Österrike.",
  ],
  "prices.sources.url": ["Adress", "En annan än tjänstens egen, för en proxy eller ett försök."],
  "prices.sources.energy-charts": [
    "Energy-Charts",
    "Energy-Charts från Fraunhofer ISE: day-ahead-priser för större delen av Europa, utan token.",
  ],
  "prices.sources.energy-charts.area": ["Område", "Elområde så som dess API kallar det: `DE-LU`, `AT`, `NO1`."],
  "prices.sources.hvakosterstrommen": [
    "hvakosterstrommen.no",
    "hvakosterstrommen.no: Norges spotpriser, utan moms och stöd, utan token.",
  ],
  "prices.sources.hvakosterstrommen.area": ["Område", "Elområde."],
  "prices.sources.hvakosterstrommen.currency": ["Valuta", "Tjänsten anger båda."],
  "prices.sources.energi-data-service": [
    "Energi Data Service",
    "Energi Data Service från Energinet: spotpriser för Danmark och dess grannar, utan token.",
  ],
  "prices.sources.energi-data-service.area": [
    "Område",
    "Elområde så som dess datamängder kallar det: `DK1`, `DK2`, `NO2`, `SE4`.",
  ],
  "prices.sources.energi-data-service.currency": [
    "Valuta",
    "DKK saknas till nästa arbetsdag för priser som publiceras på helger: de kommer i EUR.",
  ],
  "prices.sources.datahub-pricelist": [
    "Danska nättariffer",
    "Ett elnätsföretags tariff ur prislistan i Energi Data Service (Danmark), i DKK utan moms.",
  ],
  "prices.sources.datahub-pricelist.area": ["Område", "Ditt namn på den här tariffen."],
  "prices.sources.datahub-pricelist.gln": ["GLN", "13 siffror som står för elnätsföretaget."],
  "prices.sources.datahub-pricelist.chargeTypeCode": ["Tariffkod", "Så som prislistan har den."],
  "prices.sources.datahub-pricelist.note": [
    "Anmärkning",
    "Där en kod står för flera tariffer: texten i kolumnen `Note`.",
  ],
  "prices.sources.fixed": ["Fast pris", "Ett pris för alla timmar."],
  "prices.sources.area": ["Område", "Ditt namn på det."],
  "prices.sources.fixed.price": [
    "Pris",
    "För en kWh. Från en ändring gäller det nya; det som varit behåller sitt pris.",
  ],
  "prices.sources.currency": ["Valuta", "Tre bokstäver (ISO 4217)."],
  "prices.sources.table": [
    "Tabell",
    "CSV eller JSON i en fil eller från en webbserver, enligt en beskrivning som du ger.",
  ],
  "prices.sources.table.path": [
    "Fil",
    "En relativ sökväg börjar i konfigurationens mapp. Antingen den här eller `url`.",
  ],
  "prices.sources.table.url": [
    "Adress",
    "`{year}`, `{month}` och `{day}` står för dagen i fråga; en adress utan dem tillfrågas om alla dagar på en gång.",
  ],
  "prices.sources.table.format": ["Format", "CSV har kolumnernas namn på första raden."],
  "prices.sources.table.rows": ["Rader", "För JSON: var listan finns, namn förenade med punkter; `.` är alltihop."],
  "prices.sources.table.start": ["Start", "Kolumn (CSV) eller sökväg i en rad (JSON) för tiden då priset börjar."],
  "prices.sources.table.price": ["Pris", "Kolumn eller sökväg för priset."],
  "prices.sources.table.minutes": ["Minuter per pris", "Hur länge varje pris gäller."],
  "prices.sources.table.unit": [
    "Enhet",
    "En enhet av valutan för en kWh, en hundradel av den (cent, öre) för en kWh, eller en för en MWh.",
  ],
  "prices.sources.table.separator": ["Avgränsare", "För CSV: det som står mellan två kolumner."],
  "prices.sources.table.decimal": ["Decimaltecken", "Det som ett pris decimaler börjar med."],
  "prices.area": ["Område", "Vilket som visas i MQTT-ämnet `prices` och firmwarens format; annars den första källans."],
  "prices.historyDays": [
    "Dagar bakåt",
    "Priser för så många gångna dagar hämtas där de saknas. Det som finns behålls för alltid.",
  ],
  "prices.convert": [
    "Omräkning",
    "Priser behålls i valutan de kom i, och visas i den här efter dagens kurs, eller den senaste dagens dessförinnan.",
  ],
  "prices.convert.to": ["Valuta", "Som priser räknas om till: tre bokstäver (ISO 4217)."],
  "prices.convert.bank": [
    "Bank",
    "Vems dagskurser som hämtas och används: Europeiska centralbankens eller Norges Banks.",
  ],
  "prices.convert.url": ["Adress", "En annan än bankens egen, för en proxy eller ett försök."],
  tariffs: ["Tariffer", "Vad energi kostar: avtal är egna filer, docs/guides/contracts.md säger hur de skrivs."],
  "tariffs.each": ["Tariff", ""],
  "tariffs.each.meter": [
    "Mätare",
    "Vems energi den gäller: mätarens namn i ämnen, nummer eller namn. Behövs med flera mätare.",
  ],
  "tariffs.each.contract": ["Avtal", "Dess fil; en relativ sökväg börjar i konfigurationens mapp."],
  "tariffs.each.alternatives": ["Alternativ", "Avtal att jämföra med: vad som skulle ha betalats."],
  "tariffs.each.alternatives.each": ["Avtal", "Ett annat avtals fil."],
  "tariffs.each.prices": ["Priser", "Priskällans område eller namn, där det finns flera."],
  "tariffs.each.country": ["Land", "Vems helgdagar avtalet menar, med sina två bokstäver. Utan det finns inga."],
  "tariffs.each.region": ["Region", "Del av landet, där helgdagarna skiljer sig åt."],
  "tariffs.each.guard": ["Toppvakt", "Varnar innan ett tidsfönster går över."],
  "tariffs.each.guard.limitKw": [
    "Gräns",
    "I kW, för medelvärdet över regelns tidsfönster. Utan den: det som månaden redan är betald för, så att det inte varnas för en topp som inte ändrar något.",
  ],
} as const satisfies Partial<SettingTexts>;
