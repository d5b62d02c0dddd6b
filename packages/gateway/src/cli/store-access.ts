import { existsSync } from "node:fs";
import { loadSettings } from "../config/load-settings.ts";
import type { Settings } from "../config/settings.ts";
import { ConfigError, SinkError, SourceError, StoreError } from "../errors.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { migrate } from "../store/migrations.ts";
import type { CommandStreams } from "./capture-input.ts";
import { orUsageExit } from "./capture-input.ts";
import { configErrorWords } from "./run.ts";

/** The operator's configuration is wrong (sysexits.h, EX_CONFIG). */
const configurationExit = 78;

/** The settings that the gateway would run with here. Throws ConfigError. */
export function settingsFor(config: string | undefined, environment: CommandStreams["environment"]): Settings {
  return loadSettings({ file: config, folder: process.cwd(), environment });
}

/** The gateway's database, which may be at work; closed again afterwards. Throws StoreError. */
export async function withDatabase<T>(settings: Settings, work: (database: Database) => T | Promise<T>): Promise<T> {
  const { path } = settings.store;
  // Opening would make one.
  if (!existsSync(path))
    throw new StoreError("open", `There is no database ${path}. The gateway makes it when it runs.`);
  const database = await openDatabase(path);
  try {
    database.exec("PRAGMA busy_timeout = 10000");
    migrate(database);
    return await work(database);
  } finally {
    database.close();
  }
}

/** Runs a command; errors that a person can mend are said in a sentence: exit code 2, 78 or 1. */
export function orErrorExit(stderr: CommandStreams["stderr"], work: () => Promise<number>): Promise<number> {
  return orUsageExit(stderr, async () => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ConfigError) {
        stderr.write(`${configErrorWords(error)}\n`);
        return configurationExit;
      }
      if (!(error instanceof StoreError || error instanceof SinkError || error instanceof SourceError)) throw error;
      stderr.write(`${error.message}\n`);
      return 1;
    }
  });
}
