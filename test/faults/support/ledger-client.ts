// Sends writes and keeps what becomes of them.
import { Agent, request } from 'node:http';
import type { Write } from './ledger.ts';
import type { Ready } from './server-process.ts';

// The record itself is not asked for: reading it would wait for the write that is still under way.
const document = (
  mutation: Write['mutation'],
) => `mutation ($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) {
  result: ${mutation}(input: $input) { __typename
    ... on UserError { code message }
    ... on ConflictError { currentRevision }
    ... on ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Payload { revision } } }`;

export interface TeamRow {
  readonly key: string;
  readonly revision: number;
  readonly description: string | null;
  readonly contacts: readonly { readonly value: string }[];
}

interface WriteAnswer {
  readonly data?: {
    readonly result: {
      readonly __typename: string;
      readonly message?: string;
      readonly currentRevision?: number | null;
      readonly revision?: number;
    };
  };
  readonly errors?: readonly { readonly message: string }[];
}

/** One connection of its own, as one user has. */
export interface LedgerClient {
  /**
   * Settles when the write is answered or lost; never rejects. `currentRevision` comes with a conflict. `onSent` is
   * called when the whole request was given to the operating system.
   */
  send(write: Write, onSent?: () => void): Promise<{ currentRevision: number | null }>;
  /** Every team that the API gives, page after page. */
  teams(): Promise<TeamRow[]>;
  close(): void;
}

export function ledgerClient({ address, token }: Ready): LedgerClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = (body: object, onSent?: () => void): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const outgoing = request(`${address}/graphql`, { agent, method: 'POST', headers }, (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
        });
        incoming.once('error', reject);
        incoming.once('close', () =>
          incoming.complete ? resolve(JSON.parse(text)) : reject(new Error('the answer is cut off')),
        );
      });
      outgoing.once('error', reject);
      if (onSent) outgoing.once('finish', onSent);
      outgoing.end(JSON.stringify(body));
    });
  return {
    send: async (write, onSent) => {
      const body = { query: document(write.mutation), variables: { input: write.input } };
      try {
        const answer = await post(body, () => {
          write.sent = true;
          onSent?.();
        });
        return keep(write, answer as WriteAnswer);
      } catch (error) {
        write.state = 'unknown';
        write.reason = error instanceof Error ? error.message : String(error);
        return { currentRevision: null };
      }
    },
    teams: async () => {
      const query = `query ($after: String) { teams(first: 100, after: $after) {
        nodes { key revision description contacts { value } } pageInfo { hasNextPage endCursor } } }`;
      const rows: TeamRow[] = [];
      for (let after: string | null = null; ; ) {
        const answer = (await post({ query, variables: { after } })) as TeamsAnswer;
        if (!answer.data) throw new Error(`the teams cannot be read: ${JSON.stringify(answer)}`);
        const { nodes, pageInfo }: TeamsAnswer['data']['teams'] = answer.data.teams;
        rows.push(...nodes);
        if (!pageInfo.hasNextPage) return rows;
        after = pageInfo.endCursor;
      }
    },
    close: () => agent.destroy(),
  };
}

interface TeamsAnswer {
  readonly data: {
    readonly teams: {
      readonly nodes: TeamRow[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

function keep(write: Write, answer: WriteAnswer): { currentRevision: number | null } {
  const result = answer.data?.result;
  if (!result) {
    // UNAVAILABLE and its like do not say whether the write was done: the same request again does.
    write.state = 'unknown';
    write.reason = answer.errors?.[0]?.message ?? 'an answer without data and errors';
    return { currentRevision: null };
  }
  if (result.revision !== undefined) {
    write.state = 'acknowledged';
    write.revision = result.revision;
    write.reason = null;
  } else {
    write.state = 'refused';
    write.reason = `${result.__typename}: ${result.message}`;
  }
  return { currentRevision: result.currentRevision ?? null };
}
