import { describe, expect, it } from 'vitest';
import type { Connection } from './connection.ts';
import { localCodeowners, localIndex } from './local-index.ts';
import { serverIndexSource } from './server-index-source.ts';

/** A connection that answers this, and the variables it was asked with. */
function answering(answer: unknown) {
  const asked: unknown[] = [];
  const request = (async (_document: unknown, variables: unknown) => {
    asked.push(variables);
    return answer;
  }) as Connection['request'];
  return { asked, source: serverIndexSource({ request }) };
}
const signal = new AbortController().signal;
const known = {
  state: 'KNOWN' as const,
  index: { ...localIndex('h/a', localCodeowners('CODEOWNERS', 'GITHUB', '')), revision: '7' },
};
const data = (repositoryIndex: object) => ({ ok: true, data: { repositoryIndex } });

describe('the index from the server', () => {
  it('is asked for with the revision that is here, and kept when nothing changed', async () => {
    const { asked, source } = answering(data({ state: 'UNCHANGED', revision: '7', index: null }));
    expect(await source.load('h/a', signal, known)).toBe(known);
    expect(asked).toEqual([{ repository: 'h/a', knownRevision: '7' }]);
  });

  it('is the new one when there is one', async () => {
    const { asked, source } = answering(data({ state: 'CURRENT', revision: '8', index: { revision: '8' } }));
    expect(await source.load('h/a', signal, undefined)).toEqual({ state: 'KNOWN', index: { revision: '8' } });
    expect(asked).toEqual([{ repository: 'h/a', knownRevision: null }]);
  });

  it('may not be there, which is an answer, and may fail, which is none', async () => {
    const unknown = answering(data({ state: 'REPOSITORY_UNKNOWN', revision: null, index: null }));
    expect(await unknown.source.load('h/a', signal, known)).toEqual({ state: 'REPOSITORY_UNKNOWN' });
    const failing = answering({ ok: false, problem: { kind: 'UNREACHABLE', message: 'no server answers' } });
    await expect(failing.source.load('h/a', signal, known)).rejects.toThrow('no server answers');
  });
});
