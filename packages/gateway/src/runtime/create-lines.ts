import type { ScalesConfig } from "@meter2mqtt/contract";
import {
  createIntlZoneRules,
  createMeterDecoder,
  type KeySet,
  type MeterDecoder,
  parseHex,
  parseKey,
  type ScaleOverrides,
  type VendorProfile,
} from "@meter2mqtt/decoder";
import { isVirtualMeterName, virtualMeters } from "@meter2mqtt/simulator";
import type { Secret } from "../config/secret.ts";
import type { MeterSettings, SourceSettings } from "../config/settings.ts";
import type { UserProfiles } from "../profiles/user-profiles.ts";
import { nodeAesGcm } from "../security/aes-gcm-node.ts";
import type { Clock } from "../sources/back-off.ts";
import { createSource } from "../sources/create-source.ts";
import type { Source } from "../sources/source.ts";
import type { CounterKeeper } from "./counter-keeper.ts";
import type { Line } from "./line.ts";
import type { ScaleKeeper } from "./scale-keeper.ts";

export interface LineDependencies {
  readonly clock: Clock;
  readonly profiles?: UserProfiles;
  readonly scales?: ScaleKeeper;
  readonly counters?: CounterKeeper;
  /** `accept`: what is decoded was heard before. */
  readonly replays?: "accept";
  /** Where sources keep small things over a restart. */
  readonly dataFolder?: string;
}

/** The lines that the settings describe. Throws ConfigError for what the schema can't check. */
export function createLines(settings: readonly SourceSettings[], dependencies: LineDependencies): Line[] {
  const { clock, profiles, scales, counters, replays, dataFolder } = dependencies;
  const zoneRules = createIntlZoneRules();
  return settings.map(({ source: config, secrets, meter }): Line => {
    const known = knownMeter({ source: config, meter });
    const lineOf = (source: Source): Line => {
      const decoders = withProfiles(profiles, (own) => {
        const decoder = createMeterDecoder({
          ...known,
          zoneRules,
          aesGcm: nodeAesGcm,
          input: source.input,
          replays,
          profiles: own,
          scales: toOverrides(meter.scales),
        });
        scales?.attach(source.name, decoder);
        // A simulated meter counts anew with each start, and a capture was heard before.
        const isLine = config.type !== "simulator" && source.input === "live";
        if (isLine) counters?.attach(source.name, decoder, known.keys ?? {});
        return decoder;
      });
      return {
        source,
        meter: {
          name: source.name,
          simulated: config.type === "simulator",
          meterName: meter.name ?? source.meterName,
          slug: meter.slug ?? source.meterName,
          multipliers: meter.multipliers,
          grid: meter.grid,
          zone: known.zone,
          country: known.country,
          mainFuse: meter.mainFuse,
          nominalVoltage: meter.nominalVoltage,
        },
        createDecoder: decoders.create,
        createChild: lineOf,
        release: () => {
          decoders.release();
          scales?.detach(source.name);
          counters?.detach(source.name);
        },
      };
    };
    return lineOf(createSource(config, { clock, secrets, dataFolder }));
  });
}

/** Decoders of one line, the last of which is told when the user's profiles change. */
function withProfiles(
  profiles: UserProfiles | undefined,
  create: (own: readonly VendorProfile[]) => MeterDecoder,
): { readonly create: () => MeterDecoder; readonly release: () => void } {
  let last: MeterDecoder | undefined;
  let unsubscribe: (() => void) | undefined;
  return {
    create: () => {
      unsubscribe ??= profiles?.subscribe((own) => last?.setProfiles(own));
      last = create(profiles?.current ?? []);
      return last;
    },
    release: () => unsubscribe?.(),
  };
}

/** What a line's frames are read with. */
export function knownMeter({ source, meter }: Pick<SourceSettings, "source" | "meter">): Known {
  return source.type === "simulator" ? { ...virtualMeter(source.model), ...knownOf(meter) } : knownOf(meter);
}

interface Known {
  readonly zone?: string;
  readonly country?: string;
  readonly keys?: KeySet;
}

function knownOf({ zone, country, systemTitle, encryptionKey, authenticationKey }: MeterSettings): Known {
  const title = systemTitle === undefined ? undefined : parseHex(systemTitle);
  const keys: KeySet = {
    ...(encryptionKey === undefined ? {} : { encryptionKey: toKey(encryptionKey) }),
    ...(authenticationKey === undefined ? {} : { authenticationKey: toKey(authenticationKey) }),
    ...(title === undefined ? {} : { systemTitle: title }),
  };
  return {
    ...(zone === undefined ? {} : { zone }),
    ...(country === undefined ? {} : { country }),
    ...(Object.keys(keys).length === 0 ? {} : { keys }),
  };
}

/** The size of one step as the power of ten that it is. */
export function toOverrides({ registers, voltages, currents }: ScalesConfig = {}): ScaleOverrides {
  return {
    ...(registers === undefined ? {} : { registers: registers === "10Wh" ? 1 : 0 }),
    ...(voltages === undefined ? {} : { voltages: Math.round(Math.log10(Number(voltages))) }),
    ...(currents === undefined ? {} : { currents: Math.round(Math.log10(Number(currents))) }),
  };
}

/** A virtual meter's own zone and made-up keys, so that it is read without any setting. */
function virtualMeter(model: string): Known {
  if (!isVirtualMeterName(model)) return {};
  const { zone, country, keys } = virtualMeters[model];
  return { zone, country, ...(keys === undefined ? {} : { keys }) };
}

function toKey(secret: Secret): Uint8Array {
  const parsed = parseKey(secret.reveal());
  // Loading the settings has refused everything else.
  if (!parsed.ok) throw new Error("a key was not checked when the settings were loaded");
  return parsed.key;
}
