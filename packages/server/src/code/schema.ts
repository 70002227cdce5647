import type { FileContext, OwnerAnswer } from '@steward/domain/code/file-context.ts';
import type { Holder } from '@steward/domain/code/repository-index.ts';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../platform/context.ts';
import type { SchemaKit } from '../platform/kind/kit.ts';
import { type FieldPath, selectedRecords } from '../platform/kind/selected-records.ts';
import type { Row } from '../platform/record/mapping.ts';
import { addActivity } from './activity-schema.ts';
import { codeTypes } from './code-types.ts';
import { addDrift } from './drift-schema.ts';
import { addNamedHolders } from './holder-schema.ts';
import { addImports } from './import-schema.ts';
import { addRepositoryIndex } from './index-schema.ts';
import { fileContexts, mostPaths } from './queries.ts';
import { addRepositoryFields } from './repository-schema.ts';

/** `fileContext`, `repositoryIndex` and the import of files. */
export function addCodeQueries(kit: SchemaKit): void {
  const types = codeTypes(kit);
  kit.builder.queryField('fileContext', (t) =>
    t.field({
      type: [types.fileContext],
      description: `Whose each file is, what was promised about it and what changes it, in the order asked; at most ${mostPaths} paths`,
      args: {
        repository: t.arg.string({
          required: true,
          description: 'Key of the repository: host and path, such as github.com/acme/pay',
        }),
        paths: t.arg.stringList({
          required: true,
          description: `Paths from the root of the repository, at most ${mostPaths}`,
        }),
      },
      resolve: async (_root, { repository, paths }, context, info) => {
        const contexts = await fileContexts(context, repository, paths);
        return withRecords(context, info, contexts) as never;
      },
    }),
  );
  addRepositoryIndex(kit);
  addImports(kit);
  addRepositoryFields(kit);
  addActivity(kit);
  addNamedHolders(kit, types);
  addDrift(kit, types);
}

const holderPaths: readonly FieldPath[] = [
  ['owner', 'holder'],
  ['owners', 'holder'],
  ['codeowners', 'owners', 'holder'],
];

/** The answers of the domain with records in place of summaries, each kind loaded once for all paths. */
async function withRecords(
  context: Context,
  info: GraphQLResolveInfo,
  files: readonly FileContext[],
): Promise<object[]> {
  const owners = files.flatMap((file) => [...file.owners, ...file.codeowners.flatMap((c) => c.owners)]);
  const holderIds = (kind: Holder['kind']) =>
    owners.flatMap(({ holder }) => (holder?.kind === kind ? [holder.id] : []));
  const ids = (pick: (file: FileContext) => readonly ({ readonly id: string } | null)[]) =>
    files.flatMap((file) => pick(file).flatMap((record) => record?.id ?? []));
  const wanted = (model: string, of: readonly string[], paths: readonly FieldPath[], isKind = true) => ({
    model,
    ids: of,
    paths,
    isKind,
  });
  const [repositories, components, systems, targets, roles, changes, people, teams] = await selectedRecords(
    context,
    info,
    [
      wanted(
        'Repository',
        ids((f) => [f.repository]),
        [['repository']],
      ),
      wanted(
        'Component',
        ids((f) => f.components),
        [['component'], ['components']],
      ),
      wanted(
        'System',
        ids((f) => [f.system]),
        [['system']],
      ),
      wanted(
        'ServiceLevelTarget',
        ids((f) => [f.target]),
        [['target']],
        false,
      ),
      wanted(
        'RoleAssignment',
        ids((f) => [f.accountable]),
        [['accountable']],
        false,
      ),
      wanted(
        'Change',
        ids((f) => f.changes.map((touch) => touch.change)),
        [['changes', 'change']],
      ),
      wanted('Person', holderIds('PERSON'), holderPaths),
      wanted('Team', holderIds('TEAM'), holderPaths),
    ],
  );
  const row = (rows: ReadonlyMap<string, Row>, record: { readonly id: string } | null) =>
    record ? (rows.get(record.id) ?? null) : null;
  const owner = (answer: OwnerAnswer) => ({ ...answer, holder: holderRow(answer.holder, people, teams) });
  return files.map((file) => ({
    ...file,
    repository: row(repositories, file.repository),
    component: row(components, file.component),
    components: file.components.flatMap((component) => row(components, component) ?? []),
    system: row(systems, file.system),
    owner: file.owner && owner(file.owner),
    owners: file.owners.map(owner),
    codeowners: file.codeowners.map((answer) => ({ ...answer, owners: answer.owners.map(owner) })),
    accountable: row(roles, file.accountable),
    target: row(targets, file.target),
    changes: file.changes.flatMap((touch) => {
      const change = row(changes, touch.change);
      return change ? [{ ...touch, change }] : [];
    }),
  }));
}

function holderRow(
  holder: Holder | null,
  people: ReadonlyMap<string, Row>,
  teams: ReadonlyMap<string, Row>,
): object | null {
  if (!holder) return null;
  const found = (holder.kind === 'PERSON' ? people : teams).get(holder.id);
  return found ? { ...found, holderKind: holder.kind } : null;
}
