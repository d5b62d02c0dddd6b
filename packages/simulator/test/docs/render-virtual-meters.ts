import type { VirtualMeterDescription } from "../../src/index.ts";

const introduction = `# Virtual meters

A virtual meter sends what a real one of its make and country would send: the same frames in the same rhythm, with the made-up
numbers of a made-up household. Try a configuration with it, a dashboard, or a reader of your own.

\`\`\`
node bin/meter2mqtt.js simulate --list                        # names them
node bin/meter2mqtt.js simulate --meter p1-nl --tcp 8088      # every client that connects gets the frames
node bin/meter2mqtt.js simulate --meter emh-de --pty /tmp/m   # a serial port (needs socat)
node bin/meter2mqtt.js simulate --meter kaifa-at --stdout > capture.bin
\`\`\`

\`simulate\` prints the settings that read the meter, its made-up keys among them; \`--key\` and \`--auth-key\` give it others.
\`--seed\` chooses the household and \`--speed\` lets its time run faster. \`--fault noise=0.1,lost=0.01,truncated=0.05,checksum=0.02\`
damages frames with these probabilities. In a configuration the same meters are sources:

\`\`\`yaml
sources:
  - type: simulator
    model: sagemcom-lu
\`\`\`

Registers, powers, voltages and currents fit each other; meters with a plant on the roof also feed the grid. The tests read the
frames of each of these meters, at any time of the year and in any chunks, and compare all that the decoder says with what
the household did.
`;

/** How the frames of a meter are protected, in a word. */
function protectionOf({ speech }: VirtualMeterDescription): string {
  const form = speech.kind === "sml" ? undefined : speech.ciphering;
  if (form === undefined) return "plain";
  return (form.securityControl & 0x10) === 0 ? "encrypted" : "encrypted, signed";
}

/** docs/guides/simulator.md, from the table of virtual meters. */
export function renderVirtualMetersDocs(meters: readonly VirtualMeterDescription[]): string {
  const rows = meters.map((meter) => {
    const { name, country, framing, about } = meter;
    return `| \`${name}\` | ${country} | ${framing} | ${protectionOf(meter)} | ${about} |`;
  });
  const head = ["| Name | Country | Framing | Frames | What it is |", "| --- | --- | --- | --- | --- |"];
  return `${introduction}\n${[...head, ...rows].join("\n")}\n`;
}
