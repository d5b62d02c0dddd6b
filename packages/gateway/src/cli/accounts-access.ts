import { Accounts } from "../access/accounts.ts";
import type { Actor } from "../access/audit-log.ts";
import { systemClock } from "../sources/back-off.ts";
import { AccessError } from "../store/access/access-error.ts";
import type { CommandStreams } from "./capture-input.ts";
import { orErrorExit, settingsFor } from "./store-access.ts";

/** Who works at the command line needs no password: the files of the gateway are theirs. */
export const commandLine: Actor = { who: "command line" };

/** Works on users and tokens of the gateway, which may be at work; resolves with the exit code. */
export function withAccounts(
  config: string | undefined,
  { stderr, environment }: Pick<CommandStreams, "stderr" | "environment">,
  work: (accounts: Accounts) => Promise<number> | number,
): Promise<number> {
  return orErrorExit(stderr, async () => {
    const settings = settingsFor(config, environment);
    const accounts = new Accounts({ storePath: settings.store.path, now: () => systemClock.now() });
    await accounts.store.open();
    try {
      return await work(accounts);
    } catch (error) {
      if (!(error instanceof AccessError)) throw error;
      stderr.write(`${error.message}\n`);
      return 1;
    } finally {
      accounts[Symbol.dispose]();
    }
  });
}
