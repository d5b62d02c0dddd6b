import type { SettingTexts } from "../../setting-places.ts";

/** Titles and explanations of settings, in Danish: prices and tariffs. */
export const costs = {
  prices: ["Priser", "Hvad en kWh koster: docs/guides/prices.md. Uden dette afsnit spørges ingen om priser."],
  "prices.sources": ["Priskilder", "Flere for ét område: den første, der kender en times pris, stoles der på."],
  "prices.sources.each": ["Priskilde", ""],
  "prices.sources.entsoe": [
    "ENTSO-E",
    "ENTSO-E’s Transparency Platform: day-ahead-priser fra hele Europa. Den kræver et gratis token.",
  ],
  "prices.sources.zone": [
    "Markedets tidszone",
    "IANA-zonen, som dagene begynder i, og som `publishedAt` menes i. Uden den markedets egen, hvor den er kendt, ellers `Europe/Brussels`.",
  ],
  "prices.sources.publishedAt": [
    "Udgives klokken",
    "Hvornår den næste dags priser er der, efter markedets ur: `13:00` for auktioner og adresser, `00:00` for filer og tariffer. Der spørges efter dem nogle minutter senere.",
  ],
  "prices.sources.entsoe.area": [
    "Område",
    "Budzone ved sit navn (docs/guides/prices.md har dem) eller sin EIC-kode på 16 tegn.",
  ],
  "prices.sources.entsoe.token": [
    "Token",
    "Sikkerhedstokenet til din konto. Ligger bedre i `tokenFile` eller miljøvariabler.",
  ],
  "prices.sources.entsoe.resolution": [
    "Minutter pr. pris",
    "Hvilke der tages, hvor markedet har begge; ellers det, der findes.",
  ],
  "prices.sources.entsoe.sequence": [
    "Sekvens",
    "Hvilken auktion, hvor en zone har flere: 1 er den fælles europæiske; 2 er EXAA’s for Tyskland og Østrig.",
  ],
  "prices.sources.url": ["Adresse", "En anden end tjenestens egen, til en proxy eller et forsøg."],
  "prices.sources.energy-charts": [
    "Energy-Charts",
    "Energy-Charts fra Fraunhofer ISE: day-ahead-priser fra det meste af Europa, uden token.",
  ],
  "prices.sources.energy-charts.area": ["Område", "Budzone, som dens API kalder den: `DE-LU`, `AT`, `NO1`."],
  "prices.sources.hvakosterstrommen": [
    "hvakosterstrommen.no",
    "hvakosterstrommen.no: Norges spotpriser, uden moms og støtte, uden token.",
  ],
  "prices.sources.hvakosterstrommen.area": ["Område", "Prisområde."],
  "prices.sources.hvakosterstrommen.currency": ["Valuta", "Tjenesten oplyser begge."],
  "prices.sources.energi-data-service": [
    "Energi Data Service",
    "Energi Data Service fra Energinet: spotpriser for Danmark og naboerne, uden token.",
  ],
  "prices.sources.energi-data-service.area": [
    "Område",
    "Prisområde, som datasættene kalder det: `DK1`, `DK2`, `NO2`, `SE4`.",
  ],
  "prices.sources.energi-data-service.currency": [
    "Valuta",
    "DKK mangler til næste hverdag for priser, der udgives i weekender: de kommer i EUR.",
  ],
  "prices.sources.datahub-pricelist": [
    "Danske nettariffer",
    "Et netselskabs tarif fra prislisten i Energi Data Service (Danmark), i DKK uden moms.",
  ],
  "prices.sources.datahub-pricelist.area": ["Område", "Dit navn for denne tarif."],
  "prices.sources.datahub-pricelist.gln": ["GLN", "13 cifre, der står for netselskabet."],
  "prices.sources.datahub-pricelist.chargeTypeCode": ["Tarifkode", "Som prislisten har den."],
  "prices.sources.datahub-pricelist.note": ["Note", "Hvor én kode står for flere tariffer: teksten i kolonnen `Note`."],
  "prices.sources.fixed": ["Fast pris", "Én pris for alle timer."],
  "prices.sources.area": ["Område", "Dit navn for det."],
  "prices.sources.fixed.price": [
    "Pris",
    "For en kWh. Fra en ændring gælder den nye; det, der er forbi, beholder sin pris.",
  ],
  "prices.sources.currency": ["Valuta", "Tre bogstaver (ISO 4217)."],
  "prices.sources.table": [
    "Tabel",
    "CSV eller JSON i en fil eller fra en webserver, efter en beskrivelse, som du giver.",
  ],
  "prices.sources.table.path": ["Fil", "En relativ sti begynder i konfigurationens mappe. Enten denne eller `url`."],
  "prices.sources.table.url": [
    "Adresse",
    "`{year}`, `{month}` og `{day}` står for den pågældende dag; en adresse uden dem spørges om alle dage på én gang.",
  ],
  "prices.sources.table.format": ["Format", "CSV har kolonnernes navne i første linje."],
  "prices.sources.table.rows": ["Rækker", "Til JSON: hvor listen er, navne forbundet med punktummer; `.` er det hele."],
  "prices.sources.table.start": [
    "Start",
    "Kolonne (CSV) eller sti i en række (JSON) for det tidspunkt, prisen begynder.",
  ],
  "prices.sources.table.price": ["Pris", "Kolonne eller sti for prisen."],
  "prices.sources.table.minutes": ["Minutter pr. pris", "Hvor længe hver pris gælder."],
  "prices.sources.table.unit": [
    "Enhed",
    "En enhed af valutaen for en kWh, en hundrededel af den (cent, øre) for en kWh, eller en for en MWh.",
  ],
  "prices.sources.table.separator": ["Skilletegn", "Til CSV: det, der er mellem to kolonner."],
  "prices.sources.table.decimal": ["Decimaltegn", "Det, som en pris’ decimaler begynder med."],
  "prices.area": [
    "Område",
    "Hvilket der vises i MQTT-emnet `prices` og firmwarens formater; ellers den første kildes.",
  ],
  "prices.historyDays": [
    "Dage tilbage",
    "Priser for så mange dage tilbage hentes, hvor de mangler. Det, der er, beholdes for altid.",
  ],
  "prices.convert": [
    "Omregning",
    "Priser beholdes i den valuta, de kom i, og vises i denne efter dagens kurs eller den seneste dags før den.",
  ],
  "prices.convert.to": ["Valuta", "Som priser omregnes til: tre bogstaver (ISO 4217)."],
  "prices.convert.bank": [
    "Bank",
    "Hvis dagskurser der hentes og bruges: Den Europæiske Centralbanks eller Norges Banks.",
  ],
  "prices.convert.url": ["Adresse", "En anden end bankens egen, til en proxy eller et forsøg."],
  tariffs: [
    "Tariffer",
    "Hvad energi koster: aftaler er deres egne filer, docs/guides/contracts.md siger, hvordan de skrives.",
  ],
  "tariffs.each": ["Tarif", ""],
  "tariffs.each.meter": [
    "Måler",
    "Hvis energi den er for: målerens navn i emner, nummer eller navn. Nødvendig med flere målere.",
  ],
  "tariffs.each.contract": ["Aftale", "Dens fil; en relativ sti begynder i konfigurationens mappe."],
  "tariffs.each.alternatives": ["Alternativer", "Aftaler at sammenligne med: hvad der ville være betalt."],
  "tariffs.each.alternatives.each": ["Aftale", "En anden aftales fil."],
  "tariffs.each.prices": ["Priser", "Område eller navn for priskilden, hvor der er flere."],
  "tariffs.each.country": ["Land", "Hvis helligdage aftalen mener, med sine to bogstaver. Uden det er der ingen."],
  "tariffs.each.region": ["Region", "Del af landet, hvor helligdagene er forskellige."],
  "tariffs.each.guard": ["Spidsvagt", "Advarer, før et tidsvindue går over."],
  "tariffs.each.guard.limitKw": [
    "Grænse",
    "I kW, for midlet over reglens tidsvindue. Uden den: det, måneden allerede er betalt for, så der ikke advares om en spids, der intet ændrer.",
  ],
} as const satisfies Partial<SettingTexts>;
