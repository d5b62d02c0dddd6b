import { readFileSync } from "node:fs";

/** Ticks of a processor's time in a second, as `/proc` counts them: Linux shows 100 to programs, whatever it uses itself. */
const ticksPerSecond = 100;

/** Octets of a process that are in memory, those it shares with others included. */
export function residentOctets(pid: number): number {
  return 1024 * numberIn(pid, "status", /^VmRSS:\s*(\d+)/m);
}

/** Octets that a process has caused to be written to a disk: whole pages of the system's cache that it changed. */
export function writtenOctets(pid: number): number {
  return numberIn(pid, "io", /^write_bytes: (\d+)/m);
}

/** Seconds of a processor's time that a process has used. */
export function processorSeconds(pid: number): number {
  // The program's name, in brackets, may hold blanks; user and system time are the 12th and 13th field behind it.
  const fields = textOf(pid, "stat").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function numberIn(pid: number, file: string, pattern: RegExp): number {
  return Number(pattern.exec(textOf(pid, file))?.[1]);
}

function textOf(pid: number, file: string): string {
  return readFileSync(`/proc/${pid}/${file}`, "utf8");
}
