import { variablesProblem } from '../limits/check-variables.ts';
import type { Limits } from '../limits/limits.ts';
import { errorAnswer } from './answer.ts';

/** One GraphQL request as it stood in the body. */
export interface Params {
  query: string;
  operationName?: string;
  variables?: Record<string, unknown>;
}

export type ReadParams = { ok: true; params: Params } | { ok: false; answer: Response };

/** Reads the one form of request there is: a JSON object with a document, its variables and which operation to run. */
export function readParams(text: string, limits: Limits): ReadParams {
  const body = parseJson(text);
  const problem = body.ok ? problemOf(body.value, limits) : 'the body is not JSON';
  if (!body.ok || problem !== null)
    return { ok: false, answer: errorAnswer(400, 'BAD_USER_INPUT', problem ?? '') };
  const { query, operationName, variables } = body.value as Params;
  // A name that is null counts as left out.
  return {
    ok: true,
    params: { query, operationName: operationName ?? undefined, variables: variables ?? {} },
  };
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

const known = ['query', 'operationName', 'variables', 'extensions'];

function problemOf(body: unknown, limits: Limits): string | null {
  if (Array.isArray(body)) return 'send one document at a time: a list of requests is not taken';
  if (!isObject(body)) return 'the body must be a JSON object with a `query`';
  const unknown = Object.keys(body).find((name) => !known.includes(name));
  if (unknown !== undefined)
    return 'the body holds a name that is none of query, operationName and variables';
  if (typeof body.query !== 'string') return '`query` must be the text of a document';
  if (body.operationName != null && typeof body.operationName !== 'string')
    return '`operationName` must be a text';
  if (body.variables != null && !isObject(body.variables)) return '`variables` must be an object';
  if (body.extensions != null && !isObject(body.extensions)) return '`extensions` must be an object';
  return variablesProblem(body.variables ?? {}, limits);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
