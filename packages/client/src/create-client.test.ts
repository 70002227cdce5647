import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from './create-client.ts';
import { RepositoryIndexDocument } from './operations.generated.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A server that answers every request the same way, and what it was asked. */
async function answering(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: { headers: IncomingMessage['headers']; body: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push({ headers: request.headers, body: JSON.parse(body) });
      answer(request, response);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const json =
  (value: unknown, status = 200) =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };

const ask = (address: string, timeout?: number) =>
  createClient({ address, token: 'secret', client: 'cli', timeout }).ask(RepositoryIndexDocument, {
    repository: 'github.com/acme/pay',
  });

describe('a question to the server', () => {
  it('carries the token, which client asks, and its variables', async () => {
    const data = { repositoryIndex: { state: 'UNCHANGED', revision: '1', index: null } };
    const { address, asked } = await answering(json({ data }));
    expect(await ask(address)).toEqual({ ok: true, data });
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer secret', 'x-steward-client': 'cli' });
    expect(asked[0]?.body.variables).toEqual({ repository: 'github.com/acme/pay' });
    expect(asked[0]?.body.query).toBe(RepositoryIndexDocument.toString());
  });

  it('tells a server that is not there from one that refuses', async () => {
    const { address } = await answering(json({}));
    servers[0]?.close();
    servers[0]?.closeAllConnections();
    expect(await ask(address)).toEqual({
      ok: false,
      problem: { kind: 'UNREACHABLE', message: `no server answers at ${address}: the connection is refused` },
    });
  });

  it('knows the code and the request id of a refusal', async () => {
    const error = {
      message: 'a path leaves the repository',
      path: ['fileContext'],
      extensions: { code: 'BAD_USER_INPUT', requestId: 'r-1' },
    };
    const { address } = await answering(json({ errors: [error], data: null }));
    expect(await ask(address)).toEqual({
      ok: false,
      problem: {
        kind: 'REFUSED',
        code: 'BAD_USER_INPUT',
        message: 'a path leaves the repository',
        path: ['fileContext'],
        requestId: 'r-1',
      },
    });
  });

  it.each([200, 401])('says that the token is not accepted, at HTTP %i', async (status) => {
    const errors = [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }];
    const { address } = await answering(json({ errors }, status));
    expect(await ask(address)).toMatchObject({ ok: false, problem: { kind: 'UNAUTHENTICATED' } });
  });

  it.each([
    ['a web page', 200, 'text/html', '<html></html>', 'an answer of another form'],
    ['broken JSON', 200, 'application/json', '{', 'an answer of another form'],
    ['an error page', 502, 'text/html', 'bad gateway', 'HTTP 502'],
    ['other JSON', 404, 'application/json', '{"error":"not found"}', 'HTTP 404'],
  ])('says that %s is no Steward server', async (_what, status, type, text, how) => {
    const { address } = await answering((_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(text);
    });
    expect(await ask(address)).toEqual({
      ok: false,
      problem: {
        kind: 'UNREACHABLE',
        message: `what answers at ${address} is no Steward server (${how}): check the address`,
      },
    });
  });

  it('says that an answer broke off', async () => {
    const { address } = await answering((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{', () => response.destroy());
    });
    const answer = await ask(address);
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'UNREACHABLE' } });
    expect(JSON.stringify(answer)).toContain(`the answer of the server at ${address} broke off`);
  });

  it('does not wait for ever', async () => {
    const { address } = await answering(() => {});
    expect(await ask(address, 50)).toEqual({
      ok: false,
      problem: {
        kind: 'UNREACHABLE',
        message: `the server at ${address} did not answer within 0.05 seconds: try again`,
        late: true,
      },
    });
  });
});
