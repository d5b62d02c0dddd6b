/**
 * Who may import whom. Everything that is not in these tables is forbidden.
 *
 * @typedef {object} Arrows
 * @property {readonly string[]} may
 * @property {readonly string[]} [mayForTypes] `import type` only, which leaves nothing at run time
 */

/**
 * Between packages.
 *
 * @type {Readonly<Record<string, Arrows>>}
 */
export const packageArrows = {
  decoder: { may: [] },
  contract: { may: ["decoder"] },
  energy: { may: ["contract"], mayForTypes: ["decoder"] },
  simulator: { may: ["decoder"] },
  corpus: { may: ["decoder"] },
  gateway: { may: ["decoder", "contract", "energy", "simulator"] },
  web: { may: ["decoder", "contract", "energy"] },
};

/** What tests may import beside what their package may: real captures, and the encoders of virtual meters. */
export const extraForTests = ["corpus", "simulator"];

/** What benchmarks and fuzzers may import beside what their package may: they need something to feed it with. */
export const extraForTools = ["corpus", "simulator"];

/** Parts of the decoder that every other part may import. They import each other only. */
export const openParts = ["bytes", "diagnosis", "errors", "limits", "words", "zone-rules"];

/**
 * Inside the decoder: a part is a folder or a file of packages/decoder/src.
 *
 * @type {Readonly<Record<string, Arrows>>}
 */
export const decoderArrows = {
  axdr: { may: [] },
  framing: { may: [], mayForTypes: ["events"] },
  apdu: { may: ["axdr"] },
  // The length fields of blocks and of ciphered APDUs are A-XDR's.
  reassembly: { may: ["framing", "apdu", "axdr"], mayForTypes: ["events"] },
  security: { may: ["apdu", "axdr"] },
  cosem: { may: ["axdr"] },
  // Both carry their values in a form of their own, and make a reading of them themselves.
  p1: { may: ["axdr", "cosem", "reading"] },
  sml: { may: ["axdr", "cosem", "reading"] },
  // A profile names the clock rule that the reading builder carries out.
  profiles: { may: ["axdr", "cosem"], mayForTypes: ["reading"] },
  reading: { may: ["axdr", "cosem", "profiles"] },
  // People paste what they were sent: frames, and the keys for them.
  input: { may: ["framing", "security"] },
  events: { may: [], mayForTypes: ["reading"] },
};

/** Parts of the decoder that may import all others. The pipeline is every other file beside index.ts, and index.ts. */
export const decoderTops = ["capsule", "explain", "user-profiles", "serial", "pipeline"];
