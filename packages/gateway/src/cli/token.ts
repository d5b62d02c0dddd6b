import { type TokenScope, tokenScopes } from "@meter2mqtt/contract";
import { type Command, Option } from "commander";
import { commandLine, withAccounts } from "./accounts-access.ts";
import { type CommandStreams, processStreams } from "./capture-input.ts";

export interface TokenOptions {
  readonly config?: string;
  readonly scope?: TokenScope;
}

/** Adds `token add`, `list` and `revoke`; `finish` is given the exit code. */
export function addTokenCommand(program: Command, finish: (code: number) => void): void {
  const token = program
    .command("token")
    .summary("what programs log in with: make, list, revoke")
    .description("Tokens of programs that use the API. The gateway may be running; it sees a change at once.");
  const config = ["--config <file>", "configuration, as for run"] as const;
  token
    .command("add")
    .summary("make a token")
    .description("Makes a token and shows it, this once.")
    .argument("<name>", "what it is for")
    .addOption(
      new Option(
        "--scope <scope>",
        "read: what a viewer may; metrics: /metrics and /healthz; push: give frames; admin: everything",
      )
        .choices(tokenScopes)
        .default("read"),
    )
    .option(...config)
    .action(async (name: string, options: TokenOptions) => finish(await runTokenAdd(name, options)));
  token
    .command("list")
    .summary("show all tokens, without what they are")
    .description("Shows all tokens, without what they are.")
    .option(...config)
    .action(async (options: TokenOptions) => finish(await runTokenList(options)));
  token
    .command("revoke")
    .summary("take a token back, at once")
    .description("Takes a token back, at once.")
    .argument("<name>")
    .option(...config)
    .action(async (name: string, options: TokenOptions) => finish(await runTokenRevoke(name, options)));
  for (const command of token.commands) command.exitOverride().showHelpAfterError(true);
}

/** Carries `token add` out; resolves with its exit code. */
function runTokenAdd(
  name: string,
  { config, scope = "read" }: TokenOptions,
  streams: CommandStreams = processStreams,
): Promise<number> {
  return withAccounts(config, streams, ({ tokens }) => {
    const { token } = tokens.add(name, scope, commandLine);
    streams.stdout.write(`${token}\n`);
    streams.stderr.write("It is shown this once. Send it as: Authorization: Bearer <token>\n");
    return 0;
  });
}

/** Carries `token list` out; resolves with its exit code. */
function runTokenList({ config }: TokenOptions, streams: CommandStreams = processStreams): Promise<number> {
  return withAccounts(config, streams, ({ tokens }) => {
    const all = tokens.all();
    for (const { name, scope, createdAt, usedAt } of all) {
      const use = usedAt === undefined ? "never used" : `last used ${usedAt}`;
      streams.stdout.write(`${name.padEnd(20)} ${scope.padEnd(7)}  made ${createdAt}, ${use}\n`);
    }
    if (all.length === 0) streams.stderr.write("There are no tokens.\n");
    return 0;
  });
}

/** Carries `token revoke` out; resolves with its exit code. */
function runTokenRevoke(
  name: string,
  { config }: TokenOptions,
  streams: CommandStreams = processStreams,
): Promise<number> {
  return withAccounts(config, streams, ({ tokens }) => {
    tokens.revoke(name, commandLine);
    streams.stderr.write(`The token ${name} opens nothing any more.\n`);
    return 0;
  });
}
