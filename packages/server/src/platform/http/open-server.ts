import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopbackName } from '@steward/domain/settings/loopback.ts';

export type ListenProblem = {
  code: 'HOST_NOT_LOOPBACK' | 'PORT_IN_USE' | 'PORT_REFUSED';
  message: string;
  fix: string;
};

export type Listening = { ok: true; address: string } | { ok: false; problem: ListenProblem };

const refuse = (code: ListenProblem['code'], message: string, fix: string): Listening => ({
  ok: false,
  problem: { code, message, fix },
});

/** Without sign-in the server serves this machine alone. Null when it may listen there. */
export const hostProblem = (host: string, signIn = false): ListenProblem | null =>
  signIn || isLoopbackName(host)
    ? null
    : {
        code: 'HOST_NOT_LOOPBACK',
        message: `The server does not listen on ${host}: without sign-in it serves this machine alone.`,
        fix: 'Use 127.0.0.1, ::1 or localhost, or set oidc.issuer.',
      };

export interface Place {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** Listens there. `address` is such as http://127.0.0.1:4000, and leads there from this machine. */
export async function openServer(server: Server, { host, port }: Place): Promise<Listening> {
  const listening = Promise.withResolvers<NodeJS.ErrnoException | null>();
  const onError = (error: NodeJS.ErrnoException) => listening.resolve(error);
  server.once('error', onError);
  server.listen({ host: host.replace(/^\[(.*)\]$/, '$1'), port }, () => listening.resolve(null));
  const error = await listening.promise;
  server.off('error', onError);
  if (error?.code === 'EADDRINUSE')
    return refuse(
      'PORT_IN_USE',
      `Port ${port} of ${host} is in use by another program.`,
      'End that program, or choose another port with --port or STEWARD_PORT.',
    );
  if (error)
    return refuse(
      'PORT_REFUSED',
      `The system does not let the server listen on port ${port} of ${host} (${error.code ?? error.message}).`,
      'Choose another port with --port or STEWARD_PORT.',
    );
  const { port: given } = server.address() as AddressInfo;
  return { ok: true, address: `http://${calledHost(host)}:${given}` };
}

/** Every address of the machine is no address to call. */
function calledHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

/** What is in the way of listening there, before anything else is begun; null when nothing is. */
export async function listenProblem(place: Place): Promise<ListenProblem | null> {
  const trial = createServer();
  const listening = await openServer(trial, place);
  if (!listening.ok) return listening.problem;
  await drain(trial, 0);
  return null;
}

/** Stops listening, lets requests under way end, and cuts those that have not ended after `graceMs`. */
export async function drain(server: Server, graceMs: number): Promise<void> {
  const closed = Promise.withResolvers<void>();
  server.close(() => closed.resolve());
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed.promise;
  clearTimeout(timer);
}
