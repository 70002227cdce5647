import type { LoadTarget } from './http-load.ts';

/** One question; its answer as text. Rejects unless it went well. */
export async function askText(target: LoadTarget, body: string): Promise<string> {
  const response = await fetch(target.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...target.headers },
    body,
  });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors":['))
    throw new Error(`${target.url} answered ${text}`);
  return text;
}

/** One document to Steward; its data. */
export async function askSteward<Data>(
  target: LoadTarget,
  query: string,
  variables: object = {},
): Promise<Data> {
  return (JSON.parse(await askText(target, JSON.stringify({ query, variables }))) as { data: Data }).data;
}
