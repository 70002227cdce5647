import { catalogSource } from '@steward/domain/exchange/plan/fields.ts';
import type { ImportPlan, PlanWrite } from '@steward/domain/exchange/plan/types.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import { v7 as newId } from 'uuid';
import type { Origin, WriteCommand } from '../platform/record/write.ts';
import { type LoadedExisting, recordName } from './import-existing-store.ts';

type RecordWrite = Extract<PlanWrite, { op: 'CREATE' | 'UPDATE' | 'ARCHIVE' }>;

export interface ImportCommands {
  readonly commands: readonly WriteCommand[];
  /** Id of a record that the plan makes, writes or names; null for any other. */
  readonly idOf: (kind: string, key: string) => string | null;
}

/** The writes of a plan as commands of the one write path, each field with the place in the source it came from. */
export function commandsOf(plan: ImportPlan, loaded: LoadedExisting, reason: string | null): ImportCommands {
  const created = new Map<string, string>();
  const places = new Map(
    plan.rows.flatMap(({ kind, key, file, line }) =>
      kind && key
        ? [[recordName(kind, key), `${plan.repository}/${file}${line === null ? '' : `:${line}`}`]]
        : [],
    ),
  );
  const rules = plan.writes.find((write) => write.op === 'REPLACE_RULES');
  const history = plan.writes.find((write) => write.op === 'REPLACE_HISTORY');
  const brought: Brought | null = rules || history ? { rules, history } : null;
  const writes = plan.writes.filter(isRecordWrite);
  const commands = writes.map((write): WriteCommand => {
    const name = recordName(write.kind, write.key);
    const common = {
      kind: kindNamed(write.kind),
      origin: write.kind === 'Repository' && brought ? originOf(brought) : originOfWrite(write),
      reason: reason ?? write.reason,
    };
    if (write.op === 'CREATE') {
      const id = newId();
      created.set(name, id);
      const { document } = write;
      return {
        ...common,
        id,
        operation: 'CREATE',
        target: null,
        source: { location: places.get(name) ?? plan.repository, fields: write.fields },
        decide: () => ({ document }),
      };
    }
    const row = loaded.rows.get(name);
    if (!row) throw new Error(`the plan writes ${name}, which was not loaded`);
    const target = { target: { id: row.id }, expectedRevision: row.revision };
    if (write.op === 'ARCHIVE')
      return {
        ...common,
        ...target,
        operation: 'ARCHIVE',
        decide: (before) => ({ document: before!.document, archived: true }),
      };
    return {
      ...common,
      ...target,
      operation: write.restore ? 'RESTORE' : 'UPDATE',
      source: { location: places.get(name) ?? plan.repository },
      decide: (before) => ({
        document: { ...before!.document, ...write.set },
        ...(write.restore ? { archived: false } : {}),
      }),
    };
  });
  const idOf = (kind: string, key: string): string | null =>
    created.get(recordName(kind, key)) ?? loaded.rows.get(recordName(kind, key))?.id ?? null;
  return { commands: brought ? withRepository(commands, brought, loaded, reason) : commands, idOf };
}

/** What belongs to the repository and is no field of it. */
interface Brought {
  readonly rules: Extract<PlanWrite, { op: 'REPLACE_RULES' }> | undefined;
  readonly history: Extract<PlanWrite, { op: 'REPLACE_HISTORY' }> | undefined;
}

const originOf = ({ rules }: Brought): Origin => (rules ? 'CODEOWNERS' : 'GIT_HISTORY');

const originOfWrite = (write: RecordWrite): Origin => ('origin' in write && write.origin) || catalogSource;

const isRecordWrite = (write: PlanWrite): write is RecordWrite =>
  write.op === 'CREATE' || write.op === 'UPDATE' || write.op === 'ARCHIVE';

/** Rules and history are part of their repository: replacing them is one revision of it, the first one when it is new. */
function withRepository(
  commands: readonly WriteCommand[],
  brought: Brought,
  loaded: LoadedExisting,
  reason: string | null,
): WriteCommand[] {
  const { rules, history } = brought;
  const also = {
    alsoChanged: [...(rules ? ['ownershipRules'] : []), ...(history ? ['activity'] : [])],
    reason:
      reason ?? [...(rules ? [rulesText(rules)] : []), ...(history ? [historyText(history)] : [])].join('; '),
  };
  const { repositoryId } = loaded;
  if (repositoryId === null)
    return commands.map((command) =>
      command.kind.name === 'Repository' ? { ...command, ...also } : command,
    );
  return [
    {
      kind: kindNamed('Repository'),
      operation: 'UPDATE',
      origin: originOf(brought),
      target: { id: repositoryId },
      expectedRevision: null,
      decide: (before) => ({ document: before!.document }),
      ...also,
    },
    ...commands,
  ];
}

const rulesText = ({ ruleSet }: NonNullable<Brought['rules']>): string =>
  `${ruleSet.rules.length} rules of ${ruleSet.file}${ruleSet.commit ? ` at ${ruleSet.commit}` : ''}`;

const historyText = ({ history }: NonNullable<Brought['history']>): string =>
  `who worked on ${history.components.length} components until ${history.until.slice(0, 10)}`;
