import type { ApiProblem } from "../../api/client.ts";
import { loadConfiguration, saveSettings } from "../settings/configuration-api.ts";
import type { Settings } from "../settings/setting-node.ts";

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Changes which contract is whose, and waits until that is at work. Gives why it is not. Rejects with ApiProblem. */
export async function changeUse(
  change: (settings: Settings, folder: string) => Settings,
): Promise<ApiProblem | undefined> {
  const view = await loadConfiguration();
  const folder = view.file.replace(/[\\/][^\\/]*$/, "");
  const saved = await saveSettings(change(view.settings, folder), { view, pause });
  return saved.failure;
}
