/** Open means asked for and not over. In the order of their life. */
export const openChangeStates = [
  'SUBMITTED',
  'ASSESSING',
  'AUTHORIZED',
  'SCHEDULED',
  'IMPLEMENTING',
  'IMPLEMENTED',
  'REVIEW',
] as const;
