/** The zone of a meter of which nobody said where it is. A host that is set to UTC says nothing about that. */
export function assumedZone(): string {
  const host = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return ["UTC", "Etc/UTC", "GMT"].includes(host) ? "Europe/Berlin" : host;
}
