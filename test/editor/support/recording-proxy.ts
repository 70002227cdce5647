import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordingProxy {
  address: string;
  /** Name of each operation that was asked, or the path of a request that was none; in their order. */
  asked: string[];
  /** Keeps back the answers to an operation from now on; `asked` resolves when the server has given the first one. */
  hold(operation: string): { asked: Promise<void>; release: () => void };
  /** How many requests were under way at once, at most. */
  mostAtOnce(): number;
  /** How many are under way now; a stream is one until it ends. */
  underWay(): number;
  close(): Promise<void>;
}

/** Stands before a server and notes what it is asked. */
export async function recordingProxy(target: string): Promise<RecordingProxy> {
  const asked: string[] = [];
  const holds = new Map<string, { asked: () => void; released: Promise<void> }>();
  let underWay = 0;
  let most = 0;
  const server = createServer(async (incoming, response) => {
    most = Math.max(most, ++underWay);
    response.once('close', () => underWay--);
    const body = await bodyOf(incoming);
    const operation = operationOf(body.toString()) ?? incoming.url ?? '';
    asked.push(operation);
    const { host: _host, ...headers } = incoming.headers;
    const outgoing = request(
      `${target}${incoming.url}`,
      { method: incoming.method, headers },
      async (answer) => {
        const held = holds.get(operation);
        held?.asked();
        await held?.released;
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    outgoing.on('error', () => response.destroy());
    outgoing.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    hold: (operation) => {
      const heard = Promise.withResolvers<void>();
      const ended = Promise.withResolvers<void>();
      holds.set(operation, { asked: heard.resolve, released: ended.promise });
      const release = () => {
        holds.delete(operation);
        ended.resolve();
      };
      return { asked: heard.promise, release };
    },
    mostAtOnce: () => most,
    underWay: () => underWay,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const operationOf = (body: string): string | undefined =>
  /(?:query|mutation|subscription) (\w+)/.exec(body)?.[1];
