import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenOf } from '../support/ask-server.ts';
import { openRoots } from '../support/open-roots.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

const place = serverPlace();
let running: RunningSteward | undefined;
beforeAll(async () => {
  running = await runServer(place, ['serve', '--port', '0', '--no-demo']);
});
afterAll(async () => {
  await running?.end();
  place.remove();
});

const server = () => {
  const address = running?.address ?? '';
  return { address, token: tokenOf(place.environment, address) };
};

/** One window follows the events of a server once, from where the feed stands. */
const followed = ['Events', 'EventsSince'];

describe('opening ten roots', () => {
  it('sends one request for each repository, six at a time beside the one stream of events, and no other', async () => {
    const keys = Array.from({ length: 10 }, (_, n) => `github.com/acme/repository-${n}`);
    const { asked, mostAtOnce } = await openRoots(server(), keys);
    expect(asked.toSorted()).toEqual([...followed, ...keys.map(() => 'RepositoryIndex')]);
    expect(mostAtOnce).toBeLessThanOrEqual(6 + 1);
  });

  it('sends one request when all of them are working copies of one repository', async () => {
    const keys = Array.from({ length: 10 }, () => 'github.com/acme/pay');
    const { asked } = await openRoots(server(), keys);
    expect(asked.toSorted()).toEqual([...followed, 'RepositoryIndex']);
  });
});
