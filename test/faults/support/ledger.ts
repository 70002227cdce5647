// What a client knows of its writes, whatever becomes of the server.

/**
 * `invoked`: sent, not answered yet. `unknown`: the connection ended without an answer. `refused`: answered, with an
 * error that says that nothing was written.
 */
export type WriteState = 'invoked' | 'acknowledged' | 'refused' | 'unknown';

export interface TeamInput {
  readonly key: string;
  readonly idempotencyKey: string;
  readonly name?: string;
  /** Stands nowhere else: whoever finds it knows which write put it there. */
  readonly description: string;
  readonly contacts: readonly { readonly value: string }[];
  readonly expectedRevision?: number;
}

export interface Write {
  readonly mutation: 'createTeam' | 'updateTeam';
  readonly input: TeamInput;
  /** What the client knows before it asks; `either` where other writers are at the same record. */
  readonly expected: 'done' | 'refused' | 'either';
  state: WriteState;
  /** True when the whole request was given to the operating system. */
  sent: boolean;
  /** The revision that an acknowledged write says it made. */
  revision: number | null;
  /** Typename of the refusal, or why there was no answer. */
  reason: string | null;
}

/** The revision that a write makes if it is done. */
export const revisionOf = ({ mutation, input }: Write): number =>
  mutation === 'createTeam' ? 1 : (input.expectedRevision ?? Number.NaN) + 1;

/** All writes to one database since it was empty. */
export class Ledger {
  readonly writes: Write[] = [];

  invoke(write: Pick<Write, 'mutation' | 'input' | 'expected'>): Write {
    const entry: Write = { ...write, state: 'invoked', sent: false, revision: null, reason: null };
    this.writes.push(entry);
    return entry;
  }

  in(state: WriteState): Write[] {
    return this.writes.filter((write) => write.state === state);
  }

  /** The acknowledged writes of each key, by revision. */
  acknowledged(): Map<string, Write[]> {
    const byKey = Map.groupBy(this.in('acknowledged'), ({ input }) => input.key);
    for (const writes of byKey.values()) writes.sort((a, b) => revisionOf(a) - revisionOf(b));
    return byKey;
  }
}
