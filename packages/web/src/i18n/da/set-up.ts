import type { Catalogue } from "../text.ts";

/** The words of the page Set-up, in Danish. */
export const setUp: Catalogue["setUp"] = {
  title: "Opsætning",
  start: "Sæt op",
  lead: "Fra et kabel til den første aflæsning. Intet gemmes, før du siger det.",
  progress: "Trin",
  step: (number, count) => `Trin ${number} af ${count}`,
  steps: {
    way: "Hvor den er",
    place: "Forbindelsen",
    listen: "Lyt",
    keys: "Nøgler",
    meter: "Måleren",
    costs: "Priser",
    output: "Publicering",
    save: "Gem",
    reading: "Første aflæsning",
  },
  next: "Videre",
  back: "Tilbage",
  skip: "Spring over",

  found: {
    title: "Fundet indtil nu",
    nothing: "Intet endnu.",
    source: "Kilde",
    line: "Linjeindstillinger",
    heard: "Modtaget",
    meter: "Måler",
    maker: "Producent",
    ciphered: "Krypteret",
    keys: "Nøgler",
    keysGood: "rigtige",
    keysVerified: "rigtige, signaturen kontrolleret",
    octets: (octets, frames) => `Oktetter: ${octets}, rammer: ${frames}`,
    yes: "ja",
    no: "nej",
    name: "Navn",
    country: "Land",
    prices: "Priser",
    output: "Publicering",
  },

  way: {
    title: "Hvor er måleren tilsluttet?",
    ways: {
      serial: { title: "Seriel port", about: "En USB-adapter, et optisk hoved eller en UART i denne maskine." },
      tcp: {
        title: "Over netværket",
        about: "En adapter eller en anden maskine, som sender målerens oktetter videre over TCP.",
      },
      mqtt: { title: "MQTT", about: "En anden læser publicerer målerens rammer til en broker." },
      simulator: { title: "Simuleret måler", about: "Opdigtede tal, til at se sig omkring." },
    },
    already: (count, shown) =>
      count === 1 ? "En kilde er sat op allerede; den bliver." : `${shown} kilder er sat op allerede; de bliver.`,
    backup: "Jeg har en sikkerhedskopi fra amsreader-firmware",
    more: "HTTP, push, tal og pulser findes under Indstillinger.",
    toSettings: "Til indstillingerne",
  },

  place: {
    ports: "Serielle porte i denne maskine",
    noPorts: "Ingen seriel port blev fundet. Sæt adapteren i, og se efter igen; en container skal have den som enhed.",
    again: "Se efter igen",
    looking: "Ser efter porte",
    otherPort: "Port, hvis den ikke er på listen",
    usedBy: (source) => `Kilden ${source} læser den allerede.`,
    host: "Vært",
    hostHint: "Navn eller adresse.",
    tcpPort: "TCP-port",
    url: "Brokerens adresse",
    topic: "Emne",
    topicHint: "Hvor rammerne publiceres.",
    username: "Bruger, hvis den spørger",
    password: "Adgangskode",
    model: "Hvilken måler?",
  },

  listen: {
    title: "Lytter",
    about:
      "De fleste målere sender hvert 2. til 10. sekund, nogle kun en gang i minuttet. For en seriel port findes hastigheden ved at lytte: det kan tage to minutter.",
    heard: (octets, frames, damaged) => `Oktetter: ${octets}. Hele rammer: ${frames}. Beskadigede: ${damaged}.`,
    good: "En måler sender",
    ciphered: "En måler sender, krypteret",
    cipheredNext: "Nøglerne får du af netselskabet. Næste trin spørger efter dem.",
    bad: "Ingen måler endnu",
    again: "Lyt igen",
    stop: "Stop",
    tried: "Hvad der blev prøvet",
  },

  keys: {
    lead: "Måleren krypterer det, den sender. Netselskabet giver dig nøglen, ofte to. Indsæt hele e-mailen eller brevet: nøglerne findes i teksten og prøves på det, måleren sender.",
    text: "Tekst med nøglerne",
    check: "Prøv nøglerne",
    checking: "Prøver",
    good: "Nøglerne er rigtige",
    bad: "Disse nøgler passer ikke",
    tried: (keys, frames) => `Fundet i teksten: ${keys}. Rammer prøvet: ${frames}.`,
  },

  meter: {
    name: "Navn",
    nameHint: "Det, siderne kalder den; ellers dens nummer.",
    country: "Land",
    noCountry: "Et andet",
    grid: "Net",
    grids: {
      "": "Kendes på det, måleren sender",
      TN: "TN eller TT: med nul, 230/400 V",
      IT: "IT: uden nul, 230 V mellem faserne",
    },
    fuse: "Hovedsikring pr. fase, i A",
    fuseHint: "Den står på sikringstavlen. Med den meldes en fase, der er nær sin sikring.",
  },

  costs: {
    kinds: { none: "Ikke nu", spot: "Markedets spotpriser", fixed: "Én pris for alle timer" },
    kind: "Priser",
    area: "Prisområde",
    from: (host) => `De hentes hos ${host}, uden konto.`,
    noArea: "For dette land kendes ingen kilde uden konto; Indstillinger har flere.",
    price: "Pris for en kWh",
    currency: "Valuta, tre bogstaver",
    contract: "Filen med din aftale, hvis den findes",
    contractHint:
      "Nettarif, afgifter og elhandler som komponenter: vejledningen om aftaler siger, hvordan den skrives.",
  },

  output: {
    kind: "MQTT",
    kinds: {
      own: "Gatewayens egen broker på denne maskine",
      broker: "En broker, jeg har, for eksempel den i Home Assistant",
    },
    keep: (count, shown) =>
      count === 1 ? "Brokeren, der er sat op allerede" : `De ${shown} brokere, der er sat op allerede`,
    url: "Adresse",
    username: "Bruger",
    password: "Adgangskode",
    announce: "Home Assistant finder selv måleren",
    test: "Afprøv forbindelsen",
    testing: "Afprøver",
    testFailed: "Det kunne ikke afprøves.",
    more: "Databaser, filer og webhooks findes under Indstillinger.",
  },

  save: {
    file: (file) => `Dette skrives til ${file}:`,
    save: "Gem og begynd",
    saving: "Gemmer",
    problems: "Før det kan gemmes",
    failed: "Det blev ikke gemt.",
  },

  reading: {
    waiting: "Venter på den første aflæsning",
    waitingAbout: "Det er gemt, og gatewayen lytter.",
    title: "Den første aflæsning",
    lead: "Måleren læses. Alt andet står på siden Nu.",
    toNow: "Til siden Nu",
    import: "fra nettet",
    export: "til nettet",
    heard: (octets, frames) => `Oktetter: ${octets}. Hele rammer: ${frames}.`,
    keys: "Måleren krypterer, og nøglerne mangler eller er forkerte.",
    saveKeys: "Gem nøglerne",
    again: "Tilføj en måler mere",
    edit: "Tilbage til indstillingerne",
  },
};
