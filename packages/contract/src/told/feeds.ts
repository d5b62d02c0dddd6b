/** Why prices and sources over the network failed, and what a test of one saw. */
export const toldFeeds = {} as const;
