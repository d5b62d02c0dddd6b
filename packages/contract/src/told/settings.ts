/** What is told beside a change of the settings, and why the gateway can't start with them. */
export const toldSettings = {} as const;
