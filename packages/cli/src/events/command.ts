import type { StewardClient } from '@steward/client/create-client.ts';
import { followEvents, type RecordEvent } from '@steward/client/follow-events.ts';
import { EventsSinceDocument } from '@steward/client/operations.generated.ts';
import { accept, type ExitCode, exit, type Outcome, refuse, wrongUse } from '../exit.ts';
import { connectServer, fetchOf, findServer, refusalOf } from '../find-server.ts';
import { readSettings } from '../read-settings.ts';
import type { Terminal } from '../terminal.ts';

export interface EventsOptions {
  readonly after?: string;
  readonly follow?: boolean;
  readonly json?: boolean;
  readonly server?: string;
}

/** Events of one question. */
const pageSize = 1_000;

/** `steward events`: what was written, oldest first, and with `--follow` what is written from then on. */
export async function events(options: EventsOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const settings = readSettings(terminal, { server: options.server });
  if (!settings.ok) return settings;
  const client = connectServer(settings.value, terminal);
  if (!client.ok) return client;
  const print = (event: RecordEvent) => terminal.print(options.json ? jsonLine(event) : textLine(event));
  if (!options.follow) return printPast(client.value, options.after ?? null, print, terminal);
  const start = options.after ?? (await headOf(client.value));
  if (typeof start !== 'string') return start;
  const gone = new AbortController();
  void terminal.untilEnded().then(() => gone.abort());
  const end = await followEvents({
    ...{ client: 'cli', after: start, find: () => findServer(settings.value, terminal) },
    fetch: async (input, init) => {
      const found = findServer(settings.value, terminal);
      return ((found && fetchOf(found, terminal).fetch) ?? fetch)(input, init);
    },
    onEvent: async (event) => {
      // A reader that has gone, as `head` does, wants no more.
      if (!(await print(event))) gone.abort();
    },
    onLost: (why) => terminal.note(why === null ? 'the server is back\n' : `${why}: trying again\n`),
    signal: gone.signal,
  });
  if (end.why === 'STOPPED') return accept(exit.done);
  return refuse(
    exit.findings,
    end.why === 'REFETCH' ? `${end.message}; begin again with --after ${end.head}` : end.message,
  );
}

async function headOf(client: StewardClient): Promise<string | Outcome<never>> {
  const answer = await client.ask(EventsSinceDocument, { after: null, first: 1 });
  return answer.ok ? answer.data.eventsSince.head : refusalOf(answer);
}

async function printPast(
  client: StewardClient,
  after: string | null,
  print: (event: RecordEvent) => Promise<boolean>,
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  for (let cursor = after; ; ) {
    const answer = await client.ask(EventsSinceDocument, { after: cursor, first: pageSize });
    if (!answer.ok) {
      const { problem } = answer;
      return problem.kind === 'REFUSED' && problem.code === 'BAD_USER_INPUT' && after !== null
        ? wrongUse(`--after ${after}: ${problem.message}`)
        : refusalOf(answer);
    }
    const { events: page, more, cursor: next } = answer.data.eventsSince;
    for (const event of page) if (!(await print(event))) return accept(exit.done);
    cursor = next;
    if (!more) {
      terminal.note(`go on from here with --after ${cursor}\n`);
      return accept(exit.done);
    }
  }
}

const jsonLine = (event: RecordEvent): string => `${JSON.stringify(event)}\n`;

const textLine = ({ at, operation, kind, key, revision }: RecordEvent): string =>
  `${at}  ${operation.padEnd(14)}  ${kind} ${key}  revision ${revision}\n`;
