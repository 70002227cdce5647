import type { ErrorCode } from '../request-error.ts';

/** An answer that holds one error in the form every GraphQL client reads. */
export function errorAnswer(
  status: number,
  code: ErrorCode,
  message: string,
  more: { headers?: Record<string, string>; extensions?: Record<string, unknown> } = {},
): Response {
  const body = JSON.stringify({ errors: [{ message, extensions: { code, ...more.extensions } }] });
  const headers = { 'content-type': 'application/json; charset=utf-8', ...more.headers };
  return new Response(body, { status, headers });
}

export const textAnswer = (status: number, text: string, headers: Record<string, string> = {}): Response =>
  new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
