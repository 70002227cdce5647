import type { StewardClient } from '@steward/client/create-client.ts';
import {
  HandOverAllRolesDocument,
  type HandOverAllRolesMutation,
  HoldingsDocument,
  type HoldingsQuery,
} from '@steward/client/operations.generated.ts';
import { userErrorOf } from '@steward/client/problem.ts';
import { accept, type ExitCode, exit, type Outcome, refuse, wrongUse } from './exit.ts';
import { connectServer, refusalOf } from './find-server.ts';
import { readSettings } from './read-settings.ts';
import type { Terminal } from './terminal.ts';

export interface LeaverOptions {
  readonly person: string;
  readonly to?: string;
  readonly toTeam?: string;
  readonly vacant?: boolean;
  readonly at?: string;
  readonly leaveTeams?: boolean;
  readonly archive?: boolean;
  readonly reason?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly server?: string;
}

type Held = NonNullable<HoldingsQuery['holdings']>;
type Step = Extract<HandOverAllRolesMutation['handOverAllRoles'], { steps: unknown }>['steps'][number];

/** The most that the API gives. */
const most = 1_000;

/** `steward leaver <person>`: everything the person holds, or with --to, --to-team or --vacant what becomes of it. */
export async function leaver(options: LeaverOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const followers = [options.to, options.toTeam, options.vacant].filter(
    (given) => given !== undefined,
  ).length;
  if (followers > 1) return wrongUse('give --to, --to-team or --vacant, one of them');
  if (followers === 0) {
    const [idle] = (['at', 'leaveTeams', 'archive', 'reason', 'dryRun'] as const).filter(
      (name) => options[name],
    );
    if (idle !== undefined)
      return wrongUse(`--${dashed(idle)} needs one who takes over: --to, --to-team or --vacant`);
  }
  if (options.at !== undefined && Number.isNaN(Date.parse(options.at)))
    return wrongUse(`--at is "${options.at}": give an instant such as 2026-12-01T00:00:00Z`);
  const read = readSettings(terminal, { server: options.server });
  if (!read.ok) return read;
  const client = connectServer(read.value, terminal);
  if (!client.ok) return client;
  return followers === 0 ? show(client.value, options, terminal) : handOver(client.value, options, terminal);
}

async function show(
  client: StewardClient,
  { person: key, json }: LeaverOptions,
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const answer = await client.ask(HoldingsDocument, { person: key, first: most });
  if (!answer.ok) return refusalOf(answer);
  const { person, holdings } = answer.data;
  if (!person || !holdings)
    return refuse(exit.findings, `no person has the key "${key}", or you may not see it`);
  await terminal.print(
    json ? `${JSON.stringify({ person, ...holdings }, null, 2)}\n` : holdingsText(person.name, holdings),
  );
  return accept(exit.done);
}

async function handOver(
  client: StewardClient,
  options: LeaverOptions,
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const answer = await client.ask(
    HandOverAllRolesDocument,
    {
      input: {
        person: options.person,
        toPerson: options.to ?? null,
        toTeam: options.toTeam ?? null,
        leaveVacant: options.vacant ?? false,
        at: options.at === undefined ? null : new Date(options.at).toISOString(),
        leaveTeams: options.leaveTeams ?? false,
        archive: options.archive ?? false,
        reason: options.reason ?? null,
        validateOnly: options.dryRun ?? false,
        idempotencyKey: crypto.randomUUID(),
      },
    },
    { timeout: 120_000 },
  );
  if (!answer.ok) return refusalOf(answer);
  const result = answer.data.handOverAllRoles;
  const error = userErrorOf(result);
  if (error) return refuse(exit.findings, error.message);
  const steps = 'steps' in result ? result.steps : [];
  await terminal.print(options.json ? `${JSON.stringify(steps, null, 2)}\n` : stepsText(options, steps));
  return accept(exit.done);
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const day = (instant: string): string => instant.slice(0, 10);

function holdingsText(name: string, { holdings, total, truncated }: Held): string {
  if (total === 0) return `${name} holds nothing\n`;
  const lines = holdings.map((held) => `  ${holdingText(held)}`);
  const files = holdings.some(({ place }) => place !== null);
  return [
    `${name} holds:`,
    ...lines,
    ...(truncated ? [`only ${holdings.length} of ${total} are shown`] : []),
    ...(files
      ? ['What a file says is changed in that file; the rest passes on with --to or --to-team.']
      : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function holdingText({
  type,
  kind,
  key,
  name,
  role,
  deputy,
  from,
  to,
  place,
  rules,
}: Held['holdings'][number]): string {
  const record = name === key ? `${kind} ${key}` : `${kind} ${key} (${name})`;
  const at = place ? `, ${place.file}:${place.line}` : '';
  switch (type) {
    case 'ROLE':
      return `${role}${deputy ? ' as deputy' : ''} on ${record} from ${day(from ?? '')}${to ? ` until ${day(to)}` : ''}`;
    case 'MEMBERSHIP':
      return `member of ${record}`;
    case 'DECLARED_OWNER':
      return `named as owner of ${record} by ${place?.repository ?? 'a file'}${at}`;
    case 'CODEOWNERS':
      return `named by ${rules} ${rules === 1 ? 'rule' : 'rules'} of ${record}${at}`;
    default:
      return `asked for ${record}`;
  }
}

const words: Readonly<Record<Step['outcome'], string>> = {
  HANDED_OVER: 'handed over',
  ENDED: 'ended',
  LEFT_TEAM: 'left',
  ARCHIVED: 'archived',
};

function stepsText({ person, dryRun }: LeaverOptions, steps: readonly Step[]): string {
  if (steps.length === 0) return `${person} holds nothing that can be handed over\n`;
  const lines = steps.map(
    ({ outcome, kind, key, role, deputy }) =>
      `  ${words[outcome]}: ${role === null ? '' : `${role}${deputy ? ' as deputy' : ''} on `}${kind} ${key}`,
  );
  const head = dryRun ? 'Nothing is written; it would be:' : 'Done:';
  return [head, ...lines].map((line) => `${line}\n`).join('');
}
