import type { Way } from "../../pages/set-up/set-up-draft.ts";
import type { Step } from "../../pages/set-up/steps.ts";

/** Words of the page Set-up. */
export const setUp = {
  title: "Set-up",
  /** Leads here from the notice that a meter is simulated. */
  start: "Set it up",
  lead: "From a cable to the first reading. Nothing is saved before you say so.",
  progress: "Steps",
  step: (number: string, count: string): string => `Step ${number} of ${count}`,
  steps: {
    way: "Where it is",
    place: "The connection",
    listen: "Listen",
    keys: "Keys",
    meter: "The meter",
    costs: "Prices",
    output: "Publishing",
    save: "Save",
    reading: "First reading",
  } satisfies Record<Step, string>,
  next: "Go on",
  back: "Back",
  skip: "Skip",

  found: {
    title: "Found so far",
    nothing: "Nothing yet.",
    source: "Source",
    line: "Line settings",
    heard: "Heard",
    meter: "Meter",
    maker: "Maker",
    ciphered: "Encrypted",
    keys: "Keys",
    keysGood: "right",
    keysVerified: "right, tag verified",
    octets: (octets: string, frames: string): string => `Octets: ${octets}, frames: ${frames}`,
    yes: "yes",
    no: "no",
    name: "Name",
    country: "Country",
    prices: "Prices",
    output: "Publishing",
  },

  way: {
    title: "Where is the meter heard?",
    ways: {
      serial: { title: "Serial port", about: "A USB adapter, an optical head or a UART of this machine." },
      tcp: {
        title: "Over the network",
        about: "An adapter or another machine that passes the meter's octets on over TCP.",
      },
      mqtt: { title: "MQTT", about: "Another reader publishes the meter's frames to a broker." },
      simulator: { title: "Simulated meter", about: "Made-up numbers, to look around." },
    } satisfies Record<Way, { title: string; about: string }>,
    already: (count: number, shown: string): string =>
      count === 1 ? "One source is set up already; it stays." : `${shown} sources are set up already; they stay.`,
    backup: "I have a backup of amsreader-firmware",
    more: "HTTP, push, numbers and pulses are under Settings.",
    toSettings: "To the settings",
  },

  place: {
    ports: "Serial ports of this machine",
    noPorts:
      "No serial port was found. Plug the adapter in, then look again; a container needs it passed in as a device.",
    again: "Look again",
    looking: "Looking for ports",
    otherPort: "Port, if it is not listed",
    usedBy: (source: string): string => `The source ${source} reads it already.`,
    host: "Host",
    hostHint: "Name or address.",
    tcpPort: "TCP port",
    url: "Address of the broker",
    topic: "Topic",
    topicHint: "Where the frames are published.",
    username: "User, if it asks for one",
    password: "Password",
    model: "Which meter?",
  },

  listen: {
    title: "Listening",
    about:
      "Most meters speak every 2 to 10 seconds, some only once a minute. For a serial port the rate is found by listening: that can take two minutes.",
    heard: (octets: string, frames: string, damaged: string): string =>
      `Octets: ${octets}. Whole frames: ${frames}. Damaged: ${damaged}.`,
    good: "A meter speaks",
    ciphered: "A meter speaks, encrypted",
    cipheredNext: "Its keys come from the grid company. The next step asks for them.",
    bad: "No meter yet",
    again: "Listen again",
    stop: "Stop",
    tried: "What was tried",
  },

  keys: {
    lead: "The meter encrypts what it says. Its grid company gives you the key, often two. Paste the whole e-mail or letter: the keys are found in it and tried on what the meter sends.",
    text: "Text with the keys",
    check: "Try the keys",
    checking: "Trying",
    good: "The keys are right",
    bad: "These keys don't fit",
    tried: (keys: string, frames: string): string => `Found in the text: ${keys}. Frames tried: ${frames}.`,
  },

  meter: {
    name: "Name",
    nameHint: "What pages call it; its number otherwise.",
    country: "Country",
    noCountry: "Another one",
    grid: "Grid",
    grids: {
      "": "It is recognised by what the meter sends",
      TN: "TN or TT: with a neutral, 230/400 V",
      IT: "IT: without a neutral, 230 V between phases",
    },
    fuse: "Main fuse of each phase, in A",
    fuseHint: "It stands on the fuse box. With it a phase near its fuse is told.",
  },

  costs: {
    kinds: { none: "Not now", spot: "Spot prices of the market", fixed: "One price for all hours" },
    kind: "Prices",
    area: "Price area",
    from: (host: string): string => `They are asked for at ${host}, without an account.`,
    noArea: "For this country no source without an account is known; Settings has others.",
    price: "Price of a kWh",
    currency: "Currency, three letters",
    contract: "Contract",
    noContract: "none yet",
    fromPattern: "A new one from a pattern",
    makeContract: "Make it",
    makingContract: "Making it",
    contractMade: (file: string): string =>
      `${file} is made, with made-up prices: replace them on the page Contracts, once the meter is heard.`,
    contractFailed: "It could not be made.",
    contractHint: "Grid tariff, taxes and supplier as the lines of your bill.",
  },

  output: {
    kind: "MQTT",
    kinds: {
      own: "The gateway's own broker on this machine",
      broker: "A broker that I have, for example Home Assistant's",
    },
    keep: (count: number, shown: string): string =>
      count === 1 ? "The broker that is set up already" : `The ${shown} brokers that are set up already`,
    url: "Address",
    username: "User",
    password: "Password",
    announce: "Home Assistant finds the meter by itself",
    test: "Test the connection",
    testing: "Testing",
    testFailed: "The test could not be made.",
    more: "Databases, files and webhooks are under Settings.",
  },

  save: {
    file: (file: string): string => `This is written to ${file}:`,
    save: "Save and begin",
    saving: "Saving",
    problems: "Before it can be saved",
    failed: "It was not saved.",
  },

  reading: {
    waiting: "Waiting for the first reading",
    waitingAbout: "It is saved, and the gateway listens.",
    title: "The first reading",
    lead: "The meter is read. Everything else is on the page Now.",
    toNow: "To the page Now",
    import: "import",
    export: "export",
    heard: (octets: string, frames: string): string => `Octets: ${octets}. Whole frames: ${frames}.`,
    keys: "The meter encrypts, and its keys are missing or wrong.",
    saveKeys: "Save the keys",
    again: "Add another meter",
    edit: "Back to the settings",
  },
};
