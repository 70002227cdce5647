import { type ClaimTarget, patternOf } from '@steward/domain/code/edit/claim-target.ts';
import { type Holder, ownershipRoles } from '@steward/domain/code/repository-index.ts';
import { decidingSection, type FileAnswer } from '../file-answer.ts';

/** One way to say who owns a file. */
export type ClaimChoice =
  /** A role on the record of its component. `holders` hold it now. */
  | { kind: 'RECORD'; record: OwnedRecord; holders: readonly Holder[] }
  /** The line of CODEOWNERS that decides, for all its paths. */
  | { kind: 'LINE'; line: number; pattern: string }
  /** A rule of its own in CODEOWNERS. */
  | { kind: 'RULE'; target: ClaimTarget; pattern: string; about: 'FILE' | 'FOLDER' | 'COMPONENT' }
  /** The owner that a catalog file declares. */
  | { kind: 'CATALOG'; file: string; record: OwnedRecord; reference: string | null }
  /** No component lies here, so no record can be owned. */
  | { kind: 'NO_COMPONENT' }
  /** No server knows the repository. */
  | { kind: 'UNKNOWN_REPOSITORY' };

/** A record with an owner, as a catalog file declares it and roles are held on it. */
export interface OwnedRecord {
  kind: 'Component' | 'System';
  key: string;
  name: string;
}

export interface Claimed {
  answer: FileAnswer;
  target: ClaimTarget;
  /** A catalog file beside the code that declares its component, where the index names none. */
  catalogFile?: string | undefined;
  /** True: the owner that it has is wrong. */
  wrong: boolean;
}

/** The ways that there are, what decides first in front; what stands in the way of one last. */
export function claimChoices({ answer, target, catalogFile, wrong }: Claimed): ClaimChoice[] {
  const context = answer.state === 'KNOWN' || answer.state === 'FROM_CODEOWNERS' ? answer.context : undefined;
  const component = context?.component ?? undefined;
  const record: OwnedRecord | undefined = component && {
    ...{ kind: 'Component', key: component.key, name: component.name },
  };
  const declared = component?.declaredOwner;
  const isHere = declared?.repository === context?.repository?.key;
  const file = declared ? (isHere ? declared.file : undefined) : catalogFile;
  const rule = context && decidingSection(context)?.rule;
  const lineDecides = wrong && rule && (context.owner === null || context.owner.source === 'CODEOWNERS');
  const choices: (ClaimChoice | undefined)[] = [
    record && component && { kind: 'RECORD', record, holders: ownersOf(component.roles) },
    lineDecides ? { kind: 'LINE', line: rule.line, pattern: rule.pattern } : undefined,
    ...targetsOf(target, component?.roots ?? []).map(ruleChoice),
    record && file !== undefined
      ? { kind: 'CATALOG', file, record, reference: declared?.reference ?? null }
      : undefined,
    answer.state === 'KNOWN'
      ? component
        ? undefined
        : { kind: 'NO_COMPONENT' }
      : { kind: 'UNKNOWN_REPOSITORY' },
  ];
  return choices.filter((choice) => choice !== undefined);
}

const ownersOf = (roles: readonly { role: string; deputy: boolean; holder: Holder }[]): Holder[] =>
  roles
    .filter(({ role, deputy }) => role === ownershipRoles.componentOwner && !deputy)
    .map(({ holder }) => holder);

type Aim = Pick<Extract<ClaimChoice, { kind: 'RULE' }>, 'target' | 'about'>;

/** The file, its folder, and what its component covers, each once. */
function targetsOf(target: ClaimTarget, roots: readonly string[]): Aim[] {
  const aims: Aim[] = [{ target, about: target.folder ? 'FOLDER' : 'FILE' }];
  const slash = target.path.lastIndexOf('/');
  if (!target.folder && slash > 0)
    aims.push({ target: { path: target.path.slice(0, slash), folder: true }, about: 'FOLDER' });
  for (const root of roots) {
    const path = rootPath(root);
    if (path === '' ? target.path !== '' : target.path.startsWith(`${path}/`))
      aims.push({ target: { path, folder: true }, about: 'COMPONENT' });
  }
  const key = ({ path, folder }: ClaimTarget) => `${path} ${folder}`;
  return aims.filter((aim, at) => aims.findIndex((other) => key(other.target) === key(aim.target)) === at);
}

/** A code location as a path of the repository. */
export const rootPath = (root: string): string =>
  root
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/');

const ruleChoice = ({ target, about }: Aim): ClaimChoice | undefined => {
  const pattern = patternOf(target);
  return pattern === null ? undefined : { kind: 'RULE', target, pattern, about };
};
