import { setTimeout as later } from 'node:timers/promises';
import { requestError } from '../platform/request-error.ts';

/** Another request is at the same session, or another import is being written. */
export class NotYet extends Error {}

const TRY_EVERY_MS = 500;
/** Below the time a request may take, so that the caller hears why. */
const WAIT_AT_MOST_MS = 20_000;

/**
 * Does the work when it is its turn: it is tried again as long as it throws `NotYet`, without holding a connection
 * meanwhile. Throws UNAVAILABLE when it takes too long; the same request with the same key may then be sent again.
 */
export async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let waited = 0; ; waited += TRY_EVERY_MS) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NotYet)) throw error;
      if (waited >= WAIT_AT_MOST_MS)
        throw requestError('UNAVAILABLE', `${error.message}: send the same request again`, {
          retryAfterMs: TRY_EVERY_MS,
          busy: true,
        });
      await later(TRY_EVERY_MS);
    }
  }
}
