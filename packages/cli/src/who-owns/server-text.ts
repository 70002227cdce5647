import { explainText, isUnowned, type WhoOwnsFilter, whoOwnsText } from '@steward/domain/code/who-owns.ts';
import type { KnownByServer, NamedOwner, PathAnswer } from './path-answer.ts';

type Asked = PathAnswer & { readonly server: KnownByServer };

/** Whether the path is asked for: an owner is named by handle, or by the key or name of a person or team. */
export function isWantedOfServer(answer: Asked, { unowned = false, owner = null }: WhoOwnsFilter): boolean {
  if (unowned && answer.server.owner !== null) return false;
  if (owner === null) return true;
  const wanted = owner.toLowerCase();
  const names = answer.server.owners.flatMap(({ handle, holder }) => [handle, holder?.key, holder?.name]);
  return names.some((name) => name?.toLowerCase() === wanted || name?.toLowerCase() === `@${wanted}`);
}

/** One line: the one owner and what names it. */
export function serverText(answer: Asked): string {
  const { path, server } = answer;
  if (server.state === 'REPOSITORY_UNKNOWN')
    return `${path}\tno owner (the server does not know this repository)\n`;
  if (server.owner) return `${path}\t${ownerText(server.owner)}\n`;
  return isUnowned(answer) ? whoOwnsText(answer) : `${path}\tno owner\n`;
}

const sources: Readonly<Record<NamedOwner['source'], string>> = {
  RECORD: 'on record',
  CATALOG_INFO: 'catalog-info',
  CODEOWNERS: 'CODEOWNERS',
  SYSTEM: 'through its system',
};

const nameOf = ({ holder, handle }: NamedOwner): string =>
  [holder?.name, handle].filter((name) => name != null).join(' ') || 'nobody known';

const ownerText = (owner: NamedOwner): string => `${nameOf(owner)} (${sources[owner.source]})`;

/** Everything that is said about the path, and where it is said. */
export function explainOfServer(answer: Asked): string {
  const { path, server, file } = answer;
  if (server.state === 'REPOSITORY_UNKNOWN')
    return `${path}\n  the server does not know this repository: \`steward import\` adds it\n`;
  const lines = [
    path,
    ...named('component', server.component?.name),
    ...named('system', server.system?.name),
    ...server.owners.map(
      (owner, at) => `  ${at === 0 ? 'owner' : 'also named'}: ${ownerText(owner)}${placeOf(owner)}`,
    ),
    ...(server.owner ? [] : ['  no owner']),
    ...named('accountable', server.accountable && `${server.accountable.name} (System Owner)`),
  ];
  // The server keeps the dialect to itself; only GitLab counts approvals.
  const dialect = answer.answers.some(({ approvals }) => approvals !== null) ? 'GITLAB' : 'GITHUB';
  const rules = explainText(answer, file === null ? null : { file, dialect });
  return `${lines.join('\n')}\n${rules.slice(rules.indexOf('\n') + 1)}`;
}

const named = (what: string, name: string | null | undefined): string[] =>
  name ? [`  ${what}: ${name}`] : [];

const placeOf = ({ decidedBy }: NamedOwner): string =>
  decidedBy ? `, ${decidedBy.file}:${decidedBy.line}` : '';

export interface ServerSummary {
  readonly paths: number;
  readonly unowned: number;
  /** Paths by their one owner, the owner of most first. */
  readonly owners: readonly { readonly owner: string; readonly paths: number }[];
}

export function summarizeOfServer(answers: readonly Asked[]): ServerSummary {
  const counts = new Map<string, number>();
  for (const { server } of answers)
    if (server.owner) counts.set(nameOf(server.owner), (counts.get(nameOf(server.owner)) ?? 0) + 1);
  const owners = [...counts].map(([owner, paths]) => ({ owner, paths }));
  owners.sort((a, b) => b.paths - a.paths || (a.owner < b.owner ? -1 : 1));
  return { paths: answers.length, unowned: answers.filter(({ server }) => !server.owner).length, owners };
}

export const serverSummaryText = ({ paths, unowned, owners }: ServerSummary): string =>
  [
    `${paths} paths: ${paths - unowned} owned, ${unowned} without an owner\n`,
    ...owners.map(({ owner, paths: count }) => `${String(count).padStart(8)}  ${owner}\n`),
  ].join('');
