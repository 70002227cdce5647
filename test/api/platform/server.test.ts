import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readServerFiles } from '@steward/client/server-file.ts';
import { standardRoles } from '@steward/domain/people/role-catalogue.ts';
import { type RunningServer, type ServerStart, startProblemLine, startServer } from '@steward/server';
import { createLog } from '@steward/server/test/platform/log.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, onPostgres, type Place, serverPlace } from '../../support/server.ts';

let place: Place;

// A first start makes a database and its catalogue of roles, and most of these tests start more than one server.
vi.setConfig({ testTimeout: 90_000 });

beforeEach(async () => {
  place = await serverPlace();
});
afterEach(() => place.clear());

const lineOf = (start: ServerStart) => (start.ok ? 'started' : startProblemLine(start.problem));
const files = () => readServerFiles(join(place.folder, 'state/steward/servers'));

describe('the first start', () => {
  it('attack 46: makes nothing that a stranger could guess or read', async () => {
    const lines: string[] = [];
    const log = createLog('trace', { write: (line) => lines.push(line) });
    const server = await place.run({ log });
    await ask(server, '{ __typename }');
    const [file] = files();
    expect(file).toMatchObject({ address: server.address, process: process.pid, token: server.token });
    expect(server.token).toMatch(/^[\w-]{43}$/);
    expect(server.explorerUrl).toBe(`${server.address}/explorer#token=${server.token}`);
    expect(file?.dataDirectory).toBe(onPostgres ? null : join(place.folder, 'data'));
    const folder = join(place.folder, 'state/steward/servers');
    const modes = [folder, join(folder, readdirSync(folder)[0]!)].map((path) => statSync(path).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600]);
    if (!onPostgres) expect(statSync(join(place.folder, 'data')).mode & 0o777).toBe(0o700);
    const headers = { 'content-type': 'application/json' };
    const anonymous = await fetch(server.url, {
      method: 'POST',
      headers,
      body: '{"query":"{ __typename }"}',
    });
    expect(anonymous.status).toBe(401);
    expect(lines.join('')).toContain('/graphql');
    expect(lines.join('')).not.toContain(server.token);
    await server.close();
    expect(files()).toEqual([]);
    expect((await place.run()).token).not.toBe(server.token);
  });

  it('makes one person, who acts for every local write, and the role catalogue; the next start finds both', async () => {
    const first = await place.run();
    const create = await ask<{ createTeam: { team: { history: { nodes: object[] } } } }>(
      first,
      `mutation { createTeam(input: { name: "Payments" }) { ... on CreateTeamPayload { team { history { nodes { actor door } } } } } }`,
    );
    expect(create.createTeam.team.history.nodes).toEqual([{ actor: 'Ada Lovelace', door: 'API' }]);
    const renamed = await ask<{ updateRole: { __typename: string } }>(
      first,
      `mutation { updateRole(input: { key: "system-owner", newKey: "owner-of-systems", expectedRevision: null }) { __typename } }`,
    );
    expect(renamed.updateRole.__typename).toBe('UpdateRolePayload');
    const state = `{ people { nodes { key name revision origin } } roles(first: 1) { totalCount nodes { origin revision } } role(key: "system-owner") { key revision } }`;
    const before = await ask<{ roles: { totalCount: number } }>(first, state);
    expect(before).toMatchObject({
      people: { nodes: [{ key: 'ada.l', name: 'Ada Lovelace', revision: 1, origin: 'SYSTEM' }] },
      roles: { totalCount: standardRoles.length, nodes: [{ origin: 'SYSTEM', revision: 1 }] },
      role: { key: 'owner-of-systems', revision: 2 },
    });
    expect([first.firstStart, first.applied.length > 0]).toEqual([!onPostgres, true]);
    await first.close();
    const second = await place.run({ whoever: async () => ({ login: 'eve', name: 'Eve' }) });
    expect(await ask(second, state)).toEqual(before);
    expect([second.firstStart, second.applied]).toEqual([false, []]);
  });

  it('loads a demonstration into a new embedded database once, and into no other', async () => {
    const actors: string[] = [];
    const demonstration = async (context: { actor: { name: string }; door: string }) => {
      actors.push(`${context.actor.name} ${context.door}`);
    };
    await (await place.run({ demonstration })).close();
    await place.run({ demonstration });
    expect(actors).toEqual(onPostgres ? [] : ['Ada Lovelace DEMO']);
  });

  it('loads the demonstration when an earlier first start ended before it, on a port in use or a failure', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { settings } = place.options();
    const actors: string[] = [];
    const demonstration = async (context: { actor: { name: string } }) => {
      actors.push(context.actor.name);
      if (actors.length === 1) throw new Error('broken');
    };
    expect(lineOf(await place.start({ settings: { ...settings, port }, demonstration }))).toContain('in use');
    other.close();
    if (!onPostgres) await expect(place.start({ demonstration })).rejects.toThrow('broken');
    const second = await place.run({ demonstration });
    expect(second.firstStart).toBe(!onPostgres);
    await second.close();
    expect((await place.run({ demonstration })).firstStart).toBe(false);
    expect(actors.length).toBe(onPostgres ? 0 : 2);
  });
});

describe('a start that fails', () => {
  it.each(['0.0.0.0', '10.0.0.5', 'example.org', '::', '127.0.0.1.evil.example'])(
    'on the address %s is refused with one line, before anything is made',
    async (host) => {
      const { settings } = place.options();
      const line = lineOf(await place.start({ settings: { ...settings, host } }));
      expect(line).toContain(`does not listen on ${host}`);
      expect(line).not.toContain('\n');
      expect(readdirSync(place.folder)).toEqual([]);
    },
  );

  it('on a port in use says so and what to do, and leaves nothing held', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { settings } = place.options();
    const line = lineOf(await place.start({ settings: { ...settings, port } }));
    expect(line).toBe(
      `Port ${port} of 127.0.0.1 is in use by another program. End that program, or choose another port with --port or STEWARD_PORT.`,
    );
    other.close();
    expect(lineOf(await place.start({ settings: { ...settings, port } }))).toBe('started');
  });
});

describe('a start without a place for its file', () => {
  it('says which folder it is and what to do, and leaves nothing held', async () => {
    writeFileSync(join(place.folder, 'plain'), '');
    const environment = { XDG_STATE_HOME: join(place.folder, 'plain') };
    const line = lineOf(
      await place.start({ machine: { platform: 'linux', environment, home: place.folder } }),
    );
    expect(line).toContain(join(place.folder, 'plain/steward/servers'));
    expect(line).toContain('XDG_STATE_HOME');
    expect(line).not.toContain('\n');
    expect(lineOf(await place.start())).toBe('started');
  });
});

if (!onPostgres)
  describe('a start on a directory that fails', () => {
    it('on a data directory in use names the holder with its address', async () => {
      const server = await place.run({ command: 'steward start' });
      const line = lineOf(await startServer(place.options()));
      expect(line).toContain(`process ${process.pid} (steward start`);
      expect(line).toContain(server.address);
    });

    it('in the demonstration gives the directory back', async () => {
      const demonstration = () => Promise.reject(new Error('broken'));
      await expect(place.start({ demonstration })).rejects.toThrow('broken');
      expect(files()).toEqual([]);
      expect(lineOf(await place.start())).toBe('started');
    });
  });

/** A request whose body is sent only when `send` is called. */
function slowRequest(server: RunningServer) {
  const body = '{"query":"mutation { createTeam(input: { name: \\"Late\\" }) { __typename } }"}';
  const headers = {
    authorization: `Bearer ${server.token}`,
    'content-type': 'application/json',
    'content-length': String(body.length),
  };
  const sent = request(server.url, { method: 'POST', headers });
  const answer = new Promise<string>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', async (response) => {
      let text = '';
      for await (const piece of response) text += piece;
      resolve(`${response.statusCode} ${text}`);
    });
  });
  return {
    answer,
    begin: () => new Promise<void>((resolve) => sent.write(body.slice(0, 10), () => resolve())),
    send: () => sent.end(body.slice(10)),
  };
}

describe('the shutdown', () => {
  it('lets a request under way end, takes no new one, and gives everything back', async () => {
    const server = await place.run();
    const slow = slowRequest(server);
    await slow.begin();
    // An answer on another connection shows that the server has read what came before.
    await ask(server, '{ __typename }');
    const closed = server.close();
    await expect(fetch(`${server.address}/live`)).rejects.toThrow('fetch failed');
    slow.send();
    expect(await slow.answer).toMatch(/^200 .*CreateTeamPayload/);
    await closed;
    await server.close();
    expect(files()).toEqual([]);
    const again = await place.run();
    expect(await ask(again, '{ team(key: "late") { key } }')).toEqual({ team: { key: 'late' } });
  });
});
