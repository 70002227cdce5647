import type { DriftFinding, DriftSide } from '@steward/domain/code/drift/drift-finding.ts';
import type { Context } from '../platform/context.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { recordKindChoice } from '../platform/kind/record-kind-choice.ts';
import { selectedRecords } from '../platform/kind/selected-records.ts';
import { badUserInput } from '../platform/request-error.ts';
import type { CodeTypes } from './code-types.ts';
import { type RepositoryDrift, repositoryDrift } from './drift-queries.ts';

const driftCode = {
  name: 'DriftCode',
  description: 'What it is that two sources say differently',
  values: {
    OWNER_DIFFERS: 'They name different owners',
    OWNER_UNKNOWN: 'They name different owners, and nobody here is known by the name that one of them writes',
    OWNER_INACTIVE: 'Nobody of the owner worked on the code in the window of the history',
    FIELD_DIFFERS: 'A file says something else than a person wrote into the record',
  } satisfies Record<DriftFinding['code'], string>,
};

const driftSource = {
  name: 'DriftSource',
  description: 'Where something is said about a record',
  values: {
    RECORD: 'The record itself, as people keep it',
    CATALOG_INFO: 'The catalog-info.yaml that declares it',
    CODEOWNERS: 'The CODEOWNERS file of the repository its code lies in',
    GIT_HISTORY: 'The history of that repository',
  } satisfies Record<DriftSide['source'], string>,
};

const most = 500;

/** `drift`: where the sources of a repository disagree, each finding with both sides. */
export function addDrift(kit: SchemaKit, types: CodeTypes): void {
  const { builder } = kit;
  const side = builder.objectRef<DriftSide>('DriftSide').implement({
    description: 'What one source says',
    fields: (t) => ({
      source: t.field({
        type: enumOf(kit, driftSource),
        description: 'Where it is said',
        resolve: (s) => s.source,
      }),
      value: t.exposeString('value', {
        description: 'What is said, as it is written there or as people read it',
      }),
      location: t.field({
        type: types.location,
        nullable: true,
        description: 'The line that says it; empty for a record and a history',
        resolve: (s) => s.location as never,
      }),
    }),
  });
  const finding = builder.objectRef<DriftFinding>('DriftFinding').implement({
    description: 'One thing that two sources say differently. Which of them is right is for people to say',
    fields: (t) => ({
      code: t.field({
        type: enumOf(kit, driftCode),
        description: 'What it is that differs',
        resolve: (f) => f.code,
      }),
      kind: t.field({
        type: enumOf(kit, recordKindChoice),
        description: 'What the record is, such as a component',
        resolve: (f) => f.kind,
      }),
      key: t.exposeString('key', { description: 'Key of the record' }),
      field: t.exposeString('field', { description: 'Name of the field of the record, or owner' }),
      sides: t.field({
        type: [side],
        description: 'The two sides, the one that decides first',
        resolve: (f) => [...f.sides],
      }),
      message: t.exposeString('message', {
        description: 'What differs and how to mend it, read on from the name of the record',
      }),
    }),
  });
  const answer = builder
    .objectRef<RepositoryDrift & { first: number; row: object | null }>('RepositoryDrift')
    .implement({
      description: 'Where the sources of one repository disagree',
      fields: (t) => ({
        repository: t.field({
          type: kit.nodes.get('Repository')! as never,
          nullable: true,
          description: 'The repository whose files and history are compared',
          resolve: (a) => a.row as never,
        }),
        findings: t.field({
          type: [finding],
          description: 'The findings, as many as were asked for: owners, then the history, then fields',
          resolve: (a) => a.findings.slice(0, a.first),
        }),
        total: t.int({
          description: 'How many findings there are, given or not',
          resolve: (a) => a.findings.length,
        }),
        truncated: t.boolean({
          description: 'True when there are more than are given',
          resolve: (a) => a.findings.length > a.first,
        }),
      }),
    });
  builder.queryField('drift', (t) =>
    t.field({
      type: answer,
      nullable: true,
      description:
        'Where CODEOWNERS, catalog files, history and records disagree; empty when nobody has added the repository',
      args: {
        repository: t.arg.string({
          required: true,
          description: 'Key of the repository: host and path, such as github.com/acme/pay',
        }),
        session: t.arg.id({
          description:
            'An import of the viewer whose staged files are compared in place of those imported last; it need not be planned',
        }),
        first: t.arg.int({
          defaultValue: 100,
          description: `How many findings to give at most, 1 to ${most}`,
        }),
      },
      resolve: async (_root, args, context: Context, info) => {
        const first = args.first ?? 100;
        if (first < 1 || first > most)
          throw badUserInput(`\`first\` must be from 1 to ${most}, not ${first}`);
        const session = args.session == null ? null : String(args.session);
        const drift = await repositoryDrift(context, args.repository, session);
        if (!drift) return null;
        const [rows] = await selectedRecords(context, info, [
          { model: 'Repository', ids: [drift.repository], paths: [['repository']] },
        ]);
        return { ...drift, first, row: rows.get(drift.repository) ?? null };
      },
    }),
  );
}
