import { componentsOfPriceRows, type FirmwareBackup } from "@meter2mqtt/energy";
import { stringify } from "yaml";

/** What the firmware has where nobody chose a currency. */
const firmwareCurrency = "NOK";

/** The price rows of a backup as a contract file; undefined where there are none. */
export function contractFromBackup({ priceRows, currency = firmwareCurrency }: FirmwareBackup): string | undefined {
  if (priceRows.length === 0) return undefined;
  const components = componentsOfPriceRows(priceRows);
  const contract = { id: "home", name: "Price rows of amsreader-firmware", currency, components };
  return `# Taken over from a backup of amsreader-firmware; docs/guides/contracts.md says how a contract is written.\n${stringify(contract)}`;
}
