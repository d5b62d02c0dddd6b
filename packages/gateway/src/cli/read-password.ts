import { passwordLengths } from "@meter2mqtt/contract";
import { UsageError } from "./capture-input.ts";

/** Where a password comes from: a terminal, whose echo is turned off, or another program. */
export interface PasswordInput extends AsyncIterable<Buffer | string> {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
}

export interface PasswordPrompt {
  readonly input: PasswordInput;
  readonly prompt: { write(text: string): unknown };
}

const backspaces: readonly string[] = ["\b", "\u007f"];

/**
 * Asks for a new password, twice at a terminal; from another program it is the first line. Never an argument: others on the
 * machine see those. Rejects with {@link UsageError}.
 */
export async function readNewPassword({ input, prompt }: PasswordPrompt): Promise<string> {
  if (input.isTTY !== true) return readLine(input);
  const lines = linesOf(input);
  input.setRawMode?.(true);
  try {
    prompt.write("New password: ");
    const password = await nextOf(lines);
    prompt.write("\nThe same again: ");
    const again = await nextOf(lines);
    prompt.write("\n");
    if (password !== again) throw new UsageError("The two are not the same. Nothing was changed.");
    return password;
  } finally {
    input.setRawMode?.(false);
    await lines.return(undefined);
  }
}

async function readLine(input: PasswordInput): Promise<string> {
  let text = "";
  for await (const chunk of input) {
    text += String(chunk);
    if (text.includes("\n") || text.length > 4 * passwordLengths.most) break;
  }
  const line = text.split(/\r?\n/)[0] ?? "";
  if (line === "") throw new UsageError("No password came: type it at a terminal, or pipe it in.");
  return line;
}

async function nextOf(lines: AsyncGenerator<string, void, undefined>): Promise<string> {
  const { value, done } = await lines.next();
  if (done === true || value === undefined) throw new UsageError("No password came. Nothing was changed.");
  return value;
}

/** Lines as they are typed, with nothing of them on the screen. */
async function* linesOf(input: PasswordInput): AsyncGenerator<string, void, undefined> {
  let line = "";
  for await (const chunk of input) {
    for (const sign of String(chunk)) {
      if (sign === "\u0003") throw new UsageError("Nothing was changed.");
      if (sign !== "\r" && sign !== "\n") line = typed(line, sign);
      else {
        yield line;
        line = "";
      }
    }
  }
}

function typed(line: string, sign: string): string {
  if (backspaces.includes(sign)) return [...line].slice(0, -1).join("");
  return line.length <= passwordLengths.most ? line + sign : line;
}
