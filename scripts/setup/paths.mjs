import { fileURLToPath } from "node:url";

/** The root folder of the clone, without a slash at its end. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** What the set-up notes about itself outside node_modules/, which `npm ci` empties. */
export const stateFolder = `${root}/.meter2mqtt`;

/** The packages that `tsc -b` builds, in the order of their arrows. */
export const builtPackages = ["decoder", "contract", "energy", "simulator", "gateway"];

/** Where the gateway's bundle is: as deep as its modules are, which find the pages and the manifest from where they stand. */
export const bundleFolder = "packages/gateway/dist/bundle";
