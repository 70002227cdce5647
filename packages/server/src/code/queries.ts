import { createHash } from 'node:crypto';
import { type CodeownersMatcher, compileCodeowners } from '@steward/domain/code/codeowners-matcher.ts';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import type { FileContext } from '@steward/domain/code/file-context.ts';
import { prepareIndex } from '@steward/domain/code/prepare-index.ts';
import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { normalizePath } from '@steward/domain/code/repository-path.ts';
import { fileResolver, unknownFile } from '@steward/domain/code/resolve-file.ts';
import type { Context } from '../platform/context.ts';
import { periodNow } from '../platform/kept/clock-use.ts';
import { badUserInput } from '../platform/request-error.ts';
import { holderBook, indexedChange, indexedComponent, indexedHandles, indexedSystem } from './index-rows.ts';
import {
  type ChangeRow,
  type ComponentRow,
  type IndexScope,
  loadAround,
  loadGround,
  loadRules,
  type StoredRepository,
} from './index-store.ts';

export const mostPaths = 200;

/** What is known about each path, in the order asked. Refuses more than 200 paths, `..` and absolute paths. */
export async function fileContexts(
  context: Context,
  repositoryKey: string,
  paths: readonly string[],
): Promise<FileContext[]> {
  if (paths.length > mostPaths)
    throw badUserInput(
      `\`paths\` takes at most ${mostPaths} paths, not ${paths.length}: ask in several requests`,
    );
  const normal = paths.map((path) => {
    const result = normalizePath(path);
    if (result.ok) return result.path;
    throw badUserInput(`\`paths\`: ${result.message}`);
  });
  const scope = { paths: normal };
  const ground = await loadGround(context, repositoryKey, scope);
  if (!ground) return normal.map(unknownFile);
  const match = await matcherOf(context, ground.repository);
  const owners = match ? normal.flatMap((path) => match(path).flatMap((answer) => answer.owners)) : [];
  const index = await buildIndex(context, ground, scope, owners);
  const resolve = fileResolver({ ...prepareIndex(index), match });
  return normal.map((path) => {
    const result = resolve(path);
    if (!result.ok) throw badUserInput(`\`paths\`: ${result.message}`);
    return result.context;
  });
}

/** Everything needed to answer for any file of the repository locally; null when nobody has added it. */
export async function repositoryIndex(
  context: Context,
  repositoryKey: string,
): Promise<RepositoryIndex | null> {
  const ground = await loadGround(context, repositoryKey, { all: true });
  if (!ground) return null;
  const { codeowners } = ground.repository;
  const rules = codeowners ? await loadRules(context, codeowners.id) : [];
  const index = await buildIndex(
    context,
    ground,
    { all: true },
    rules.flatMap((rule) => rule.owners),
  );
  const whole = { ...index, codeowners: index.codeowners && { ...index.codeowners, rules } };
  return {
    ...whole,
    revision: createHash('sha256').update(JSON.stringify(whole)).digest('base64url').slice(0, 27),
  };
}

type Ground = NonNullable<Awaited<ReturnType<typeof loadGround>>>;

async function buildIndex(
  context: Context,
  { repository, components }: Ground,
  scope: IndexScope,
  owners: readonly string[],
): Promise<RepositoryIndex> {
  const book = holderBook();
  const { codeowners, entities: declarations } = repository;
  const systemIds = [...declarations.map((d) => d.recordId), ...components.flatMap((c) => c.systemId ?? [])];
  const [handles, systems, changes] = await loadAround(context, scope, {
    repository,
    handles: [...new Set(owners)],
    components: components.map((c) => c.id),
    systems: [...new Set(systemIds)],
  });
  const now = periodNow(context);
  const rootsOf = (system: string) =>
    declarations.filter((d) => d.recordId === system).map((d) => folderOf(d.file));
  return {
    repository: { id: repository.id, key: repository.key, name: repository.name },
    revision: '',
    indexedCommit: codeowners?.commit ?? null,
    codeowners: codeowners && {
      file: codeowners.file,
      dialect: codeowners.dialect as CodeownersDialect,
      commit: codeowners.commit,
      rules: [],
    },
    handles: indexedHandles(handles, book),
    components: components.map((row) => indexedComponent(withoutHidden(row, systems, components), book)),
    systems: systems.map((row) => indexedSystem(row, rootsOf(row.id), book, now)),
    changes: changes.flatMap((row) => touching(row, systems)).map((row) => indexedChange(row, book)),
    holders: book.all(),
  };
}

/** What the viewer may not see is not loaded, and is not named either. */
function withoutHidden(
  row: ComponentRow,
  systems: readonly { id: string }[],
  components: readonly { id: string }[],
): ComponentRow {
  const among = (rows: readonly { id: string }[], id: string | null) =>
    rows.some((other) => other.id === id) ? id : null;
  return { ...row, systemId: among(systems, row.systemId), partOfId: among(components, row.partOfId) };
}

/** Of a system that the viewer may not see, or that is archived, a change touches nothing here. */
function touching(row: ChangeRow, systems: readonly { id: string }[]): ChangeRow[] {
  const seen = row.systems.filter(({ id }) => systems.some((system) => system.id === id));
  return seen.length + row.components.length + row.codeReferences.length > 0
    ? [{ ...row, systems: seen }]
    : [];
}

const folderOf = (file: string): string => (file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.');

const matchers = new Map<string, CodeownersMatcher>();
const mostMatchers = 20;

/** The compiled rules of a repository. They are kept while the file stays as it is, so that a request need not read them. */
async function matcherOf(
  context: Context,
  { codeowners }: StoredRepository,
): Promise<CodeownersMatcher | null> {
  if (!codeowners) return null;
  const version = `${codeowners.id} ${codeowners.hash}`;
  const known = matchers.get(version);
  matchers.delete(version);
  const match =
    known ??
    compileCodeowners(await loadRules(context, codeowners.id), codeowners.dialect as CodeownersDialect);
  matchers.set(version, match);
  for (const oldest of matchers.keys()) {
    if (matchers.size <= mostMatchers) break;
    matchers.delete(oldest);
  }
  return match;
}
