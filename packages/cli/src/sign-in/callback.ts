import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Callback {
  /** Where the issuer sends the browser in the end: on this machine, on whichever port was free. */
  readonly redirect: string;
  /** The address to which it was sent, once one came with the state that we gave. Rejects when none comes in time. */
  readonly returned: Promise<URL>;
  readonly close: () => void;
}

/** Waits on loopback for the browser to come back. Whatever does not carry our state is refused, and waits on. */
export async function waitForCallback(state: string, withinMs: number): Promise<Callback> {
  const returned = Promise.withResolvers<URL>();
  let taken = false;
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 5_000 }, (request, response) => {
    const url = URL.canParse(request.url ?? '', redirect) ? new URL(request.url ?? '', redirect) : null;
    const ours =
      request.method === 'GET' &&
      request.headers.host === new URL(redirect).host &&
      url?.pathname === '/callback' &&
      url.searchParams.getAll('state').join() === state;
    if (!url || !ours || taken)
      return page(response, 400, 'This is no answer to a sign-in that is under way.');
    taken = true;
    page(response, 200, 'You may close this page and go back to the terminal.');
    returned.resolve(url);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const redirect = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  const timer = setTimeout(() => returned.reject(new Error('nobody signed in within the time')), withinMs);
  returned.promise.catch(() => {});
  return {
    ...{ redirect, returned: returned.promise },
    close: () => {
      clearTimeout(timer);
      server.close();
      server.closeIdleConnections();
    },
  };
}

function page(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(`${text}\n`);
}
