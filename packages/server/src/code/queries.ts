import { createHash } from 'node:crypto';
import { type CodeownersMatcher, compileCodeowners } from '@steward/domain/code/codeowners-matcher.ts';
import type { FileContext } from '@steward/domain/code/file-context.ts';
import { prepareIndex } from '@steward/domain/code/prepare-index.ts';
import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { hostOfKey } from '@steward/domain/code/repository-key.ts';
import { normalizePath } from '@steward/domain/code/repository-path.ts';
import { fileResolver, unknownFile } from '@steward/domain/code/resolve-file.ts';
import type { Context } from '../platform/context.ts';
import { periodNow } from '../platform/kept/clock-use.ts';
import { badUserInput } from '../platform/request-error.ts';
import { holderBook, indexedChange, indexedComponent, indexedHandles, indexedSystem } from './index-rows.ts';
import {
  type ComponentRow,
  type IndexScope,
  loadChanges,
  loadComponents,
  loadHandles,
  loadRepository,
  loadRules,
  loadSystemDeclarations,
  loadSystems,
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
  const repository = await loadRepository(context, repositoryKey);
  if (!repository) return normal.map(unknownFile);
  const match = await matcherOf(context, repository);
  const owners = match ? normal.flatMap((path) => match(path).flatMap((answer) => answer.owners)) : [];
  const index = await buildIndex(context, repository, { paths: normal }, owners);
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
  const repository = await loadRepository(context, repositoryKey);
  if (!repository) return null;
  const rules = repository.codeowners ? await loadRules(context, repository.codeowners.id) : [];
  const index = await buildIndex(
    context,
    repository,
    { all: true },
    rules.flatMap((rule) => rule.owners),
  );
  const whole = { ...index, codeowners: index.codeowners && { ...index.codeowners, rules } };
  return {
    ...whole,
    revision: createHash('sha256').update(JSON.stringify(whole)).digest('base64url').slice(0, 27),
  };
}

async function buildIndex(
  context: Context,
  repository: StoredRepository,
  scope: IndexScope,
  owners: readonly string[],
): Promise<RepositoryIndex> {
  const book = holderBook();
  const [handles, components, declarations] = await Promise.all([
    loadHandles(context, hostOfKey(repository.key), [...new Set(owners)]),
    loadComponents(context, repository.id, scope),
    loadSystemDeclarations(context, repository.id, scope),
  ]);
  const systemIds = [...declarations.map((d) => d.recordId), ...components.flatMap((c) => c.systemId ?? [])];
  const systems = await loadSystems(context, [...new Set(systemIds)]);
  const changes = await loadChanges(context, repository.id, scope, {
    components: components.map((c) => c.id),
    systems: systems.map((s) => s.id),
  });
  const { codeowners } = repository;
  const now = periodNow(context);
  const rootsOf = (system: string) =>
    declarations.filter((d) => d.recordId === system).map((d) => folderOf(d.file));
  return {
    repository: { id: repository.id, key: repository.key, name: repository.name },
    revision: '',
    indexedCommit: codeowners?.commit ?? null,
    codeowners: codeowners && {
      file: codeowners.file,
      dialect: codeowners.dialect,
      commit: codeowners.commit,
      rules: [],
    },
    handles: indexedHandles(handles, book),
    components: components.map((row) => indexedComponent(withoutHidden(row, systems, components), book)),
    systems: systems.map((row) => indexedSystem(row, rootsOf(row.id), book, now)),
    changes: changes.map((row) => indexedChange(row, book)),
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
  const match = known ?? compileCodeowners(await loadRules(context, codeowners.id), codeowners.dialect);
  matchers.set(version, match);
  for (const oldest of matchers.keys()) {
    if (matchers.size <= mostMatchers) break;
    matchers.delete(oldest);
  }
  return match;
}
