import type { Catalogue } from "../text.ts";

/** The words of the page Set-up, in Dutch. */
export const setUp: Catalogue["setUp"] = {
  title: "Installatie",
  start: "Instellen",
  lead: "Van een kabel naar de eerste meting. Er wordt niets opgeslagen voordat u het zegt.",
  progress: "Stappen",
  step: (number, count) => `Stap ${number} van ${count}`,
  steps: {
    way: "Waar hij is",
    place: "De verbinding",
    listen: "Luisteren",
    keys: "Sleutels",
    meter: "De meter",
    costs: "Prijzen",
    output: "Publiceren",
    save: "Opslaan",
    reading: "Eerste meting",
  },
  next: "Verder",
  back: "Terug",
  skip: "Overslaan",

  found: {
    title: "Tot nu toe gevonden",
    nothing: "Nog niets.",
    source: "Bron",
    line: "Lijninstellingen",
    heard: "Ontvangen",
    meter: "Meter",
    maker: "Fabrikant",
    ciphered: "Versleuteld",
    keys: "Sleutels",
    keysGood: "juist",
    keysVerified: "juist, handtekening gecontroleerd",
    octets: (octets, frames) => `Octetten: ${octets}, telegrammen: ${frames}`,
    yes: "ja",
    no: "nee",
    name: "Naam",
    country: "Land",
    prices: "Prijzen",
    output: "Publiceren",
  },

  way: {
    title: "Waar is de meter aangesloten?",
    ways: {
      serial: { title: "Seriële poort", about: "Een USB-kabel, een optische kop of een UART van deze computer." },
      tcp: {
        title: "Via het netwerk",
        about: "Een adapter of een andere computer die de octetten van de meter via TCP doorgeeft.",
      },
      mqtt: { title: "MQTT", about: "Een andere lezer publiceert de telegrammen van de meter op een broker." },
      simulator: { title: "Gesimuleerde meter", about: "Verzonnen getallen, om rond te kijken." },
    },
    already: (count, shown) =>
      count === 1 ? "Er is al één bron ingesteld; die blijft." : `Er zijn al ${shown} bronnen ingesteld; die blijven.`,
    backup: "Ik heb een back-up van amsreader-firmware",
    more: "HTTP, push, getallen en pulsen staan bij Instellingen.",
    toSettings: "Naar de instellingen",
  },

  place: {
    ports: "Seriële poorten van deze computer",
    noPorts:
      "Er is geen seriële poort gevonden. Steek de kabel erin en kijk opnieuw; een container moet hem als apparaat krijgen.",
    again: "Opnieuw kijken",
    looking: "Poorten worden gezocht",
    otherPort: "Poort, als hij niet in de lijst staat",
    usedBy: (source) => `De bron ${source} leest hem al.`,
    host: "Host",
    hostHint: "Naam of adres.",
    tcpPort: "TCP-poort",
    url: "Adres van de broker",
    topic: "Topic",
    topicHint: "Waar de telegrammen worden gepubliceerd.",
    username: "Gebruiker, als erom wordt gevraagd",
    password: "Wachtwoord",
    model: "Welke meter?",
  },

  listen: {
    title: "Luistert",
    about:
      "De meeste meters zenden elke 1 tot 10 seconden, sommige maar eens per minuut. Bij een seriële poort wordt de snelheid door luisteren gevonden: dat kan twee minuten duren.",
    heard: (octets, frames, damaged) => `Octetten: ${octets}. Hele telegrammen: ${frames}. Beschadigd: ${damaged}.`,
    good: "Er zendt een meter",
    ciphered: "Er zendt een meter, versleuteld",
    cipheredNext: "De sleutels krijgt u van de netbeheerder. De volgende stap vraagt ernaar.",
    bad: "Nog geen meter",
    again: "Opnieuw luisteren",
    stop: "Stoppen",
    tried: "Wat er geprobeerd is",
  },

  keys: {
    lead: "De meter versleutelt wat hij zendt. De netbeheerder geeft u de sleutel, vaak twee. Plak de hele e-mail of brief: de sleutels worden erin gevonden en geprobeerd op wat de meter zendt.",
    text: "Tekst met de sleutels",
    check: "Sleutels proberen",
    checking: "Wordt geprobeerd",
    good: "De sleutels zijn juist",
    bad: "Deze sleutels passen niet",
    tried: (keys, frames) => `In de tekst gevonden: ${keys}. Geprobeerde telegrammen: ${frames}.`,
  },

  meter: {
    name: "Naam",
    nameHint: "Zo heet hij op de pagina’s; anders zijn nummer.",
    country: "Land",
    noCountry: "Een ander",
    grid: "Net",
    grids: {
      "": "Wordt herkend aan wat de meter zendt",
      TN: "TN of TT: met nul, 230/400 V",
      IT: "IT: zonder nul, 230 V tussen de fasen",
    },
    fuse: "Hoofdzekering per fase, in A",
    fuseHint: "Die staat in de meterkast. Daarmee wordt gemeld als een fase dicht bij haar zekering komt.",
  },

  costs: {
    kinds: { none: "Nu niet", spot: "Uurprijzen van de markt", fixed: "Eén prijs voor alle uren" },
    kind: "Prijzen",
    area: "Prijsgebied",
    from: (host) => `Ze worden opgevraagd bij ${host}, zonder account.`,
    noArea: "Voor dit land is geen bron zonder account bekend; bij Instellingen staan er meer.",
    price: "Prijs van een kWh",
    currency: "Munt, drie letters",
    contract: "Bestand met uw contract, als dat er is",
    contractHint:
      "Netkosten, belastingen en leverancier als onderdelen: de gids over contracten zegt hoe het wordt geschreven.",
  },

  output: {
    kind: "MQTT",
    kinds: {
      own: "De eigen broker van de gateway op deze computer",
      broker: "Een broker die ik heb, bijvoorbeeld die van Home Assistant",
    },
    keep: (count, shown) =>
      count === 1 ? "De broker die al is ingesteld" : `De ${shown} brokers die al zijn ingesteld`,
    url: "Adres",
    username: "Gebruiker",
    password: "Wachtwoord",
    announce: "Home Assistant vindt de meter zelf",
    test: "Verbinding testen",
    testing: "Bezig met testen",
    testFailed: "De test kon niet worden uitgevoerd.",
    more: "Databases, bestanden en webhooks staan bij Instellingen.",
  },

  save: {
    file: (file) => `Dit wordt in ${file} geschreven:`,
    save: "Opslaan en beginnen",
    saving: "Wordt opgeslagen",
    problems: "Voordat het kan worden opgeslagen",
    failed: "Het is niet opgeslagen.",
  },

  reading: {
    waiting: "Wachten op de eerste meting",
    waitingAbout: "Het is opgeslagen, en de gateway luistert.",
    title: "De eerste meting",
    lead: "De meter wordt gelezen. Al het andere staat op de pagina Nu.",
    toNow: "Naar de pagina Nu",
    import: "afname",
    export: "teruglevering",
    heard: (octets, frames) => `Octetten: ${octets}. Hele telegrammen: ${frames}.`,
    keys: "De meter versleutelt, en zijn sleutels ontbreken of zijn onjuist.",
    saveKeys: "Sleutels opslaan",
    again: "Nog een meter toevoegen",
    edit: "Terug naar de instellingen",
  },
};
