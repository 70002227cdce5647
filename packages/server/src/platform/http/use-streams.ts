import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
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
      const who = String(request.context.actor.personId);
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
        onSubscribeResult: ({ result }) => {
          if (!(Symbol.asyncIterator in result)) end();
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
