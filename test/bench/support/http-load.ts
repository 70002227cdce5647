import { connect, type Socket } from 'node:net';
import { percentileOf } from './statistics.ts';

export interface LoadTarget {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LoadOptions {
  /** How many connections ask at once, each its next question when it has its answer. */
  readonly connections: number;
  readonly ms: number;
  /** The body of the next request. */
  readonly body: (n: number) => string;
  /** The path of the next request, which then is a GET without a body; the address is asked by POST when left out. */
  readonly path?: ((n: number) => string) | undefined;
  /** False for a wrong answer, which ends the run: a fast wrong answer is worth nothing. */
  readonly isRight: (answer: string, n: number) => boolean;
}

export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds, each answer's. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Asks for a while over kept connections, by the least code there can be between two sockets; checks every answer. */
export async function httpLoad(target: LoadTarget, options: LoadOptions): Promise<LoadResult> {
  const { hostname, port, pathname, host } = new URL(target.url);
  const heads = Object.entries({ 'content-type': 'application/json', ...target.headers });
  const { path } = options;
  const head = `HTTP/1.1\r\nhost: ${host}\r\n${heads.map(([n, v]) => `${n}: ${v}\r\n`).join('')}`;
  const times: number[] = [];
  let asked = 0;
  const started = performance.now();
  const until = started + options.ms;
  const ask = (socket: Socket, done: () => void, fail: (error: Error) => void) => {
    let buffered: Buffer = Buffer.alloc(0);
    let sent = 0;
    let n = 0;
    const next = () => {
      n = asked++;
      sent = performance.now();
      if (path) return void socket.write(`GET ${path(n)} ${head}\r\n`);
      const body = options.body(n);
      socket.write(`POST ${pathname} ${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    socket.on('data', (piece: Buffer) => {
      buffered = buffered.length === 0 ? piece : Buffer.concat([buffered, piece]);
      const answer = readAnswer(buffered);
      if (answer === null) return;
      buffered = Buffer.alloc(0);
      times.push(performance.now() - sent);
      if (answer.status !== 200 || !options.isRight(answer.body, n))
        return fail(new Error(`${target.url} answered ${answer.status} ${answer.body.slice(0, 2_000)}`));
      if (performance.now() >= until) return done();
      next();
    });
    socket.on('error', fail);
    socket.on('close', () => fail(new Error(`${target.url} hung up`)));
    next();
  };
  const sockets: Socket[] = [];
  try {
    await Promise.all(
      Array.from({ length: options.connections }, async () => {
        const socket = await open(hostname, Number(port));
        sockets.push(socket);
        await new Promise<void>((resolve, reject) => ask(socket, resolve, reject));
        socket.removeAllListeners('close');
      }),
    );
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  const seconds = (performance.now() - started) / 1000;
  const at = (share: number) => percentileOf(times, share);
  return {
    requests: times.length,
    perSecond: times.length / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}

const open = (host: string, port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
  });

/** A whole answer, or null while some of it is missing. One is under way on a connection at a time. */
function readAnswer(bytes: Buffer): { status: number; body: string } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const rest = end + 4;
  const [, length] = /content-length: (\d+)/i.exec(head) ?? [];
  if (length !== undefined) {
    if (bytes.length < rest + Number(length)) return null;
    return { status, body: bytes.toString('utf8', rest) };
  }
  if (bytes.toString('latin1', bytes.length - 5) !== '0\r\n\r\n') return null;
  return { status, body: unchunked(bytes.subarray(rest)) };
}

function unchunked(bytes: Buffer): string {
  const pieces: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at);
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    if (!(size > 0)) return Buffer.concat(pieces).toString('utf8');
    pieces.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
