import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { stewardInside } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

const place = serverPlace();
let server: RunningSteward;

beforeAll(async () => {
  server = await runServer(place, ['serve', '--port', '0', '--no-demo']);
  const update = (name: string, fields: string) =>
    `${name}: updateSystem(input: { key: "checkout", expectedRevision: null, ${fields} }) { __typename }`;
  await askServer(
    server,
    `mutation { createSystem(input: { key: "checkout", name: "Checkout", purpose: "Sells" }) { __typename }
       ${update('a', 'name: "Till", tags: ["a"], reason: "a better name"')}
       ${update('b', 'links: [{ url: "https://a.example" }]')} }`,
  );
});
afterAll(async () => {
  await server?.end();
  place.remove();
});

const run = (command: string, ...args: string[]) =>
  stewardInside([command, ...args], { cwd: place.path, environment: place.environment });
/** Without the instants, which are those of the run. */
const timeless = (text: string) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'T');
const person = async () => {
  const { viewer } = await askServer<{ viewer: { name: string } }>(server, '{ viewer { name } }');
  return viewer.name;
};

describe('steward history', () => {
  it('M-407 lists every write, newest first: when, who, through which door, which fields and why', async () => {
    const who = await person();
    const { stdout, code } = await run('history', 'system', 'checkout');
    expect([timeless(stdout).split('\n'), code]).toEqual([
      [
        `   3  T  ${who} (API) changed links`,
        `   2  T  ${who} (API) changed name, tags: a better name`,
        `   1  T  ${who} (API) made it`,
        '',
      ],
      0,
    ]);
    const json = JSON.parse((await run('history', 'Systems', 'CHECKOUT', '--json')).stdout) as object[];
    expect(json).toMatchObject([{ revision: 3 }, { revision: 2, reason: 'a better name' }, { revision: 1 }]);
    expect(await run('history', 'system', 'checkout', '--since', '2020-01-01')).toMatchObject({
      stdout,
      code: 0,
    });
    const now = new Date().toISOString();
    expect(await run('history', 'system', 'checkout', '--since', now)).toMatchObject({
      ...{ stdout: '', code: 0, stderr: `nothing was written to Till since ${now}\n` },
    });
  });

  it('M-407 compares two versions, by revision and by instant', async () => {
    const { stdout, code } = await run('history', 'system', 'checkout', '--compare', '1', '3');
    const who = await person();
    const [head, ...lines] = timeless(stdout).trimEnd().split('\n');
    expect([head, code]).toEqual([`Till: revision 1 (T, ${who}) to revision 3 (T, ${who}):`, 0]);
    expect(lines.sort()).toEqual([
      expect.stringMatching(/^ {2}\+ links https:\/\/a\.example: \{.*"url":"https:\/\/a\.example".*\}$/),
      '  ~ name: "Checkout" -> "Till"',
      '  ~ tags: [] -> ["a"]',
    ]);
    const now = new Date().toISOString();
    expect((await run('history', 'system', 'checkout', '--compare', '3', now)).stdout).toContain(
      ': nothing is different\n',
    );
    const json = JSON.parse(
      (await run('history', 'system', 'checkout', '--compare', '1', '2', '--json')).stdout,
    );
    expect(json).toMatchObject({ from: { revision: 1 }, to: { revision: 2 } });
  });

  it('says what is wrong with what it was given', async () => {
    const wrong = [
      [['sistem', 'checkout'], 2, '"sistem" is no kind of record: choose of role, person, team'],
      [['system', 'nothing'], 1, 'no system has the key "nothing", or you may not see it'],
      [['external-party', 'checkout'], 1, 'no external-party has the key "checkout"'],
      [['system', 'checkout', '--since', 'soon'], 2, '--since is "soon": give a day such as 2026-01-31'],
      [['system', 'checkout', '--since', '2026-02-30'], 2, '"2026-02-30": the calendar has no such day'],
      [['system', 'checkout', '--since', '2999-01-01'], 2, '"2999-01-01": it has not come yet'],
      [['system', 'checkout', '--since', '2026-01-01T09:00'], 2, 'say the zone of the time'],
      [['system', 'checkout', '--compare', '1'], 2, '--compare takes two'],
      [['system', 'checkout', '--compare', '1', '2', '3'], 2, '--compare takes two'],
      [['system', 'checkout', '--compare', '0', '2'], 2, '--compare is "0": give a day'],
      [['system', 'checkout', '--compare', '1', '9'], 1, 'Till has no such version: its history has the rev'],
      [['system', 'nothing', '--compare', '1', '2'], 1, 'no system has the key "nothing"'],
      [['system', 'checkout', '--since', '2020-01-01', '--compare', '1', '2'], 2, 'one of them'],
    ] as const;
    for (const [args, code, message] of wrong) {
      const answer = await run('history', ...args);
      expect(answer.code, args.join(' ')).toBe(code);
      expect(answer.stderr).toContain(message);
      expect(answer.stdout).toBe('');
    }
    const { stdout, code } = await run('history', '--help');
    expect([stdout.includes('--compare 3 5'), code]).toEqual([true, 0]);
  });
});

describe('steward restore', () => {
  const restore = (...more: string[]) => run('restore', 'system', 'checkout', ...more);

  it('says what is wrong with what it was given, and writes nothing', async () => {
    const wrong = [
      [['--revision', '1'], 2, "required option '--reason <text>'"],
      [['--reason', 'x'], 2, "required option '--revision <number>'"],
      [['--revision', 'one', '--reason', 'x'], 2, '--revision is "one": give the number'],
      [['--revision', '1', '--reason', ' '], 2, '--reason is empty'],
      [['--revision', '9', '--reason', 'x'], 1, 'has no revision 9: its history has 1 to 3'],
    ] as const;
    for (const [args, code, message] of wrong) {
      const answer = await restore(...args);
      expect(answer.code, args.join(' ')).toBe(code);
      expect(answer.stderr).toContain(message);
    }
    expect((await run('restore', 'system', 'nothing', '--revision', '1', '--reason', 'x')).stderr).toContain(
      'no system has the key "nothing"',
    );
    expect((await restore('--revision', '1', '--reason', 'x', '--dry-run')).stdout).toBe(
      'Nothing is written; it would change: name, tags, links\n',
    );
    expect(JSON.parse((await run('history', 'system', 'checkout', '--json')).stdout)).toHaveLength(3);
  });

  it('M-407 writes an earlier revision anew, with the reason, once', async () => {
    const args = ['--revision', '1', '--reason', 'the old name is known'];
    expect(await restore(...args)).toMatchObject({
      ...{
        stdout: 'Till says again what it said in revision 1: name, tags, links. This is revision 4\n',
        code: 0,
      },
    });
    expect(timeless((await run('history', 'system', 'checkout')).stdout).split('\n')[0]).toBe(
      `   4  T  ${await person()} (command line) changed name, tags, links: the old name is known`,
    );
    expect((await restore(...args)).stdout).toBe(
      'Checkout says what it said in revision 1 already: nothing is to be written\n',
    );
    expect(JSON.parse((await restore('--revision', '2', '--reason', 'back', '--json')).stdout)).toMatchObject(
      {
        ...{ kind: 'System', key: 'checkout', revision: 5, changed: expect.arrayContaining(['name']) },
      },
    );
  });
});
