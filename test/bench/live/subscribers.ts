import { connect, type Socket } from 'node:net';
import type { LoadTarget } from '../support/http-load.ts';
import { instant } from './instant.ts';

export interface Subscribers {
  /** When each of them heard of a revision; empty before anybody has. */
  heard(revision: number): readonly number[];
  end(): void;
}

export const subscription = JSON.stringify({ query: 'subscription { events { key revision } }' });

/** So many open streams of events that only read, by the least code there can be; resolves when all are answered. */
export async function subscribe(targets: readonly LoadTarget[]): Promise<Subscribers> {
  const heard = new Map<number, number[]>();
  const hear = (text: string, at: number) => {
    for (const [, revision] of text.matchAll(/"revision":(\d+)/g)) {
      const times = heard.get(Number(revision)) ?? [];
      heard.set(Number(revision), times);
      times.push(at);
    }
  };
  const sockets: Socket[] = [];
  // Not all at one moment: a server that is asked by a thousand at once is another question.
  for (let from = 0; from < targets.length; from += 50)
    sockets.push(...(await Promise.all(targets.slice(from, from + 50).map((target) => open(target, hear)))));
  return {
    heard: (revision) => heard.get(revision) ?? [],
    end: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function open({ url, headers = {} }: LoadTarget, hear: (text: string, at: number) => void): Promise<Socket> {
  const { hostname, port, pathname, host } = new URL(url);
  const all = { 'content-type': 'application/json', accept: 'text/event-stream', ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) });
    socket.setEncoding('utf8');
    socket.on('error', reject);
    socket.once('data', (text: string) => {
      if (!text.startsWith('HTTP/1.1 200 '))
        return reject(new Error(`${url} answered ${text.slice(0, 500)}`));
      socket.on('data', (more: string) => hear(more, instant()));
      resolve(socket);
    });
    socket.write(
      `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\n${head.join('')}content-length: ${subscription.length}\r\n\r\n${subscription}`,
    );
  });
}
