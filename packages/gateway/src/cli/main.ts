import { Command, CommanderError } from "commander";
import { nearestWord } from "../config/suggest.ts";
import { addCapsuleCommand } from "./capsule.ts";
import { addCaptureCommand } from "./capture.ts";
import { addCompareCommand } from "./compare.ts";
import { addCounterCommand } from "./counter.ts";
import { addDecodeCommand } from "./decode.ts";
import { addDetectCommand } from "./detect.ts";
import { addExplainCommand } from "./explain.ts";
import { addExportCommand } from "./export.ts";
import { addHomeAssistantCommand } from "./home-assistant.ts";
import { addImportCommand } from "./import.ts";
import { addImportAmsreaderCommand } from "./import-amsreader.ts";
import { addPricesCommand } from "./prices.ts";
import { addProfileCommand } from "./profile.ts";
import { addRedecodeCommand } from "./redecode.ts";
import { addReplayCommand } from "./replay.ts";
import { addRunCommand } from "./run.ts";
import { addSimulateCommand } from "./simulate.ts";
import { addTokenCommand } from "./token.ts";
import { addUserCommand } from "./user.ts";
import { readVersion } from "./version.ts";

/** Exit code for a command line that makes no sense. */
const usageExit = 2;

/** The commands, under the headings of `--help`. */
const commandGroups = [
  ["A meter and its gateway", [addRunCommand, addDetectCommand, addImportAmsreaderCommand]],
  [
    "Captures",
    [
      addDecodeCommand,
      addExplainCommand,
      addCaptureCommand,
      addReplayCommand,
      addSimulateCommand,
      addProfileCommand,
      addCapsuleCommand,
    ],
  ],
  [
    "What the gateway keeps",
    [
      addExportCommand,
      addImportCommand,
      addCompareCommand,
      addPricesCommand,
      addRedecodeCommand,
      addCounterCommand,
      addHomeAssistantCommand,
    ],
  ],
  ["Who may come in", [addUserCommand, addTokenCommand]],
] as const;

/** Runs the command line; `argv` is what follows the program's name. Resolves with the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const finish = (code: number) => {
    exitCode = code;
  };
  const program = new Command("meter2mqtt")
    .description(
      "Reads a smart electricity meter's customer port, keeps what it says, shows it and publishes it to MQTT.",
    )
    .version(readVersion())
    .showHelpAfterError("(meter2mqtt --help shows how it is used)")
    .exitOverride();
  for (const [heading, commands] of commandGroups) {
    program.commandsGroup(`${heading}:`);
    for (const add of commands) add(program, finish);
  }
  // Sub-commands take over neither by themselves.
  for (const command of program.commands) command.exitOverride().showHelpAfterError(true);
  program.commandsGroup("");
  try {
    refuseUnknownCommand(program, argv);
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // `--help` and `--version` end so as well, with 0.
    return error.exitCode === 0 ? 0 : usageExit;
  }
}

/** What isn't a command would otherwise be an argument too many of the default one. */
function refuseUnknownCommand(program: Command, [first]: readonly string[]): void {
  const known = [...program.commands.map((command) => command.name()), "help"];
  if (first === undefined || first.startsWith("-") || known.includes(first)) return;
  const near = nearestWord(first, known);
  program.error(`error: there is no command "${first}"${near === undefined ? "" : `; is "${near}" meant?`}`);
}
