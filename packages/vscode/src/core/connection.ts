import { createClient, type StewardClient } from '@steward/client/create-client.ts';
import type { TypedDocumentString } from '@steward/client/operations.generated.ts';
import type { Answer } from '@steward/client/problem.ts';
import { type ChangeEvent, changeEvent, type Disposable } from './change-event.ts';
import { requestLimit } from './request-limit.ts';

/** A place where a server is said to answer. */
export interface ServerPlace {
  /** Such as http://127.0.0.1:4000, without a slash at the end. */
  address: string;
  /** Null where none is known; the server then says UNAUTHENTICATED. */
  token: string | null;
  /** Whose token it is, where that is known: another token of the same one changes nothing of what is shown. */
  account?: string | undefined;
}

export type ServerSearch =
  | ({ kind: 'FOUND' } & ServerPlace)
  /** `problem` says what is wrong with a setting; undefined where simply no server runs. */
  | { kind: 'NONE'; problem: string | undefined };

/** Looks where a server is, without asking any over the network. Keeps the current one while it is still there. */
export type FindServer = (current: ServerPlace | undefined) => Promise<ServerSearch>;

export type ConnectionState =
  /** A server was found, or is being looked for; no request has come back yet. */
  | 'LOADING'
  /** No server runs on this machine, and the settings name none. */
  | 'NONE'
  /** The last request was answered. */
  | 'CONNECTED'
  /** A server that was there answers no more, or the setting that names one can not be read. */
  | 'LOST'
  /** Nobody is signed in: there is no token, or the server does not accept it. */
  | 'UNAUTHENTICATED';

/** The one way to the server, for every surface. */
export interface Connection extends Disposable {
  state(): ConnectionState;
  /** Address of the server, or of the one that was lost. */
  address(): string | undefined;
  /** Where the server is; undefined before one was found, and while it is gone by its own account. */
  place(): ServerPlace | undefined;
  /** Why there is no answer, and what to do; undefined while there is one. */
  problem(): string | undefined;
  /**
   * Sends one operation, at most six at a time over all callers. A server that has moved or started again with
   * another token is found and asked once more. Rejects only when `signal` is aborted.
   */
  request<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    signal?: AbortSignal,
  ): Promise<Answer<Data>>;
  /** A client whose questions go through `request`. */
  client(): StewardClient;
  /** Looks again where the server is, and whether a lost one is back; `anew`: not by a look that has begun already. */
  look(anew?: boolean): Promise<void>;
  /** Asks the server whether it is there, for whoever has heard nothing of it; one that is not is lost. */
  check(): Promise<void>;
  /** Fires when the state or the server has become another one; callers then ask again what they show. */
  readonly changed: ChangeEvent;
}

export interface ConnectionOptions {
  find: FindServer;
  /** In place of the platform's own. */
  fetch?: typeof fetch;
  /** Requests in flight at most. */
  limit?: number;
}

/** A connection that asks nobody before the first request. */
export function connection({ find, fetch: ask = fetch, limit = 6 }: ConnectionOptions): Connection {
  const changed = changeEvent();
  const limited = requestLimit(limit);
  const end = new AbortController();
  let state: ConnectionState = 'LOADING';
  let problem: string | undefined;
  let place: ServerPlace | undefined;
  let client: StewardClient | undefined;
  let looking: Promise<void> | undefined;

  const become = (next: ConnectionState, why?: string) => {
    if (end.signal.aborted || (next === state && why === problem)) return;
    state = next;
    problem = why;
    changed.fire();
  };
  const use = (found: ServerPlace) => {
    const before = place;
    const { address, token, account } = found;
    place = { address, token, account };
    client = createClient({ address, token, client: 'editor', timeout: 15_000, fetch: ask });
    const isSame = before?.address === address;
    // Signed out here: what is shown shall know at once, and nobody needs to be asked.
    if (isSame && before.token !== null && token === null)
      return become('UNAUTHENTICATED', signedOut(address));
    const isRenewed = isSame && account !== undefined && account === before.account && state === 'CONNECTED';
    if (isRenewed) changed.fire();
    else become('LOADING');
  };
  const findAgain = async () => {
    const found = await find(place).catch(
      (error: unknown): ServerSearch => ({ kind: 'NONE', problem: String(error) }),
    );
    if (end.signal.aborted) return;
    if (found.kind === 'FOUND') {
      if (found.address !== place?.address || found.token !== place.token || !client) use(found);
      return;
    }
    // Gone by its own account, so nobody needs to be asked; its address stays to be shown.
    client = undefined;
    become(
      place || found.problem !== undefined ? 'LOST' : 'NONE',
      found.problem ?? 'no Steward server runs on this machine',
    );
  };
  const isLive = async (address: string) => {
    const signal = AbortSignal.any([end.signal, AbortSignal.timeout(5_000)]);
    const live = await ask(`${address}/live`, { signal }).catch(() => undefined);
    return live?.ok === true;
  };
  const probe = async () => {
    if (state !== 'LOST' || !client || !place) return;
    if ((await isLive(place.address)) && state === 'LOST') become('LOADING');
  };
  const check = async () => {
    const asked = client;
    if (state !== 'CONNECTED' || !asked || !place || (await isLive(place.address))) return;
    await findAgain();
    if (asked === client && state === 'CONNECTED')
      become('LOST', `no server answers at ${asked.address}: it was there a moment ago`);
  };
  const look = (anew = false): Promise<void> => {
    if (anew && looking) return looking.then(() => look());
    looking ??= findAgain()
      .then(probe)
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };

  const request: Connection['request'] = (document, variables, signal) =>
    limited(async () => {
      const ending = signal ? AbortSignal.any([signal, end.signal]) : end.signal;
      ending.throwIfAborted();
      if (!client) await look();
      for (let again = true; ; again = false) {
        const asked = client;
        if (!asked) return unreachable(problem);
        // Nobody would be known there without a token, as was heard before.
        if (state === 'UNAUTHENTICATED' && place?.token === null)
          return unauthenticated(signedOut(place.address));
        const answer = await asked.ask(document, variables, { signal: ending });
        if (answer.ok || answer.problem.kind === 'REFUSED') {
          if (asked === client) become('CONNECTED');
          return answer;
        }
        await findAgain();
        if (again && client && client !== asked) continue;
        if (answer.problem.kind === 'UNREACHABLE') {
          if (asked === client) become('LOST', answer.problem.message);
          return answer;
        }
        const message = place?.token === null ? signedOut(asked.address) : refused(asked.address);
        if (asked === client) become('UNAUTHENTICATED', message);
        return unauthenticated(message);
      }
    });

  return {
    state: () => state,
    address: () => place?.address,
    place: () => (client ? place : undefined),
    check,
    problem: () => problem,
    request,
    client: () => ({
      address: place?.address ?? '',
      ask: (document, variables, options) => request(document, variables, options?.signal),
    }),
    look,
    changed,
    dispose: () => end.abort(new Error('the window is closed')),
  };
}

const signedOut = (address: string) =>
  `you are signed out of ${address}: sign in with "Steward: Sign In" first`;
const refused = (address: string) =>
  `the server at ${address} does not accept your token: sign in again with "Steward: Sign In"`;

const unauthenticated = (message: string): Answer<never> => ({
  ok: false,
  problem: { kind: 'UNAUTHENTICATED', message },
});

const unreachable = (message = 'no Steward server answers'): Answer<never> => ({
  ok: false,
  problem: { kind: 'UNREACHABLE', message },
});
