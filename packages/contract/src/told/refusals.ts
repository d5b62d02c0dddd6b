/** Why the API refuses a request. */
export const toldRefusals = {} as const;
