/** The option of every command that speaks to a server. */
export const serverOption = [
  '--server <address>',
  'server to speak to; else STEWARD_SERVER, steward.config.json, or the one running here',
] as const;
