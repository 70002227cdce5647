import type { TypedDocumentString } from './operations.generated.ts';
import type { Answer, ServerProblem } from './problem.ts';

export interface ClientOptions {
  /** Such as `http://127.0.0.1:4000`, without a slash at the end. */
  readonly address: string;
  readonly token: string | null;
  /** Which door the history shows. */
  readonly client: 'cli' | 'editor';
  /** Milliseconds after which a question counts as unanswered; 30,000 unless given. */
  readonly timeout?: number;
  /** In place of the platform's own. */
  readonly fetch?: typeof fetch;
}

export interface StewardClient {
  readonly address: string;
  /** Sends one operation. Never throws for what a server or a network can do; aborting rejects with the reason. */
  readonly ask: <Data, Variables>(
    operation: TypedDocumentString<Data, Variables>,
    variables: Variables,
    options?: { readonly signal?: AbortSignal; readonly timeout?: number },
  ) => Promise<Answer<Data>>;
}

/** The one way our programs speak to a server. */
export function createClient(options: ClientOptions): StewardClient {
  const { address, token, client, timeout = 30_000, fetch: send = fetch } = options;
  const headers = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    'x-steward-client': client,
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  const exchange = async (query: string, variables: unknown, signal: AbortSignal): Promise<unknown> => {
    const body = JSON.stringify({ query, variables });
    const sent = send(`${address}/graphql`, { method: 'POST', headers, body, signal });
    return dataOf(
      await sent.catch((cause: unknown) => {
        throw new NoAnswer('no answer', { cause });
      }),
    );
  };
  return {
    address,
    ask: async (operation, variables, { signal, timeout: own = timeout } = {}) => {
      const late = AbortSignal.timeout(own);
      const end = signal ? AbortSignal.any([signal, late]) : late;
      try {
        return { ok: true, data: (await exchange(operation.toString(), variables, end)) as never };
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        return { ok: false, problem: problemOf(error, { address, timeout: own, late: late.aborted }) };
      }
    },
  };
}

interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The data of an answer; throws for every other one, `NoData` where it says why, and what the network threw. */
async function dataOf(response: Response): Promise<unknown> {
  const isJson = /^application\/(graphql-response\+)?json\b/i.test(
    response.headers.get('content-type') ?? '',
  );
  const body = isJson ? readJson(await response.text()) : {};
  if (response.ok && !body.errors && body.data != null) return body.data;
  if (response.ok && !body.errors) throw new Error('an answer without data');
  throw new NoData(response.status, body.errors);
}

function readJson(text: string): { data?: unknown; errors?: readonly AnswerError[] } {
  const body: unknown = JSON.parse(text);
  return body !== null && typeof body === 'object' ? body : {};
}

function problemOf(
  error: unknown,
  { address, timeout, late }: { address: string; timeout: number; late: boolean },
): ServerProblem {
  if (late)
    return {
      ...unreachable(`the server at ${address} did not answer within ${timeout / 1000} seconds: try again`),
      late: true,
    };
  if (error instanceof NoAnswer)
    return unreachable(`no server answers at ${address}: ${causeOf(error.cause)}`);
  // An answer that breaks off.
  if (error instanceof TypeError)
    return unreachable(`the answer of the server at ${address} broke off: ${causeOf(error)}`);
  if (!(error instanceof NoData)) return noSteward(address, 'an answer of another form');
  const { status, errors } = error;
  const [first] = errors ?? [];
  if (!first || typeof first.extensions?.code !== 'string')
    return status === 401 ? unauthenticated : noSteward(address, `HTTP ${status}`);
  const { code, requestId, busy } = first.extensions;
  if (code === 'UNAUTHENTICATED') return unauthenticated;
  return {
    kind: 'REFUSED',
    code,
    message: first.message,
    path: first.path ?? [],
    requestId: typeof requestId === 'string' ? requestId : null,
    ...(busy === true ? { busy } : {}),
  };
}

const unreachable = (message: string): Extract<ServerProblem, { kind: 'UNREACHABLE' }> => ({
  kind: 'UNREACHABLE',
  message,
});

const noSteward = (address: string, how: string): ServerProblem =>
  unreachable(`what answers at ${address} is no Steward server (${how}): check the address`);

const unauthenticated: ServerProblem = {
  kind: 'UNAUTHENTICATED',
  message:
    'the server does not accept the token: take the one that `steward token` prints on the machine of the server, or make one with `steward tokens create`',
};

/** Nobody answered; other errors come of an answer that could not be read. */
class NoAnswer extends Error {}

/** An answer came, and it holds errors or is none of a server like ours. */
class NoData extends Error {
  readonly status: number;
  readonly errors: readonly AnswerError[] | undefined;
  constructor(status: number, errors: readonly AnswerError[] | undefined) {
    super('no data');
    this.status = status;
    this.errors = errors;
  }
}

/** What the network said, without its stack: `fetch failed` alone tells nobody anything. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : null;
  if (code === 'ECONNREFUSED') return 'the connection is refused';
  if (code === 'ENOTFOUND') return 'its name is not known';
  return inner instanceof Error ? inner.message : String(inner);
}
