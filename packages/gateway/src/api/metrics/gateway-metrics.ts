import type { GatewayState, MeterState } from "@meter2mqtt/contract";
import { storedValues } from "../../sinks/stored-values.ts";
import type { StoreHealth } from "../../store/archive.ts";
import type { MetricFamily, Sample } from "./exposition.ts";
import { quantityMetrics } from "./quantity-metric.ts";

/** Everything that a scrape gets. Made anew each time: what is not known any more is not in it. */
export function gatewayMetrics(state: GatewayState, store: StoreHealth): readonly MetricFamily[] {
  return [...aboutGateway(state, store), ...aboutMeters(state), ...aboutLines(state), ...aboutSinks(state)];
}

function aboutGateway({ version, startedAt }: GatewayState, store: StoreHealth): readonly MetricFamily[] {
  const one = (value: number): Sample[] => [{ labels: {}, value }];
  return [
    { name: "meter2mqtt", type: "info", help: "Version of meter2mqtt", samples: [{ labels: { version }, value: 1 }] },
    gauge("meter2mqtt_start_time_seconds", "Start of the gateway", one(Date.parse(startedAt) / 1000)),
    gauge("meter2mqtt_store_up", "Whether the database can be written", one(store.status === "ok" ? 1 : 0)),
    gauge("meter2mqtt_store_waiting", "Readings and frames that wait to be written", one(store.waiting)),
    counter("meter2mqtt_store_dropped", "Readings and frames given up because too many waited", one(store.dropped)),
  ];
}

/** A silent meter keeps its `up` at 0 and loses its values: an old power is no power. */
function aboutMeters({ meters }: GatewayState): readonly MetricFamily[] {
  const heard = meters.filter(({ stale }) => !stale);
  const each = (value: (meter: MeterState) => number) =>
    meters.map((meter): Sample => ({ labels: labelsOf(meter), value: value(meter) }));
  const simulated = meters.map((meter): Sample => ({ labels: labelsOf(meter), value: meter.simulated ? 1 : 0 }));
  return [
    gauge(
      "meter2mqtt_meter_up",
      "Whether the meter is heard",
      each(({ stale }) => (stale ? 0 : 1)),
    ),
    gauge("meter2mqtt_meter_simulated", "Whether its numbers are made up", simulated),
    gauge(
      "meter2mqtt_meter_last_reading_timestamp_seconds",
      "Arrival of its latest reading",
      each(({ receivedAt }) => Date.parse(receivedAt) / 1000),
    ),
    ...quantityFamilies(heard),
    gauge(
      "meter2mqtt_channel_value",
      "Register of a sub-meter, in the unit that the label says",
      channelSamples(heard),
    ),
  ];
}

function quantityFamilies(meters: readonly MeterState[]): readonly MetricFamily[] {
  const families = new Map<string, Omit<MetricFamily, "samples"> & { readonly samples: Sample[] }>();
  for (const { name, type, help } of quantityMetrics.values()) {
    if (!families.has(name)) families.set(name, { name, type, help, samples: [] });
  }
  for (const meter of meters) {
    for (const { name, value } of storedValues(meter)) {
      const metric = quantityMetrics.get(name);
      const labels = { ...labelsOf(meter), ...metric?.labels };
      if (metric !== undefined) families.get(metric.name)?.samples.push({ labels, value });
    }
  }
  return [...families.values()];
}

function channelSamples(meters: readonly MeterState[]): readonly Sample[] {
  return meters.flatMap((meter) =>
    meter.channels.flatMap(({ channel, kind, unit, value }): Sample[] => {
      if (value === undefined || !Number.isFinite(value)) return [];
      return [{ labels: { ...labelsOf(meter), channel: String(channel), kind, unit }, value }];
    }),
  );
}

function aboutLines({ sources }: GatewayState): readonly MetricFamily[] {
  const each = (value: (source: GatewayState["sources"][number]) => number | undefined) =>
    sources.flatMap((source): Sample[] => {
      const { name, type } = source;
      const number = value(source);
      return number === undefined ? [] : [{ labels: { source: name, type }, value: number }];
    });
  return [
    gauge(
      "meter2mqtt_source_up",
      "Whether the source is open",
      each(({ status }) => (status === "open" ? 1 : 0)),
    ),
    counter(
      "meter2mqtt_line_octets",
      "Octets received",
      each(({ line }) => line.octets),
    ),
    counter(
      "meter2mqtt_line_frames",
      "Frames whose checks passed",
      each(({ line }) => line.frames),
    ),
    counter(
      "meter2mqtt_line_damaged_frames",
      "Frames whose checks failed",
      each(({ line }) => line.damagedFrames),
    ),
    counter(
      "meter2mqtt_line_noise_octets",
      "Octets outside frames",
      each(({ line }) => line.noiseOctets),
    ),
    counter(
      "meter2mqtt_line_readings",
      "Readings decoded",
      each(({ line }) => line.readings),
    ),
    gauge(
      "meter2mqtt_line_good_frame_ratio",
      "Part of the last minute's frames whose checks passed",
      each(({ line }) => line.goodFrameRatio),
    ),
    gauge(
      "meter2mqtt_line_last_octet_timestamp_seconds",
      "Arrival of the last octet",
      each(({ line }) => (line.lastOctetAt === undefined ? undefined : Date.parse(line.lastOctetAt) / 1000)),
    ),
  ];
}

function aboutSinks({ sinks }: GatewayState): readonly MetricFamily[] {
  const each = (value: (sink: GatewayState["sinks"][number]) => number | undefined) =>
    sinks.flatMap((sink): Sample[] => {
      const number = value(sink);
      return number === undefined ? [] : [{ labels: { sink: sink.name, type: sink.type }, value: number }];
    });
  return [
    gauge(
      "meter2mqtt_sink_up",
      "Whether the destination takes entries",
      each(({ status }) => (status === "open" ? 1 : 0)),
    ),
    gauge(
      "meter2mqtt_sink_waiting",
      "Entries that the destination has not got yet",
      each(({ waiting }) => waiting),
    ),
    counter(
      "meter2mqtt_sink_delivered",
      "Entries delivered",
      each(({ delivered }) => delivered),
    ),
    counter(
      "meter2mqtt_sink_dropped",
      "Entries given up",
      each(({ dropped }) => dropped),
    ),
  ];
}

function labelsOf({ meter, source }: MeterState): Sample["labels"] {
  return { meter, source };
}

function gauge(name: string, help: string, samples: readonly Sample[]): MetricFamily {
  return { name, type: "gauge", help, samples };
}

function counter(name: string, help: string, samples: readonly Sample[]): MetricFamily {
  return { name, type: "counter", help, samples };
}
