import { describe, expect, it } from 'vitest';
import { activityWindow, collectActivity, type WhoIs } from './activity.ts';
import type { Commit } from './git-log.ts';
import { readMailmap } from './mailmap.ts';
import { readSignature } from './signature.ts';

const who = (text: string) => readSignature(text)!;
const ada = 'Ada <ada@example.org>';
const adaAtHome = 'ada <ada@home.org>';
const bob = 'Bob <bob@example.org>';
const stranger = 'Sam <sam@example.com>';
const bot = 'renovate[bot] <renovate@example.com>';

let serial = 0;
const commit = (
  author: string,
  paths: string[],
  more: { with?: string[]; reviewed?: string[] } = {},
): Commit => ({
  id: String(serial++),
  at: Date.UTC(2026, 0, serial),
  author: who(author),
  coAuthors: (more.with ?? []).map(who),
  reviewers: (more.reviewed ?? []).map(who),
  paths,
});

const people: Record<string, string> = {
  'ada@example.org': 'ada',
  'ada@home.org': 'ada',
  'bob@example.org': 'bob',
};
const known: WhoIs = ({ email }) => (people[email] ? { person: people[email] } : null);
const componentsOf = (path: string) =>
  path.startsWith('cart/') ? ['cart'] : path.startsWith('pay/') ? ['pay', 'pay-api'] : [];

function activity(commits: readonly Commit[], whoIs: WhoIs = known, mailmap = '') {
  const collector = collectActivity(componentsOf, readMailmap(mailmap));
  for (const one of commits) collector.add(one);
  return { collector, result: collector.result(whoIs) };
}

describe('who worked on a component', () => {
  it('is counted by commit, for every component whose code the commit touches', () => {
    serial = 0;
    const { result } = activity([
      commit(ada, ['cart/a', 'cart/b']),
      commit(bob, ['cart/a', 'pay/x'], { with: [ada], reviewed: [ada, bob] }),
      commit(ada, ['README.md']),
      commit(ada, ['pay/x'], { reviewed: [bob] }),
    ]);
    expect(result).toEqual([
      {
        component: 'cart',
        commits: 2,
        unknownPeople: 0,
        unknownCommits: 0,
        botCommits: 0,
        people: [
          { person: 'ada', authored: 2, reviewed: 0, lastAt: '2026-01-02T00:00:00.000Z' },
          { person: 'bob', authored: 1, reviewed: 0, lastAt: '2026-01-02T00:00:00.000Z' },
        ],
      },
      ...['pay', 'pay-api'].map((component) => ({
        component,
        commits: 2,
        unknownPeople: 0,
        unknownCommits: 0,
        botCommits: 0,
        people: [
          { person: 'ada', authored: 2, reviewed: 0, lastAt: '2026-01-04T00:00:00.000Z' },
          { person: 'bob', authored: 1, reviewed: 1, lastAt: '2026-01-04T00:00:00.000Z' },
        ],
      })),
    ]);
  });

  it('takes all addresses of a person for one, so that a commit counts once', () => {
    const { result } = activity([commit(ada, ['cart/a'], { with: [adaAtHome], reviewed: [adaAtHome] })]);
    expect(result[0]?.people.map(({ person, authored, reviewed }) => [person, authored, reviewed])).toEqual([
      ['ada', 1, 0],
    ]);
  });

  it('follows the mailmap before anybody is looked up', () => {
    const { collector, result } = activity(
      [commit('A <a@box>', ['cart/a']), commit(ada, ['cart/a'])],
      known,
      'Ada <ada@example.org> <a@box>',
    );
    expect(collector.signatures()).toEqual([who(ada)]);
    expect(result[0]?.people[0]).toMatchObject({ person: 'ada', authored: 2 });
  });

  it('counts those whom no record knows, and keeps neither name nor address of them', () => {
    const { result } = activity([
      commit(stranger, ['cart/a'], { reviewed: [stranger] }),
      commit(stranger, ['cart/a'], { with: [ada] }),
      commit('Tim <tim@example.com>', ['cart/a']),
    ]);
    expect(result[0]).toMatchObject({ commits: 3, unknownPeople: 2, unknownCommits: 2 });
    expect(JSON.stringify(result)).not.toMatch(/sam|tim|@/i);
  });

  it('keeps programs apart, unless a person has that address', () => {
    const commits = [commit(bot, ['cart/a']), commit(bot, ['cart/a'], { with: [ada] })];
    expect(activity(commits).result[0]).toMatchObject({ commits: 1, botCommits: 1, unknownPeople: 0 });
    const botIsAda: WhoIs = ({ email }) =>
      email === 'renovate@example.com' ? { person: 'rena' } : known(who(ada));
    expect(activity(commits, botIsAda).result[0]).toMatchObject({ commits: 2, botCommits: 0 });
  });

  it('leaves no trace of a person who opted out', () => {
    const optedOut: WhoIs = (signature) =>
      signature.email === 'bob@example.org' ? 'OPTED_OUT' : known(signature);
    const { result } = activity(
      [
        commit(bob, ['cart/a'], { reviewed: [ada] }),
        commit(ada, ['cart/a'], { with: [bob], reviewed: [bob] }),
        commit(bob, ['pay/x']),
      ],
      optedOut,
    );
    expect(result).toEqual([
      expect.objectContaining({ component: 'cart', commits: 1, unknownPeople: 0, unknownCommits: 0 }),
    ]);
    expect(result[0]?.people.map(({ person, reviewed }) => [person, reviewed])).toEqual([['ada', 0]]);
  });

  it('asks only for those who touched a component', () => {
    const { collector, result } = activity([commit(stranger, ['README.md'])]);
    expect([collector.commits, collector.signatures(), result]).toEqual([1, [], []]);
  });

  it('covers 365 days that the newest commit ends', () => {
    const { since, until } = activityWindow(Date.parse('2026-08-07T13:56:59Z'));
    expect([new Date(since).toISOString(), new Date(until).toISOString()]).toEqual([
      '2025-08-07T13:57:00.000Z',
      '2026-08-07T13:57:00.000Z',
    ]);
  });
});
