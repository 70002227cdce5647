import { gzipSync } from 'node:zlib';
import type { RunningServer } from '@steward/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type Place, sendRaw, serverPlace } from '../../support/server.ts';

let place: Place;
let server: RunningServer;

beforeAll(async () => {
  place = await serverPlace();
  server = await place.run();
});
afterAll(() => place.clear());

const head = (more: Record<string, string> = {}, line = 'POST /graphql HTTP/1.1') =>
  [
    line,
    ...Object.entries({
      host: new URL(server.address).host,
      authorization: `Bearer ${server.token}`,
      'content-type': 'application/json',
      ...more,
    }).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');

const statusOf = (text: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
const codeOf = (text: string) => /"code":"([A-Z_]+)"/.exec(text)?.[1];
const body = '{"query":"{ __typename }"}';

describe('the size and speed of a body', () => {
  it('attack 18: 26 MB are refused by their length, before they come', async () => {
    const text = await sendRaw(server, [head({ 'content-length': String(26_000_000) }), '{"query":"']);
    expect([statusOf(text), codeOf(text)]).toEqual([413, 'BAD_USER_INPUT']);
  });

  it('attack 18: 26 MB in chunks without a length are refused, and memory stays flat', async () => {
    const before = process.memoryUsage().rss;
    const chunk = 'x'.repeat(65_536);
    const pieces = [head({ 'transfer-encoding': 'chunked' })];
    for (let i = 0; i < 400; i++) pieces.push(`10000\r\n${chunk}\r\n`);
    const text = await sendRaw(server, pieces);
    // The refusal may be lost when the client is still sending; then the connection is cut, which is as good.
    expect([413, 'cut']).toContain(text === '' ? 'cut' : statusOf(text));
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    expect(await ask(server, '{ __typename }')).toEqual({ __typename: 'Query' });
  });

  it('attack 18: just over the limit in two chunks is refused with its reason', async () => {
    const chunk = 'x'.repeat(500_001);
    const size = chunk.length.toString(16);
    const pieces = [
      head({ 'transfer-encoding': 'chunked' }),
      `${size}\r\n${chunk}\r\n`,
      `${size}\r\n${chunk}\r\n`,
    ];
    const text = await sendRaw(server, [...pieces, '0\r\n\r\n']);
    expect([statusOf(text), codeOf(text)]).toEqual([413, 'BAD_USER_INPUT']);
  });

  it('attack 18: a compressed bomb is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(26_000_000, ' '));
    const headers = { 'content-encoding': 'gzip', 'content-length': String(bomb.length) };
    const text = await sendRaw(server, [head(headers), bomb]);
    expect([statusOf(text), codeOf(text)]).toEqual([415, 'BAD_USER_INPUT']);
  });

  it('attack 18: a body that comes slower than it may is cut off with 408', async () => {
    const text = await sendRaw(server, [head({ 'content-length': '100' }), '{']);
    expect([statusOf(text), codeOf(text)]).toEqual([408, 'BAD_USER_INPUT']);
  }, 20_000);
});

describe('odd requests', () => {
  it('attack 25: Content-Length with Transfer-Encoding is refused', async () => {
    const headers = { 'content-length': '5', 'transfer-encoding': 'chunked' };
    expect(statusOf(await sendRaw(server, [head(headers), '0\r\n\r\n']))).toBe(400);
  });

  it.each(['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND'])('attack 25: %s is refused', async (method) => {
    const text = await sendRaw(server, [head({}, `${method} /graphql HTTP/1.1`)]);
    expect(statusOf(text)).toBe(405);
    expect(text).not.toContain(server.token);
  });

  it.each(['FOO / HTTP/1.1', 'GET /\u0000 HTTP/1.1', 'GET / HTTP/9.9', 'nonsense'])(
    'attack 25: the line %o is refused',
    async (line) => {
      expect(statusOf(await sendRaw(server, [head({}, line)]))).toBe(400);
    },
  );

  it('an address of another server in the request line changes nothing', async () => {
    const headers = { 'content-length': String(body.length), connection: 'close' };
    const text = await sendRaw(server, [head(headers, 'POST http://evil.example/graphql HTTP/1.1'), body]);
    expect(statusOf(text)).toBe(200);
  });

  it('a foreign Host is refused on every page but the two for machines that ask how it is', async () => {
    const get = async (path: string) =>
      statusOf(
        await sendRaw(server, [head({ host: 'evil.example', connection: 'close' }, `GET ${path} HTTP/1.1`)]),
      );
    expect(await Promise.all(['/', '/metrics', '/explorer', '/other'].map(get))).toEqual([
      403, 403, 403, 403,
    ]);
    expect(await Promise.all(['/live', '/ready'].map(get))).toEqual([200, 200]);
  });

  it('an unknown page is a plain 404', async () => {
    const response = await fetch(`${server.address}/nothing`);
    expect([response.status, ((await response.json()) as { errors: unknown[] }).errors.length]).toEqual([
      404, 1,
    ]);
  });
});

describe('pages', () => {
  it('attack 3: the start page is one line of plain text, for browsers too', async () => {
    const response = await fetch(`${server.address}/`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).not.toContain('<');
  });

  it('health needs no token, metrics do', async () => {
    expect((await fetch(`${server.address}/live`)).status).toBe(200);
    expect((await fetch(`${server.address}/ready`)).status).toBe(200);
    expect((await fetch(`${server.address}/metrics`)).status).toBe(401);
    const headers = { authorization: `Bearer ${server.token}` };
    const metrics = await (await fetch(`${server.address}/metrics`, { headers })).text();
    expect(metrics).toMatch(/steward_http_requests_total\{route="\/metrics",status="401"\} 1/);
    expect(metrics).not.toContain(server.token);
  });

  it('the explorer and all its files come from here, and its policy lets it speak to nobody else', async () => {
    const page = await fetch(`${server.address}/explorer`);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).not.toMatch(
      /https?:|\*|unsafe-eval|script-src[^;]*unsafe/,
    );
    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)]
      .map((m) => m[1]!)
      .filter((link) => link !== 'data:,');
    expect(links.length).toBeGreaterThan(2);
    for (const link of links) {
      expect(link).toMatch(/^\/explorer\//);
      const file = await fetch(server.address + link);
      expect(file.status).toBe(200);
      expect((await file.text()).length).toBeGreaterThan(100);
    }
    expect(html).not.toContain('<script>');
    expect((await fetch(`${server.address}/explorer/../main.ts`)).status).toBe(404);
    expect((await fetch(`${server.address}/explorer/__proto__`)).status).toBe(404);
  });
});
