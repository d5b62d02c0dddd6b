import { expect, test } from "vitest";
import { readNewPassword } from "./read-password.ts";

/** A terminal at which these keys are pressed. */
function terminal(...keys: readonly string[]) {
  const modes: boolean[] = [];
  let shown = "";
  const input = {
    isTTY: true,
    setRawMode: (isRaw: boolean) => modes.push(isRaw),
    async *[Symbol.asyncIterator]() {
      for (const key of keys) yield await Promise.resolve(key);
    },
  };
  const prompt = { write: (text: string) => (shown += text) };
  return { input, prompt, modes, shown: () => shown };
}

test("at a terminal it is typed twice, unseen, and may be mended", async () => {
  const { input, prompt, modes, shown } = terminal("ninx", "\u007f", "e kettles\r", "nine kettles\n");
  expect(await readNewPassword({ input, prompt })).toBe("nine kettles");
  expect(shown()).toBe("New password: \nThe same again: \n");
  expect(modes).toEqual([true, false]);
});

test.each([
  ["two that differ", ["nine kettles\r", "nine kettle\r"], "not the same"],
  ["an interruption", ["nine", "\u0003"], "Nothing was changed"],
  ["an end", ["nine kettles\r"], "Nothing was changed"],
])("%s leaves the terminal as it was and is no password", async (_about, keys, message) => {
  const { input, prompt, modes } = terminal(...keys);
  await expect(readNewPassword({ input, prompt })).rejects.toThrow(message);
  expect(modes).toEqual([true, false]);
});
