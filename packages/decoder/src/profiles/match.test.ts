import { encodeAxdr, encodeDataNotification } from "@meter2mqtt/simulator";
import { describe, expect, test } from "vitest";
import { hdlcOf } from "../../test/helpers/framing.ts";
import { structure, text, u32 } from "../../test/helpers/lists.ts";
import type { DecodeEvent } from "../events.ts";
import { createMeterDecoder, type MeterDecoder, type MeterDecoderOptions } from "../pipeline.ts";
import { createIntlZoneRules } from "../zone-rules.ts";
import { matchLayout, matchProfile, vendorProfiles } from "./match.ts";
import type { VendorProfile } from "./profile.ts";

const own: VendorProfile = {
  id: "own",
  manufacturer: "Own",
  flagIds: ["KAM"],
  listVersions: ["KFM_"],
  layouts: [{ about: "", columns: [{}, { obis: "1-0:2.7.0", unit: "W" }] }],
};
const profiles = { user: [own], builtIn: vendorProfiles };

function decoderWith(options: Partial<MeterDecoderOptions> = {}): MeterDecoder {
  return createMeterDecoder({ zoneRules: createIntlZoneRules(), zone: "Europe/Oslo", ...options });
}

function readWith(decoder: MeterDecoder): readonly DecodeEvent[] {
  const body = encodeAxdr(structure(text("KFM_9"), u32(40)));
  return decoder.push(hdlcOf(encodeDataNotification({ invokeId: 1, body })));
}

describe("profiles of the user", () => {
  test("come first, and leave the maker's other lists to the built-in profile", () => {
    expect(matchLayout({ listVersion: "KFM_001" }, profiles, ({ columns }) => columns.length === 2)?.profile).toBe(own);
    const long = matchLayout({ listVersion: "KFM_001" }, profiles, ({ columns }) => columns.length === 13);
    expect(long?.profile.id).toBe("kaifa");
  });

  test("of layouts alone don't take the scales of lists with OBIS codes away", () => {
    expect(matchProfile({ flagId: "KAM" }, profiles)?.id).toBe("kamstrup");
    const scaling = { ...own, scales: [] };
    expect(matchProfile({ flagId: "KAM" }, { ...profiles, user: [scaling] })).toBe(scaling);
    expect(matchProfile({ flagId: "KAM" }, { user: [own], builtIn: [] })).toBe(own);
  });

  test("hold from the next frame on, and are taken back as well", () => {
    const decoder = decoderWith();
    const said = () => readWith(decoder).map((event) => (event.kind === "reading" ? event.source.profile : event.kind));
    expect(said()).toEqual(["diagnosis", "kaifa"]);
    decoder.setProfiles([own]);
    expect(said()).toEqual(["own"]);
    decoder.setProfiles([]);
    expect(said()).toEqual(["diagnosis", "kaifa"]);
  });

  test("the built-in profiles can be left out", () => {
    const events = readWith(decoderWith({ builtInProfiles: false }));
    expect(events).toMatchObject([
      {
        diagnosis: {
          code: "profile/unknown-list",
          evidence: { count: 2, dataTypes: "visible-string, double-long-unsigned" },
        },
      },
      { kind: "reading" },
    ]);
    expect(events[1]).toMatchObject({ source: { profile: undefined } });
  });
});
