import { type ExecutionArgs, GraphQLError, getOperationAST, getVariableValues, parse } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { requestError } from '../request-error.ts';
import { documentProblem } from './check-document.ts';
import { costOf } from './cost.ts';
import type { Limits } from './limits.ts';

/** Bounds on tokens, depth, aliases, directives and cost, all before the first resolver runs. */
export function useLimits(limits: Limits): Plugin {
  return {
    onParse: ({ setParseFn }) => {
      setParseFn((source, options) => parse(source, { ...options, maxTokens: limits.tokens }));
    },
    onSubscribe: ({ args, setResultAndStopExecution }) => {
      const judged = judge(args as ExecutionArgs, limits);
      if (judged instanceof GraphQLError) setResultAndStopExecution({ errors: [judged] });
    },
    onExecute: ({ args, setResultAndStopExecution }) => {
      const judged = judge(args as ExecutionArgs, limits);
      if (judged instanceof GraphQLError) {
        setResultAndStopExecution({ errors: [judged] });
        return;
      }
      return {
        onExecuteDone: ({ result, setResult }) => {
          if (judged === null || Symbol.asyncIterator in result) return;
          const cost = { requested: judged, limit: limits.cost };
          setResult({ ...result, extensions: { ...result.extensions, cost } });
        },
      };
    },
  };
}

/** The cost of the operation, or why it may not run. Null when the executor itself is going to refuse it. */
function judge(
  { schema, document, operationName, variableValues }: ExecutionArgs,
  limits: Limits,
): number | GraphQLError | null {
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const problem = documentProblem(document, operation, limits);
  if (problem) return problem;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {}, {
    maxErrors: 1,
  });
  if (!coerced) return null;
  const cost = costOf(schema, document, operation, coerced);
  return cost <= limits.cost
    ? cost
    : requestError(
        'QUERY_TOO_COMPLEX',
        `the document asks for up to ${cost} objects, and ${limits.cost} are allowed: ask for smaller pages`,
        { cost: { requested: cost, limit: limits.cost } },
      );
}
