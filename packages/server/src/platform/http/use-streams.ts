import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { actorIdOf } from '../context.ts';
import type { RightsEnd } from '../identity/identity.ts';
import { badUserInput, requestError } from '../request-error.ts';
import type { GraphqlRequest } from './graphql.ts';

export const streamType = 'text/event-stream';

/** True for every document that holds a subscription, and for few others. */
export const mayStream = (document: string): boolean => /\bsubscription\b/.test(document);

export interface StreamsOptions {
  /** Streams that one person may have open at a time. */
  most: number;
  requestOf: (contextValue: unknown) => GraphqlRequest;
  publicResult: (result: ExecutionResult, request: GraphqlRequest) => ExecutionResult;
}

/** Subscriptions are streams: for those who can read one, and so many for each person at a time. */
export function useStreams({ most, requestOf, publicResult }: StreamsOptions): Plugin {
  const open = new Map<string, number>();
  return {
    onSubscribe: ({ args, setResultAndStopExecution }) => {
      const request = requestOf(args.contextValue);
      const who = String(actorIdOf(request.context.actor));
      const refuse = (error: ReturnType<typeof badUserInput>) =>
        setResultAndStopExecution({ errors: [error] });
      if (!request.accept?.includes(streamType))
        return refuse(badUserInput(`a subscription is answered by a stream: send Accept: ${streamType}`));
      const count = open.get(who) ?? 0;
      if (count >= most)
        return refuse(
          requestError('RATE_LIMITED', `${most} streams of yours are open, and no more may be: end one`, {
            retryAfterMs: 1_000,
          }),
        );
      open.set(who, count + 1);
      let ended = false;
      const end = () => {
        if (ended) return;
        ended = true;
        const left = (open.get(who) ?? 1) - 1;
        if (left > 0) open.set(who, left);
        else open.delete(who);
      };
      request.signal.addEventListener('abort', end, { once: true });
      return {
        onSubscribeResult: ({ result, setResult }) => {
          if (Symbol.asyncIterator in result) setResult(endingWithRights(result, request.context.rights));
          else end();
          return {
            onNext: ({ result: next, setResult }) => {
              if (!(Symbol.asyncIterator in next)) setResult(publicResult(next as ExecutionResult, request));
            },
            onEnd: end,
          };
        },
        onSubscribeError: end,
      };
    },
  };
}

/** The same stream; one that ends because the rights of its reader did says so with its last word. */
async function* endingWithRights(
  results: AsyncIterable<ExecutionResult>,
  rights: AbortSignal | undefined,
): AsyncGenerator<ExecutionResult, void> {
  yield* results;
  if (!rights?.aborted) return;
  const error =
    (rights.reason as RightsEnd) === 'GONE'
      ? requestError('UNAUTHENTICATED', 'the token of this stream is no longer valid: sign in anew')
      : requestError('UNAVAILABLE', 'your rights have changed: open the stream anew', { retryAfterMs: 0 });
  yield { errors: [error] };
}
