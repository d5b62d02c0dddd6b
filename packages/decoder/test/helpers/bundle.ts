import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/** Everything that an entry of the decoder exports, the decoder's own with all profiles, as one module for a browser. */
export async function bundleDecoder(entry: "index.ts" | "explain/index.ts" = "index.ts"): Promise<string> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL(`../../src/${entry}`, import.meta.url)),
    platform: "browser",
    resolve: { conditionNames: ["source", "import", "default"] },
  });
  try {
    const { output } = await bundle.generate({ format: "esm", minify: true });
    return output[0].code;
  } finally {
    await bundle.close();
  }
}
