import type { Limits } from '../limits/limits.ts';
import { workUnderWay } from '../under-way.ts';
import { errorAnswer } from './answer.ts';
import type { Params } from './read-params.ts';

/** Runs a request until it is done, its time is over or its client has gone; in the last two cases nothing new begins. */
export async function withDeadline(
  request: Request,
  params: Params,
  limits: Limits,
  run: (signal: AbortSignal) => Promise<Response>,
): Promise<Response> {
  // A document that holds a mutation anywhere is given the longer time.
  const ms = /\bmutation\b/.test(params.query) ? limits.mutationMs : limits.queryMs;
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), ms);
  const signal = AbortSignal.any([over.signal, request.signal]);
  const stopped = Promise.withResolvers<Response>();
  const stop = () => {
    const work = workUnderWay();
    const why = work
      ? `${work}: send the same request again`
      : `the request took longer than ${ms} ms: ask for less at once`;
    const extensions = { retryAfterMs: 1_000, ...(work ? { busy: true } : {}) };
    stopped.resolve(errorAnswer(503, 'UNAVAILABLE', why, { extensions, headers: { 'retry-after': '1' } }));
  };
  signal.addEventListener('abort', stop, { once: true });
  // A stream has been answered when it begins: it may stay open.
  return Promise.race([run(signal), stopped.promise]).finally(() => clearTimeout(timer));
}
