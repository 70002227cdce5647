import type { Answer, ServerProblem } from './problem.ts';

export interface Patience {
  /** Hears why the server is not done yet, each time it says so. */
  readonly onBusy?: (why: string) => void;
  /** Milliseconds since any fixed moment. */
  readonly now?: () => number;
}

/** How often an answer may be lost on the way. */
const mostLost = 3;
/** Milliseconds to wait for a server that is at work. */
const longestMs = 30 * 60_000;

/**
 * Asks the same until there is an answer. For questions, and for writes with an idempotency key: whether a write whose
 * answer was lost has happened is only known by asking again with the same key. A server that is at work, on this or on
 * what has to be done before, is waited for; one that is gone is not.
 */
export async function insisting<Data>(
  ask: () => Promise<Answer<Data>>,
  { onBusy = () => {}, now = () => performance.now() }: Patience = {},
): Promise<Answer<Data>> {
  const began = now();
  for (let lost = 0; ; ) {
    const answer = await ask();
    if (answer.ok) return answer;
    const { problem } = answer;
    if (problem.kind === 'REFUSED' && problem.busy && now() - began < longestMs) onBusy(problem.message);
    else {
      lost += 1;
      if (lost >= mostLost || !mayBeLost(problem)) return answer;
    }
  }
}

const mayBeLost = (problem: ServerProblem): boolean =>
  problem.kind === 'UNREACHABLE' || (problem.kind === 'REFUSED' && problem.code === 'UNAVAILABLE');
