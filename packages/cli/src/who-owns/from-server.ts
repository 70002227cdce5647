import type { StewardClient } from '@steward/client/create-client.ts';
import { FileOwnersDocument, type FileOwnersQuery } from '@steward/client/operations.generated.ts';
import type { CodeownersAnswer } from '@steward/domain/code/codeowners-rule.ts';
import { accept, type Outcome } from '../exit.ts';
import { connectServer, refusalOf } from '../find-server.ts';
import type { CliSettings } from '../read-settings.ts';
import { repositoryOf } from '../repository-of.ts';
import type { Terminal } from '../terminal.ts';
import { workingCopyRoot } from '../working-copy.ts';
import { askedPaths } from './asked-paths.ts';
import type { WhoOwnsOptions } from './command.ts';
import type { PathAnswer } from './path-answer.ts';

/** The most paths that the API takes in one question. */
const mostPaths = 200;

type FileOwners = FileOwnersQuery['fileContext'][number];

/** Asks the server about every path, 200 in one question. */
export async function answersOfServer(
  options: WhoOwnsOptions,
  settings: CliSettings,
  terminal: Terminal,
): Promise<Outcome<readonly PathAnswer[]>> {
  const root = workingCopyRoot(terminal.cwd) ?? terminal.cwd;
  const repository = repositoryOf(options.repository, root);
  if (!repository.ok) return repository;
  const paths = await askedPaths({ paths: options.paths, stdin: options.stdin ?? false }, root, terminal);
  if (!paths.ok) return paths;
  const client = connectServer(settings, terminal);
  if (!client.ok) return client;
  const answers: PathAnswer[] = [];
  for (let from = 0; from < paths.value.length; from += mostPaths) {
    const page = await ask(client.value, repository.value, paths.value.slice(from, from + mostPaths));
    if (!page.ok) return page;
    answers.push(...page.value);
  }
  return accept(answers);
}

async function ask(
  client: StewardClient,
  repository: string,
  paths: readonly string[],
): Promise<Outcome<PathAnswer[]>> {
  const answer = await client.ask(FileOwnersDocument, { repository, paths: [...paths] });
  return answer.ok ? accept(answer.data.fileContext.map(pathAnswer)) : refusalOf(answer);
}

function pathAnswer(file: FileOwners): PathAnswer {
  const { path, codeowners, accountable, ...server } = file;
  return {
    path,
    file: codeowners.find(({ rule }) => rule)?.rule?.file ?? null,
    answers: codeowners.map(sectionAnswer),
    server: { ...server, accountable: accountable?.person ?? accountable?.team ?? null },
  };
}

function sectionAnswer({
  section,
  state,
  optional,
  approvals,
  ...rest
}: FileOwners['codeowners'][number]): CodeownersAnswer {
  const owners = rest.owners.flatMap(({ handle }) => handle ?? []);
  const { rule } = rest;
  return {
    section,
    state,
    optional,
    approvals,
    owners,
    rule: rule && {
      line: rule.line,
      pattern: rule.pattern ?? '',
      owners,
      section,
      optional,
      approvals,
      exclusion: state === 'EXCLUDED',
    },
  };
}
