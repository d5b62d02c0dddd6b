import type { SettingTexts } from "../../setting-places.ts";

/** Titles and explanations of settings, in Norwegian: prices and tariffs. */
export const costs = {
  prices: ["Priser", "Hva en kWh koster: docs/guides/prices.md. Uten denne delen blir ingen spurt om priser."],
  "prices.sources": ["Priskilder", "Flere for ett område: den første som kjenner prisen for en time, blir trodd."],
  "prices.sources.each": ["Priskilde", ""],
  "prices.sources.entsoe": [
    "ENTSO-E",
    "ENTSO-Es Transparency Platform: day-ahead-priser fra hele Europa. Den trenger et gratis token.",
  ],
  "prices.sources.zone": [
    "Markedets tidssone",
    "IANA-sonen som dagene begynner i og `publishedAt` menes i. Uten den markedets egen der den er kjent, ellers `Europe/Brussels`.",
  ],
  "prices.sources.publishedAt": [
    "Publisert klokken",
    "Når prisene for neste dag er der, etter markedets klokke: `13:00` for auksjoner og adresser, `00:00` for filer og tariffer. Det spørres etter dem noen minutter senere.",
  ],
  "prices.sources.entsoe.area": [
    "Område",
    "Budområde ved navn (docs/guides/prices.md har dem) eller EIC-kode på 16 tegn.",
  ],
  "prices.sources.entsoe.token": [
    "Token",
    "Sikkerhetstokenet til kontoen din. Ligger tryggere i `tokenFile` eller miljøvariabler.",
  ],
  "prices.sources.entsoe.resolution": [
    "Minutter per pris",
    "Hvilke som tas der markedet har begge; ellers de som finnes.",
  ],
  "prices.sources.entsoe.sequence": [
    "Sekvens",
    "Hvilken auksjon, der et område har flere: 1 er den felles europeiske; 2 er EXAA for Tyskland og Østerrike.",
  ],
  "prices.sources.url": ["Adresse", "En annen enn tjenestens egen, for en proxy eller et forsøk."],
  "prices.sources.energy-charts": [
    "Energy-Charts",
    "Energy-Charts fra Fraunhofer ISE: day-ahead-priser for det meste av Europa, uten token.",
  ],
  "prices.sources.energy-charts.area": ["Område", "Budområde slik API-et kaller det: `DE-LU`, `AT`, `NO1`."],
  "prices.sources.hvakosterstrommen": [
    "hvakosterstrommen.no",
    "hvakosterstrommen.no: Norges spotpriser, uten mva. og strømstøtte, uten token.",
  ],
  "prices.sources.hvakosterstrommen.area": ["Område", "Prisområde."],
  "prices.sources.hvakosterstrommen.currency": ["Valuta", "Tjenesten oppgir begge."],
  "prices.sources.energi-data-service": [
    "Energi Data Service",
    "Energi Data Service fra Energinet: spotpriser for Danmark og naboene, uten token.",
  ],
  "prices.sources.energi-data-service.area": [
    "Område",
    "Prisområde slik datasettene kaller det: `DK1`, `DK2`, `NO2`, `SE4`.",
  ],
  "prices.sources.energi-data-service.currency": [
    "Valuta",
    "DKK mangler til neste virkedag for priser som publiseres i helger: de kommer i EUR.",
  ],
  "prices.sources.datahub-pricelist": [
    "Danske nettariffer",
    "Et nettselskaps tariff fra prislisten til Energi Data Service (Danmark), i DKK uten mva.",
  ],
  "prices.sources.datahub-pricelist.area": ["Område", "Ditt navn på denne tariffen."],
  "prices.sources.datahub-pricelist.gln": ["GLN", "13 siffer som står for nettselskapet."],
  "prices.sources.datahub-pricelist.chargeTypeCode": ["Tariffkode", "Slik prislisten har den."],
  "prices.sources.datahub-pricelist.note": [
    "Merknad",
    "Der én kode står for flere tariffer: teksten i kolonnen `Note`.",
  ],
  "prices.sources.fixed": ["Fast pris", "Én pris for alle timer."],
  "prices.sources.area": ["Område", "Ditt navn på det."],
  "prices.sources.fixed.price": [
    "Pris",
    "For en kWh. Fra en endring gjelder den nye; det som er forbi, beholder sin pris.",
  ],
  "prices.sources.currency": ["Valuta", "Tre bokstaver (ISO 4217)."],
  "prices.sources.table": [
    "Tabell",
    "CSV eller JSON i en fil eller fra en webserver, med en tilordning som du beskriver.",
  ],
  "prices.sources.table.path": ["Fil", "En relativ sti begynner i konfigurasjonens mappe. Enten denne eller `url`."],
  "prices.sources.table.url": [
    "Adresse",
    "`{year}`, `{month}` og `{day}` står for dagen det gjelder; en adresse uten dem blir spurt om alle dager på én gang.",
  ],
  "prices.sources.table.format": ["Format", "CSV har kolonnenavnene i første linje."],
  "prices.sources.table.rows": ["Rader", "For JSON: hvor listen er, navn forbundet med punktum; `.` er det hele."],
  "prices.sources.table.start": ["Start", "Kolonne (CSV) eller sti i en rad (JSON) for tiden da prisen begynner."],
  "prices.sources.table.price": ["Pris", "Kolonne eller sti for prisen."],
  "prices.sources.table.minutes": ["Minutter per pris", "Hvor lenge hver pris gjelder."],
  "prices.sources.table.unit": [
    "Enhet",
    "Én enhet av valutaen for en kWh, en hundredel av den (cent, øre) for en kWh, eller én for en MWh.",
  ],
  "prices.sources.table.separator": ["Skilletegn", "For CSV: det som er mellom to kolonner."],
  "prices.sources.table.decimal": ["Desimaltegn", "Det som desimalene i en pris begynner med."],
  "prices.area": [
    "Område",
    "Hvilket som vises i MQTT-emnet `prices` og fastvarens formater; ellers det til den første kilden.",
  ],
  "prices.historyDays": [
    "Dager tilbake",
    "Priser for så mange dager tilbake hentes der de mangler. Det som finnes, beholdes for alltid.",
  ],
  "prices.convert": [
    "Omregning",
    "Priser beholdes i valutaen de kom i, og vises i denne etter kursen den dagen, eller den siste dagen før.",
  ],
  "prices.convert.to": ["Valuta", "Som priser regnes om til: tre bokstaver (ISO 4217)."],
  "prices.convert.bank": [
    "Bank",
    "Hvem sine dagskurser som hentes og brukes: Den europeiske sentralbanken eller Norges Bank.",
  ],
  "prices.convert.url": ["Adresse", "En annen enn bankens egen, for en proxy eller et forsøk."],
  tariffs: ["Tariffer", "Hva energi koster: avtaler er egne filer, docs/guides/contracts.md sier hvordan de skrives."],
  "tariffs.each": ["Tariff", ""],
  "tariffs.each.meter": [
    "Måler",
    "Hvem sin energi den gjelder: navnet i emner, nummeret eller navnet. Trengs med flere målere.",
  ],
  "tariffs.each.contract": ["Avtale", "Filen; en relativ sti begynner i konfigurasjonens mappe."],
  "tariffs.each.alternatives": ["Alternativer", "Avtaler å sammenligne med: hva som ville blitt betalt."],
  "tariffs.each.alternatives.each": ["Avtale", "Filen til en annen avtale."],
  "tariffs.each.prices": ["Priser", "Område eller navn på priskilden, der det er flere."],
  "tariffs.each.country": ["Land", "Hvem sine helligdager avtalen mener, med de to bokstavene. Uten det er det ingen."],
  "tariffs.each.region": ["Region", "Del av landet, der helligdagene er forskjellige."],
  "tariffs.each.guard": ["Toppvakt", "Varsler før et tidsvindu går over."],
  "tariffs.each.guard.limitKw": [
    "Grense",
    "I kW, for middelet over regelens tidsvindu. Uten den: det som måneden allerede er betalt for, så det ikke varsles om en topp som ikke endrer noe.",
  ],
} as const satisfies Partial<SettingTexts>;
