import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { errorAnswer } from './answer.ts';
import { notePeer } from './peer.ts';

/** Milliseconds. The body has a limit of its own, which answers more kindly than the one of the whole request. */
const HEADERS_WITHIN_MS = 5_000;
const REQUEST_WITHIN_MS = 30_000;
const TAKEN_WITHIN_MS = 30_000;
const methods = ['GET', 'HEAD', 'POST', 'OPTIONS'];

/** An HTTP server in front of a `fetch`. It listens to nothing yet. */
export function createListener(fetch: (request: Request) => Promise<Response>): Server {
  const options = {
    headersTimeout: HEADERS_WITHIN_MS,
    requestTimeout: REQUEST_WITHIN_MS,
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: 5_000,
  };
  return createServer(options, (incoming, outgoing) => {
    handle(incoming, outgoing, fetch).catch(() => outgoing.destroy());
  });
}

async function handle(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fetch: (request: Request) => Promise<Response>,
): Promise<void> {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  const request = requestOf(incoming, gone.signal);
  if (request instanceof Request) notePeer(request, incoming.socket.remoteAddress ?? 'unknown');
  const response = request instanceof Request ? await fetch(request) : request;
  if (outgoing.destroyed) return;
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body || incoming.method === 'HEAD') {
    outgoing.end();
    return;
  }
  const reader = response.body.getReader();
  // A stream may have nothing to say for long: its end is not left to the next word.
  outgoing.once('close', () => reader.cancel().catch(() => {}));
  for (;;) {
    const { done, value } = await reader.read();
    if (done || outgoing.destroyed) break;
    if (!outgoing.write(value)) await drained(outgoing);
  }
  outgoing.end();
}

/** Until what was written has gone. A reader that takes nothing for long is cut off: it may come again. */
async function drained(outgoing: ServerResponse): Promise<void> {
  const timer = setTimeout(() => outgoing.destroy(), TAKEN_WITHIN_MS);
  await new Promise((resolve) => outgoing.once('drain', resolve).once('close', resolve));
  clearTimeout(timer);
}

function requestOf(incoming: IncomingMessage, signal: AbortSignal): Request | Response {
  const method = incoming.method ?? '';
  if (!methods.includes(method))
    return errorAnswer(405, 'BAD_USER_INPUT', 'this server knows GET, HEAD, POST and OPTIONS', {
      headers: { allow: methods.join(', '), connection: 'close' },
    });
  try {
    const body = method === 'POST' ? Readable.toWeb(incoming) : null;
    // Only the path is taken from the request line: an absolute address there names no other server.
    const { pathname, search } = new URL(incoming.url ?? '/', 'http://localhost');
    return new Request(`http://localhost${pathname}${search}`, {
      method,
      headers: headersOf(incoming),
      signal,
      ...(body ? { body: body as ReadableStream<Uint8Array>, duplex: 'half' } : {}),
    });
  } catch {
    return errorAnswer(400, 'BAD_USER_INPUT', 'the request can not be read', {
      headers: { connection: 'close' },
    });
  }
}

function headersOf({ headers }: IncomingMessage): Headers {
  const all = new Headers();
  for (const [name, value] of Object.entries(headers))
    for (const one of [value ?? []].flat()) all.append(name, one);
  return all;
}
