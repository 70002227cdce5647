import type { Answer } from '@steward/client/problem.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Draft, drafts, type KeptTexts } from './drafts.ts';
import { type RecordWriter, recordWriter, type StewardRecord } from './record-writer.ts';

const address = 'http://127.0.0.1:4000';
const record: StewardRecord = {
  ...{ kind: 'System', id: 'id', key: 'checkout', label: 'Checkout', revision: 4 },
  ...{
    updatedAt: '2026-01-01T00:00:00.000Z',
    archivedAt: null,
    viewerCanUpdate: true,
    document: { key: 'checkout' },
  },
};
const edit = {
  ...({ action: 'UPDATE', kind: 'System', key: 'checkout' } as const),
  ...{ fields: { name: 'New' }, expectedRevision: 3 },
};
const sentEdit = { ...edit, fields: '{"name":"New"}' };
const payload = { __typename: 'WriteRecordsPayload', records: [{ revision: 4, changed: ['name'], record }] };
const success = { type: 'WRITTEN', records: [record], steps: [] };
const lost: Answer<never> = { ok: false, problem: { kind: 'UNREACHABLE', message: 'nobody answers' } };
const answered = (writeRecords: object): Answer<never> => ({ ok: true, data: { writeRecords } as never });
const refused = (code: string): Answer<never> => ({
  ok: false,
  problem: { kind: 'REFUSED', code, message: 'no', path: [], requestId: null },
});

let texts: Map<string, string>;
let sent: { idempotencyKey: string }[];
let answers: Answer<never>[];
/** What lay in the store at the moment of each request. */
let keptThen: string[][];
let keys = 0;

const kept = (): KeptTexts => ({
  names: async () => [...texts.keys()],
  read: async (name) => texts.get(name),
  write: async (name, text) => void texts.set(name, text),
  remove: async (name) => void texts.delete(name),
});
const writerAt = (at: string | undefined = address): RecordWriter =>
  recordWriter({
    drafts: drafts(kept()),
    newKey: () => `key-${++keys}`,
    connection: {
      address: () => at,
      look: async () => {},
      request: (async (_: unknown, { input }: { input: { idempotencyKey: string } }) => {
        sent.push(input);
        keptThen.push([...texts.keys()]);
        return answers.shift() ?? lost;
      }) as never,
    },
  });

beforeEach(() => {
  texts = new Map();
  sent = [];
  answers = [];
  keptThen = [];
  keys = 0;
});

describe('a write', () => {
  it('is kept with its key before it is sent, and forgotten when it is answered', async () => {
    answers = [answered(payload)];
    const heard: string[] = [];
    const writer = writerAt();
    writer.onWritten(({ key }) => heard.push(key));
    expect(await writer.write([edit])).toEqual(success);
    expect(sent).toEqual([{ writes: [sentEdit], idempotencyKey: 'key-1' }]);
    expect(keptThen).toEqual([['key-1']]);
    expect([...texts.keys()]).toEqual([]);
    expect(heard).toEqual(['checkout']);
  });

  it.each([
    [
      'INVALID',
      answered({ __typename: 'ValidationError', message: 'm', issues: [{ path: ['name'], message: 'm' }] }),
      { type: 'INVALID', message: 'm', issues: [{ path: ['name'], message: 'm' }] },
    ],
    [
      'CONFLICT',
      answered({ __typename: 'ConflictError', message: 'm', changedBy: 'Ada' }),
      { type: 'CONFLICT', message: 'm', changedBy: 'Ada' },
    ],
    [
      'forbidden',
      answered({ __typename: 'ForbiddenError', code: 'FORBIDDEN', message: 'm' }),
      { type: 'REFUSED', code: 'FORBIDDEN', message: 'm' },
    ],
    ['wrong input', refused('BAD_USER_INPUT'), { type: 'REFUSED', code: 'BAD_USER_INPUT', message: 'no' }],
  ])('that is answered with %s is over', async (_, answer, outcome) => {
    answers = [answer];
    expect(await writerAt().write([edit])).toEqual(outcome);
    expect([...texts.keys()]).toEqual([]);
  });

  it.each([
    ['nobody answers', lost],
    ['not now', refused('UNAVAILABLE')],
    ['signed out', { ok: false, problem: { kind: 'UNAUTHENTICATED', message: 'm' } } as const],
  ])(
    'without an answer (%s) is sent again with the same key, and another write with another',
    async (_, answer) => {
      answers = [answer, answered(payload), answered(payload)];
      const writer = writerAt();
      expect(await writer.write([edit])).toMatchObject({ type: 'UNANSWERED' });
      expect(await writer.write([{ ...edit, fields: { name: 'Other' } }])).toMatchObject({ type: 'WRITTEN' });
      expect(await writer.write([edit])).toMatchObject({ type: 'WRITTEN' });
      expect(sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key-1', 'key-2', 'key-1']);
      expect([...texts.keys()]).toEqual([]);
    },
  );
});

describe('what an earlier run left', () => {
  const left = (at: string): Draft => ({
    ...{ mutation: 'WriteRecords', input: { writes: [sentEdit] } },
    ...{ address: at, idempotencyKey: `left ${at}` },
  });
  const leave = (...all: Draft[]) => {
    for (const draft of all) texts.set(draft.idempotencyKey, JSON.stringify(draft));
  };

  it('F19 is sent once with the key it had, and then is nothing any more', async () => {
    leave(left(address));
    answers = [answered(payload)];
    expect(await writerAt().resend()).toEqual([{ draft: left(address), outcome: success }]);
    expect(await writerAt().resend()).toEqual([]);
    expect(sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual([`left ${address}`]);
  });

  it('goes to the server it was meant for, which on this machine may have another port', async () => {
    leave(left('http://localhost:1'), left('https://steward.example.com'));
    answers = [answered(payload)];
    await writerAt().resend();
    expect(sent.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['left http://localhost:1']);
    expect([...texts.keys()]).toEqual(['left https://steward.example.com']);
  });

  it('stays while nobody answers, and nothing else that lies there is sent', async () => {
    leave(left(address));
    texts.set('cut off', '{"key":');
    texts.set('another', '{}');
    expect(await writerAt().resend()).toEqual([
      { draft: left(address), outcome: { type: 'UNANSWERED', message: 'nobody answers' } },
    ]);
    expect([...texts.keys()]).toContain(`left ${address}`);
  });

  it('asks for no server when there is nothing', async () => {
    let looked = 0;
    const writer = recordWriter({
      drafts: drafts(kept()),
      newKey: () => 'key',
      connection: {
        address: () => undefined,
        look: async () => void looked++,
        request: async () => lost,
      },
    });
    expect(await writer.resend()).toEqual([]);
    expect(looked).toBe(0);
  });
});
