import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { stewardInside } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

const place = serverPlace();
let server: RunningSteward;

beforeAll(async () => {
  server = await runServer(place, ['serve', '--port', '0', '--no-demo']);
  const assign = (role: string) =>
    `a${role.replace('-', '')}: assignSystemRole(input: { key: "checkout", role: "${role}", person: "ada", expectedRevision: null
       at: "2026-01-01T00:00:00Z" }) { __typename }`;
  await askServer(
    server,
    `mutation { ada: createPerson(input: { key: "ada", name: "Ada" }) { __typename }
       grace: createPerson(input: { key: "grace", name: "Grace" }) { __typename }
       createSystem(input: { key: "checkout", name: "Checkout" }) { __typename }
       createTeam(input: { key: "pay", name: "Pay", memberships: [{ person: "ada" }] }) { __typename }
       ${assign('system-owner')} ${assign('product-owner')} }`,
  );
});
afterAll(async () => {
  await server?.end();
  place.remove();
});

const run = (...args: string[]) =>
  stewardInside(['leaver', ...args], { cwd: place.path, environment: place.environment });

const held = `Ada holds:
  Product Owner on System checkout (Checkout) from 2026-01-01
  System Owner on System checkout (Checkout) from 2026-01-01
  member of Team pay (Pay)
`;

describe('steward leaver', () => {
  it('lists what a person holds, for people and for programs', async () => {
    const { stdout, code } = await run('ada');
    expect([stdout.split('\n').sort().join('\n'), code]).toEqual([held.split('\n').sort().join('\n'), 0]);
    const json = JSON.parse((await run('ada', '--json')).stdout) as { total: number; holdings: object[] };
    expect([json.total, json.holdings.length]).toEqual([3, 3]);
    expect((await run('grace')).stdout).toBe('Grace holds nothing\n');
  });

  it('says what is wrong with what it was given, and writes nothing', async () => {
    const wrong = [
      [['ada', '--to', 'grace', '--vacant'], 2, 'give --to, --to-team or --vacant, one of them'],
      [['ada', '--leave-teams'], 2, '--leave-teams needs one who takes over: --to, --to-team or --vacant'],
      [['ada', '--to', 'grace', '--at', 'soon'], 2, '--at is "soon": give an instant such as'],
      [['nobody'], 1, 'no person has the key "nobody"'],
      [['ada', '--to', 'nobody'], 1, 'no person has the key "nobody"'],
    ] as const;
    for (const [args, code, message] of wrong) {
      const answer = await run(...args);
      expect(answer.code, args.join(' ')).toBe(code);
      expect(answer.stderr).toContain(`steward: ${message}`);
    }
    expect((await run('ada', '--json')).stdout).toContain('"total": 3');
  });

  it('says with --dry-run what it would do, and then does it', async () => {
    const args = ['ada', '--to', 'grace', '--leave-teams', '--archive', '--reason', 'left'];
    const wanted = [
      '  archived: Person ada',
      '  handed over: product-owner on System checkout',
      '  handed over: system-owner on System checkout',
      '  left: Team pay',
    ];
    const dry = (await run(...args, '--dry-run')).stdout.trimEnd().split('\n');
    expect([dry[0], dry.slice(1).sort()]).toEqual(['Nothing is written; it would be:', wanted]);
    expect((await run('ada', '--json')).stdout).toContain('"total": 3');
    const done = (await run(...args)).stdout.trimEnd().split('\n');
    expect([done[0], done.slice(1).sort()]).toEqual(['Done:', wanted]);
    expect((await run('ada')).stdout).toBe('Ada holds nothing\n');
    expect((await run('grace')).stdout).toContain('System Owner on System checkout (Checkout)');
    expect((await run('ada', '--to', 'grace')).stdout).toBe('ada holds nothing that can be handed over\n');
  });
});
