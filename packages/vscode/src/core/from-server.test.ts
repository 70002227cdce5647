import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { describe, expect, it } from 'vitest';
import { changeEvent } from './change-event.ts';
import type { ConnectionState } from './connection.ts';
import { decidingPlace } from './file-answer.ts';
import { fileFacts } from './file-facts.ts';
import { lensParts, statusWords } from './file-words.ts';
import { localCodeowners } from './local-index.ts';
import type { IndexEntry } from './repository-index-store.ts';
import { workspaceModel } from './workspace-model.ts';

const at = (path: string) => ({ scheme: 'file', authority: '', path });
const plain = {
  t: (text: string, ...values: (string | number)[]) =>
    text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
};
const codeowners = '* @a\n/src/pay/ @acme/payments\n';

const role = (id: string, name: string, holder: string, deputy = false) => ({
  id: `${id}-${holder}`,
  role: id,
  roleName: name,
  holder,
  from: '2026-01-01T00:00:00.000Z',
  to: null,
  deputy,
});

const change = (key: string, part: Partial<RepositoryIndex['changes'][number]>) => ({
  id: key,
  key,
  title: `Title of ${key}`,
  type: 'NORMAL',
  state: 'SCHEDULED',
  plannedStart: null,
  plannedEnd: null,
  requester: 'bo',
  systems: [],
  components: [],
  codeReferences: [],
  ...part,
});

const index: RepositoryIndex = {
  repository: { id: 'r', key: 'github.com/acme/pay', name: null },
  revision: '7',
  indexedCommit: null,
  codeowners: localCodeowners('CODEOWNERS', 'GITHUB', codeowners),
  holders: [
    {
      id: 'pay',
      kind: 'TEAM',
      key: 'payments',
      name: 'Payments',
      contacts: [{ type: 'EMAIL', value: 'pay@example.com' }],
    },
    {
      id: 'bo',
      kind: 'PERSON',
      key: 'bo',
      name: 'Bo',
      contacts: [{ type: 'CHAT', value: 'https://chat.example.com/bo' }],
    },
  ],
  handles: [{ handle: '@ACME/payments', holder: 'pay' }],
  systems: [
    {
      id: 'shop',
      key: 'shop',
      name: 'Shop',
      roots: [],
      declaredOwner: null,
      roles: [role('system-owner', 'System Owner', 'bo')],
      targets: [
        {
          id: 't',
          percent: '99.95',
          basis: 'AVERAGE_MONTH_730H',
          allowedSeconds: '1314',
          achievedPercent: null,
          remainingSeconds: null,
          agreement: { key: 'sla', name: 'Shop for all' },
        },
      ],
      processes: [
        { id: 'p1', key: 'changes', name: 'Change enablement', practice: null },
        { id: 'p2', key: 'levels', name: 'Service levels', practice: null },
      ],
    },
  ],
  components: [
    {
      id: 'checkout',
      key: 'checkout',
      name: 'Checkout',
      type: 'service',
      system: 'shop',
      partOf: null,
      roots: ['src/pay'],
      declaredOwner: null,
      roles: [role('technical-lead', 'Technical lead', 'bo', true)],
    },
  ],
  changes: [
    change('CHG-1001', { systems: ['shop'] }),
    change('CHG-1002', { components: ['checkout'], systems: ['shop'] }),
    change('CHG-1003', {
      codeReferences: [
        { path: 'src/pay/a.ts', startLine: 3, endLine: 5, baseCommit: null },
        { path: 'src/pay/a.ts', startLine: 9, endLine: 9, baseCommit: null },
      ],
    }),
  ],
};

async function editorWith(entry: Partial<IndexEntry<RepositoryIndex>>, files: Record<string, string> = {}) {
  const hostChanged = changeEvent();
  const serverChanged = changeEvent();
  const server = {
    current: { answer: undefined, loadedAt: undefined, failure: undefined, loading: false, ...entry },
    state: 'CONNECTED' as ConnectionState,
    time: 0,
    become(state: ConnectionState, time: number) {
      server.state = state;
      server.time = time;
      serverChanged.fire();
    },
  };
  const model = workspaceModel(
    {
      changed: hostChanged,
      repositories: async () => [
        {
          root: at('/w'),
          remotes: [{ name: 'origin', url: 'git@github.com:acme/pay.git' }],
          settings: { repository: '', dialect: 'auto' as const },
        },
      ],
      readText: async ({ path }) => ({ '/w/CODEOWNERS': codeowners, ...files })[path],
    },
    {
      entry: () => server.current,
      connection: () => server.state,
      now: () => server.time,
      changed: serverChanged,
    },
  );
  await model.reload();
  const lens = (path: string) => lensParts(model.answer(at(path)), plain).map(({ text }) => text);
  return { model, server, lens };
}

const known = { answer: { state: 'KNOWN' as const, index }, loadedAt: 0 };

describe('what the server has told about a file', () => {
  it('is one line: component, owner, promise with its allowance, open changes near to it', async () => {
    const { model, lens } = await editorWith(known);
    expect(lens('/w/src/pay/a.ts')).toEqual([
      'Checkout',
      'owner Payments',
      '99.95 % · 21 min 54 s a month allowed',
      '2 open changes',
    ]);
    expect(statusWords(model.answer(at('/w/src/pay/a.ts')), plain)).toEqual({
      text: 'Payments · 99.95 % · 2 open changes',
      label: 'Steward: Checkout, owner Payments, 99.95 % · 21 min 54 s a month allowed, 2 open changes',
    });
    expect(lens('/w/other.ts')).toEqual(['owner @a']);
  });

  it('is a card with everything else', async () => {
    const { model } = await editorWith(known);
    const facts = fileFacts(model.answer(at('/w/src/pay/a.ts')), plain);
    const lines = facts.flatMap(({ label, value, parts = [] }) => [
      `${label}: ${value}`,
      ...parts.map((part) => `  ${part.label}: ${part.value} ${part.link}`),
    ]);
    expect(lines).toEqual([
      'Owner: Payments',
      '  E-mail: pay@example.com mailto:pay@example.com',
      'Rule: from CODEOWNERS line 2: /src/pay/ (CODEOWNERS)',
      'Component: Checkout · service',
      'System: Shop',
      'Promised: 99.95 % · 21 min 54 s a month allowed · Shop for all',
      'Achieved: nothing measured yet',
      'CHG-1003: Title of CHG-1003 · scheduled · Bo · lines 3–5, 9',
      'CHG-1002: Title of CHG-1002 · scheduled · Bo · its component',
      'CHG-1001: Title of CHG-1001 · scheduled · Bo · its system',
      'Processes: Change enablement, Service levels',
      'Technical lead, deputy: Bo · Checkout',
      '  Chat: https://chat.example.com/bo https://chat.example.com/bo',
      'System Owner: Bo · Shop',
      '  Chat: https://chat.example.com/bo https://chat.example.com/bo',
      'Repository: github.com/acme/pay',
    ]);
  });

  it.each([
    ['YEAR_365D', '315.36', '99.95 % · 5 min 15.36 s a year allowed'],
    ['CALENDAR_MONTH', '1296', '99.95 % · 21 min 36 s this month allowed'],
    ['ROLLING_28D', '1209.6', '99.95 % · 20 min 9.6 s in 28 days allowed'],
  ])('names the window of the promise: %s', async (basis, allowedSeconds, words) => {
    const [shop] = index.systems;
    const [target] = shop?.targets ?? [];
    if (!shop || !target) throw new Error('the sample has a target');
    const systems = [{ ...shop, targets: [{ ...target, basis, allowedSeconds }] }];
    const { lens } = await editorWith({
      ...known,
      answer: { state: 'KNOWN', index: { ...index, systems } },
    });
    expect(lens('/w/src/pay/a.ts')[2]).toBe(words);
  });

  it('gives way to the CODEOWNERS in front of the user, and says so', async () => {
    const { lens, model } = await editorWith(known, { '/w/CODEOWNERS': '# new\n* @somebody\n' });
    expect(lens('/w/src/pay/a.ts').slice(0, 3)).toEqual([
      'Checkout',
      'owner @somebody',
      'CODEOWNERS here differs from the indexed one',
    ]);
    expect(decidingPlace(model.answer(at('/w/src/pay/a.ts')))).toEqual({
      file: at('/w/CODEOWNERS'),
      line: 2,
    });
    const commented = await editorWith(known, { '/w/CODEOWNERS': `# only a comment\n${codeowners}` });
    expect(commented.lens('/w/src/pay/a.ts')[1]).toBe('owner Payments');
    expect(commented.lens('/w/src/pay/a.ts')[2]).not.toContain('differs');
  });

  it('stays with its age when the server is lost, and is told without it when it is back', async () => {
    const { lens, server, model } = await editorWith(known);
    let told = 0;
    model.changed.listen(() => told++);
    server.become('LOST', 30_000);
    expect(lens('/w/src/pay/a.ts').at(-1)).toBe('server away · data less than 1 min old');
    server.become('LOST', 180_000);
    expect(lens('/w/src/pay/a.ts').at(-1)).toBe('server away · data 3 min old');
    expect(statusWords(model.answer(at('/w/src/pay/a.ts')), plain)?.text).toContain('3 min old');
    server.become('LOST', 200_000);
    expect(told).toBe(2);
    server.become('CONNECTED', 200_000);
    expect(lens('/w/src/pay/a.ts').at(-1)).toBe('2 open changes');
    server.become('CONNECTED', 301_000);
    expect(lens('/w/src/pay/a.ts').at(-1)).toBe('data 5 min old');
  });

  it('is missed aloud in the card when the server is lost or does not accept the token', async () => {
    const { model, server } = await editorWith({ failure: 'no server answers at http://127.0.0.1:4000' });
    const last = () => fileFacts(model.answer(at('/w/src/pay/a.ts')), plain).at(-1);
    expect(last()?.id).toBe('repository');
    server.become('LOST', 0);
    expect(last()).toMatchObject({
      value: 'no answer: no server answers at http://127.0.0.1:4000',
      action: 'refresh',
    });
    server.become('UNAUTHENTICATED', 0);
    expect(last()).toMatchObject({
      value: 'you are signed out: sign in',
      action: 'signIn',
    });
  });

  it('can be that nobody has added the repository, which is offered', async () => {
    const { lens } = await editorWith({ answer: { state: 'REPOSITORY_UNKNOWN' }, loadedAt: 0 });
    expect(lens('/w/src/pay/a.ts')).toEqual([
      'owner @acme/payments',
      'from CODEOWNERS line 2: /src/pay/',
      'add this repository',
    ]);
  });

  it('opens nothing but pages and letters, whatever stands in a record', async () => {
    const holders = index.holders.map((holder) => ({
      ...holder,
      contacts: [
        { type: 'WEB', value: 'command:workbench.action.quit' },
        { type: 'EMAIL', value: 'a@b?body=x' },
      ],
    }));
    const { model } = await editorWith({
      ...known,
      answer: { state: 'KNOWN', index: { ...index, holders } },
    });
    const parts = fileFacts(model.answer(at('/w/src/pay/a.ts')), plain).flatMap(({ parts = [] }) => parts);
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.filter(({ link }) => link !== undefined)).toEqual([]);
  });
});
