import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["packages/*/src/**/*.test.ts", "packages/*/test/**/*.test.ts", "scripts/**/*.test.mjs"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores: integration tests start brokers and browsers of their own.
    maxWorkers: 2,
    // What is waited for comes at once where there is nothing else to do; here there is.
    expect: { poll: { timeout: 15_000 } },
    // A shared machine may stall a broker or a browser for seconds: what fails there twice is broken.
    retry: process.env["CI"] === undefined ? 0 : 1,
  },
});
