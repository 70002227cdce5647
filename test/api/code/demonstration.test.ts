import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FileContext } from '@steward/domain/code/file-context.ts';
import { prepareIndex } from '@steward/domain/code/prepare-index.ts';
import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { fileResolver } from '@steward/domain/code/resolve-file.ts';
import { ensureStandardRoles } from '@steward/server/test/people/standard-roles.ts';
import { loadDemonstration } from '@steward/server/test/record/load-demonstration.ts';
import { expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const holder = 'holder { ... on Person { key } ... on Team { key } }';
const question = /* GraphQL */ `
  query ($paths: [String!]!) {
    fileContext(repository: "demo/steward", paths: $paths) {
      path
      state
      component { key }
      components { key }
      system { key processes { nodes { key name practice } } }
      owner { source handle ${holder} decidedBy { file line } }
      owners { source handle ${holder} decidedBy { file line } }
      accountable { person { key } team { key } }
      codeowners { section state optional approvals owners { handle ${holder} } rule { line pattern } }
      target { percent basis allowedSeconds }
      changes { level lines { start end } baseCommit change { key } }
    }
  }
`;

const keyed = (record: { key: string } | null) => record && { key: record.key };
const place = (line: { file: string; line: number } | null) => line && { file: line.file, line: line.line };

/** What the domain answers, in the shape of the question. */
const asAnswered = (file: FileContext) => ({
  path: file.path,
  state: file.state,
  component: keyed(file.component),
  components: file.components.map(keyed),
  system: file.system && {
    key: file.system.key,
    processes: { nodes: file.system.processes.map(({ key, name, practice }) => ({ key, name, practice })) },
  },
  owner: file.owner && {
    source: file.owner.source,
    handle: file.owner.handle,
    holder: keyed(file.owner.holder),
    decidedBy: place(file.owner.decidedBy),
  },
  owners: file.owners.map((o) => ({
    source: o.source,
    handle: o.handle,
    holder: keyed(o.holder),
    decidedBy: place(o.decidedBy),
  })),
  accountable: file.accountable && {
    person: file.accountable.holder.kind === 'PERSON' ? keyed(file.accountable.holder) : null,
    team: file.accountable.holder.kind === 'TEAM' ? keyed(file.accountable.holder) : null,
  },
  codeowners: file.codeowners.map((c) => ({
    section: c.section,
    state: c.state,
    optional: c.optional,
    approvals: c.approvals,
    owners: c.owners.map((o) => ({ handle: o.handle, holder: keyed(o.holder) })),
    rule: c.rule && { line: c.rule.line, pattern: c.rule.pattern },
  })),
  target: file.target && {
    percent: file.target.percent,
    basis: file.target.basis,
    allowedSeconds: file.target.allowedSeconds,
  },
  changes: file.changes.map((t) => ({
    level: t.level,
    lines: t.lines,
    baseCommit: t.baseCommit,
    change: keyed(t.change),
  })),
});

it('resolveFile and fileContext answer the same for every path of the demonstration', async () => {
  const api = await testApi();
  await ensureStandardRoles(api.context());
  await loadDemonstration({ ...api.context(), door: 'DEMO' });
  const answer = await api.send<{ repositoryIndex: { index: RepositoryIndex } }>(
    '{ repositoryIndex(repository: "demo/steward") { index } }',
  );
  const resolve = fileResolver(prepareIndex(answer.data.repositoryIndex.index));
  const paths = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean);
  expect(paths.length).toBeGreaterThan(300);
  const levels = new Set<string>();
  for (let at = 0; at < paths.length; at += 200) {
    const some = paths.slice(at, at + 200);
    const { data } = await api.send<{ fileContext: ReturnType<typeof asAnswered>[] }>(question, {
      paths: some,
    });
    const local = some.map((path) => {
      const result = resolve(path);
      if (!result.ok) throw new Error(result.message);
      return asAnswered(result.context);
    });
    expect(data.fileContext).toEqual(local);
    for (const file of local) for (const change of file.changes) levels.add(change.level);
  }
  expect([...levels].sort()).toEqual(['COMPONENT', 'FILE', 'LINES', 'SYSTEM']);
});
