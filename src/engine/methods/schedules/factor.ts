/** The bounds and names of a factor γ by which a rate falls. */
export const GAMMA = {
  min: 0,
  max: 1,
  aliases: ['gamma', 'γ', 'decay', 'drop', 'decay_rate', 'decay_factor'],
} as const;
