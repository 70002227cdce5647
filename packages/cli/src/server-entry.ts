/** The one place where the command line meets the server's code; loaded only by commands that run a server. */
export const loadServer = () => import('@steward/server');

export type { RunningServer, ServerOptions } from '@steward/server';
