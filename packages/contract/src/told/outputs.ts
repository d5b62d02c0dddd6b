/** Why brokers and sinks failed, and what a test of one saw. */
export const toldOutputs = {} as const;
