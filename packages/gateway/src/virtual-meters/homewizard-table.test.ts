import { describe, expect, test } from "vitest";
import { heardFrom, heardState, snapshotAfter } from "../../test/support/heard-meter.ts";
import { exampleState } from "../../test/support/outbox.ts";
import { toHomeWizardData } from "./homewizard-table.ts";

const dataOf = (changes: Parameters<typeof exampleState>[0]) =>
  toHomeWizardData(snapshotAfter([heardState(exampleState({ derived: [], ...changes }))]));

describe("toHomeWizardData", () => {
  test("says what a solar home's meter says, export negative", () => {
    const values = {
      ...{
        energyImportT1Wh: 1000,
        energyImportT2Wh: 2000,
        energyImportWh: 3000,
        energyExportWh: 250,
        netActiveW: -1931,
      },
      ...{ activeImportL1W: 0, activeExportL1W: 2310, netActiveL2W: 379, voltageL1V: 231.4, frequencyHz: 50.01 },
      ...{ currentL1A: 10.02, currentL2A: 1.65, currentL3A: 0.5, demandAvgImportW: 12, demandMaxMonthImportW: 4500 },
    };
    const channels = [
      { channel: 1, type: 3, id: "G1", timestamp: "2024-02-01T12:55:00+01:00", value: 12.345, unit: "m3" },
      { channel: 2, type: 7, id: "W1", value: 5.5, unit: "m3" },
      { channel: 3, type: 99, id: "X1", value: 1, unit: "m3" },
    ];
    expect(dataOf({ values, channels, meterId: "E1", meterModel: "M1" })).toEqual({
      smr_version: 50,
      meter_model: "M1",
      unique_id: "4531",
      total_power_import_kwh: 3,
      total_power_import_t1_kwh: 1,
      total_power_import_t2_kwh: 2,
      total_power_export_kwh: 0.25,
      total_power_export_t1_kwh: 0.25,
      total_power_export_t2_kwh: 0,
      active_power_w: -1931,
      active_power_l1_w: -2310,
      active_power_l2_w: 379,
      active_voltage_l1_v: 231.4,
      active_current_l1_a: -10.02,
      active_current_l2_a: 1.65,
      active_current_l3_a: 0.5,
      active_frequency_hz: 50.01,
      active_power_average_w: 12,
      montly_power_peak_w: 4500,
      total_gas_m3: 12.345,
      gas_timestamp: 240201125500,
      gas_unique_id: "4731",
      external: [
        { unique_id: "4731", type: "gas_meter", timestamp: 240201125500, value: 12.345, unit: "m3" },
        { unique_id: "5731", type: "water_meter", timestamp: 240201130000, value: 5.5, unit: "m3" },
      ],
    });
  });

  test("leaves out what is not known: an absent current is no 0 and no null", () => {
    const data = dataOf({ values: { netActiveW: 5, currentL1A: 3 }, channels: [] });
    expect(Object.keys(data)).toEqual([
      ...["smr_version", "meter_model", "unique_id", "active_power_w", "active_current_l1_a", "external"],
    ]);
  });

  test("a meter of the simulator: the tariff as the telegram names it", () => {
    const data = toHomeWizardData(snapshotAfter(heardFrom("p1-nl", 3)));
    expect(data["active_tariff"]).toBe(2);
    expect(data["total_gas_m3"]).toBeGreaterThan(0);
  });
});
