import type { StewardClient } from '@steward/client/create-client.ts';
import {
  FindForImpactDocument,
  ImpactDocument,
  type ImpactQuery,
} from '@steward/client/operations.generated.ts';
import { accept, type ExitCode, exit, type Outcome, refuse, wrongUse } from './exit.ts';
import { connectServer, refusalOf } from './find-server.ts';
import { readSettings } from './read-settings.ts';
import type { Terminal } from './terminal.ts';

export interface ImpactOptions {
  readonly key: string;
  readonly upstream?: boolean;
  readonly depth: string;
  readonly json?: boolean;
  readonly server?: string;
}

type Impact = NonNullable<ImpactQuery['impact']>;

const most = 500;

/** `steward impact <key>`: what is hit when it is down, or with --upstream what it goes down with. */
export async function impact(options: ImpactOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const depth = /^\d{1,2}$/.test(options.depth) ? Number(options.depth) : 0;
  if (depth < 1 || depth > 10) return wrongUse(`--depth is "${options.depth}": give a number from 1 to 10`);
  const read = readSettings(terminal, { server: options.server });
  if (!read.ok) return read;
  const client = connectServer(read.value, terminal);
  if (!client.ok) return client;
  const found = await find(client.value, options.key);
  if (!found.ok) return found;
  const direction = options.upstream ? 'UPSTREAM' : 'DOWNSTREAM';
  const answer = await client.value.ask(ImpactDocument, {
    of: found.value.id,
    direction,
    maxDepth: depth,
    first: most,
  });
  if (!answer.ok) return refusalOf(answer);
  const { impact: reached } = answer.data;
  if (!reached) return refuse(exit.findings, `"${options.key}" is gone: look it up again`);
  if (options.json) await terminal.print(`${JSON.stringify(reached, null, 2)}\n`);
  else await terminal.print(impactText(reached, found.value.name, options.upstream ?? false, depth));
  return accept(exit.done);
}

/** Keys are unique for each kind alone: a word before a colon chooses the kind. */
async function find(client: StewardClient, given: string): Promise<Outcome<{ id: string; name: string }>> {
  const [, prefix, key] = /^(system|component|party):(.+)$/i.exec(given) ?? [null, null, given];
  const answer = await client.ask(FindForImpactDocument, { key: key ?? given });
  if (!answer.ok) return refusalOf(answer);
  const { system, component, externalParty } = answer.data;
  const byKind = { system, component, party: externalParty };
  const wanted = prefix?.toLowerCase() as keyof typeof byKind | undefined;
  const record = wanted ? byKind[wanted] : (system ?? component ?? externalParty);
  if (record) return accept({ id: record.id, name: record.name });
  return refuse(
    exit.findings,
    `no ${wanted ?? 'system, component or outside party'} has the key "${key}", or you may not see it`,
  );
}

const strengths = { HARD: 'is down too', SOFT: 'goes on with less' } as const;
const causes = { HARD: 'takes it down', SOFT: 'leaves it with less' } as const;

function impactText(reached: Impact, name: string, upstream: boolean, depth: number): string {
  const { results, total, truncated, deeper } = reached;
  const head = upstream ? `What ${name} needs` : `When ${name} is down`;
  const lines = results.map(
    (result) =>
      `${'  '.repeat(result.depth)}${result.node.name} (${result.node.__typename} ${result.node.key}) ${(upstream ? causes : strengths)[result.strength]}: ${result.reason}`,
  );
  const notes = [
    ...(results.length === 0
      ? [upstream ? '  it needs nothing that is known' : '  nothing else is hit']
      : []),
    ...(truncated ? [`only ${results.length} of ${total} are shown`] : []),
    ...(deeper ? [`there is more beyond ${depth} steps: --depth goes up to 10`] : []),
  ];
  return [`${head}:`, ...lines, ...notes].map((line) => `${line}\n`).join('');
}
