import type { Role } from "@meter2mqtt/contract";
import { type Command, Option } from "commander";
import { commandLine, withAccounts } from "./accounts-access.ts";
import { type CommandStreams, processStreams } from "./capture-input.ts";
import { type PasswordPrompt, readNewPassword } from "./read-password.ts";

export interface UserOptions {
  readonly config?: string;
  readonly role?: Role;
}

export interface UserStreams extends CommandStreams {
  readonly password: PasswordPrompt;
}

const userStreams: UserStreams = {
  ...processStreams,
  password: { input: process.stdin, prompt: process.stderr },
};

/** Adds `user add`, `list`, `remove` and `password`; `finish` is given the exit code. */
export function addUserCommand(program: Command, finish: (code: number) => void): void {
  const user = program
    .command("user")
    .summary("who may log in; a lost password is set anew here")
    .description(
      "Users of pages and API. The gateway may be running; it sees a change at once. Run it as the user that the gateway runs as. docs/guides/access.md tells more.",
    );
  const config = ["--config <file>", "configuration, as for run"] as const;
  user
    .command("add")
    .summary("add a user, and ask for the password")
    .description("Adds a user, and asks for the password; from another program it is the first line of standard input.")
    .argument("<name>")
    .addOption(new Option("--role <role>", "what the user may do").choices(["admin", "viewer"]).default("admin"))
    .option(...config)
    .action(async (name: string, options: UserOptions) => finish(await runUserAdd(name, options)));
  user
    .command("list")
    .summary("show all users")
    .description("Shows all users.")
    .option(...config)
    .action(async (options: UserOptions) => finish(await runUserList(options)));
  user
    .command("remove")
    .summary("remove a user")
    .description("Removes a user, whose sessions end at once. Without any user the gateway has no password again.")
    .argument("<name>")
    .option(...config)
    .action(async (name: string, options: UserOptions) => finish(await runUserRemove(name, options)));
  user
    .command("password")
    .summary("set a new password, without the old one")
    .description("Sets a new password, without the old one; all sessions of the user end.")
    .argument("<name>")
    .option(...config)
    .action(async (name: string, options: UserOptions) => finish(await runUserPassword(name, options)));
  for (const command of user.commands) command.exitOverride().showHelpAfterError(true);
}

/** Carries `user add` out; resolves with its exit code. */
function runUserAdd(
  name: string,
  { config, role = "admin" }: UserOptions,
  streams: UserStreams = userStreams,
): Promise<number> {
  return withAccounts(config, streams, async ({ users }) => {
    await users.add({ name, role, password: await readNewPassword(streams.password) }, commandLine);
    streams.stderr.write(`${name} may log in now, as ${role}.\n`);
    return 0;
  });
}

/** Carries `user list` out; resolves with its exit code. */
function runUserList({ config }: UserOptions, streams: CommandStreams = processStreams): Promise<number> {
  return withAccounts(config, streams, ({ users }) => {
    const all = users.all();
    for (const { name, role, passwordAt, loggedInAt } of all) {
      const login = loggedInAt === undefined ? "never logged in" : `last login ${loggedInAt}`;
      streams.stdout.write(`${name.padEnd(20)} ${role.padEnd(6)}  password of ${passwordAt}, ${login}\n`);
    }
    if (all.length === 0) streams.stderr.write("No password is set: only this machine itself may use the gateway.\n");
    return 0;
  });
}

/** Carries `user remove` out; resolves with its exit code. */
function runUserRemove(
  name: string,
  { config }: UserOptions,
  streams: CommandStreams = processStreams,
): Promise<number> {
  return withAccounts(config, streams, ({ users }) => {
    users.remove(name, commandLine);
    streams.stderr.write(
      users.areThere
        ? `${name} may not log in any more.\n`
        : `${name} may not log in any more. No password is set now: only this machine itself may use the gateway.\n`,
    );
    return 0;
  });
}

/** Carries `user password` out; resolves with its exit code. */
function runUserPassword(name: string, { config }: UserOptions, streams: UserStreams = userStreams): Promise<number> {
  return withAccounts(config, streams, async ({ users }) => {
    await users.setPassword(name, await readNewPassword(streams.password), commandLine);
    streams.stderr.write(`${name} has a new password. All sessions have ended.\n`);
    return 0;
  });
}
