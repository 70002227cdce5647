import { type CodeownersMatcher, compileCodeowners } from './codeowners-matcher.ts';
import type { CodeownersAnswer } from './codeowners-rule.ts';
import type {
  FileCodeowners,
  FileComponent,
  FileSystem,
  OwnerAnswer,
  RoleHolding,
  SourceLocation,
} from './file-context.ts';
import { type FileTouches, fileTouches } from './file-touches.ts';
import type {
  Holder,
  IndexedDeclaredOwner,
  IndexedRole,
  OrderedOwnerSource,
  RepositoryIndex,
} from './repository-index.ts';
import { defaultOwnerOrder } from './repository-index.ts';
import { type Place, placesByRoot } from './root-place.ts';

/** An index made ready for many questions: rules compiled, ids looked up, roots sorted. */
export interface PreparedIndex {
  readonly index: RepositoryIndex;
  readonly ownerOrder: readonly OrderedOwnerSource[];
  readonly match: CodeownersMatcher | null;
  readonly systems: ReadonlyMap<string, FileSystem>;
  readonly places: ReadonlyMap<string, Place>;
  readonly touches: FileTouches;
  readonly declaredOwner: (declared: IndexedDeclaredOwner) => OwnerAnswer;
  readonly fileCodeowners: (answer: CodeownersAnswer) => FileCodeowners;
}

/** Costs time in proportion to the index; do it once for each revision. */
export function prepareIndex(index: RepositoryIndex): PreparedIndex {
  const holders = new Map(index.holders.map((holder) => [holder.id, holder]));
  const handles = new Map<string, Holder>();
  for (const { handle, holder } of index.handles) {
    const known = holders.get(holder);
    if (known) handles.set(handle.toLowerCase(), known);
  }
  const withRoles = <T extends { roles: readonly IndexedRole[] }>(scope: T) => ({
    ...scope,
    roles: scope.roles.flatMap((role) => holding(role, holders)),
  });
  const systems = index.systems.map(withRoles) satisfies FileSystem[];
  const components = index.components.map(withRoles) satisfies FileComponent[];
  return {
    index,
    ownerOrder: completeOrder(index.ownerOrder ?? defaultOwnerOrder),
    match: index.codeowners && compileCodeowners(index.codeowners.rules, index.codeowners.dialect),
    systems: new Map(systems.map((system) => [system.id, system])),
    places: placesByRoot(components, systems),
    touches: fileTouches(index.changes),
    declaredOwner: (declared) => declaredOwnerAnswer(declared, holders),
    fileCodeowners: codeownersReader(index, handles),
  };
}

/** A setting that leaves a source out means it to come after those it names. */
const completeOrder = (order: readonly OrderedOwnerSource[]): readonly OrderedOwnerSource[] => [
  ...new Set([...order, ...defaultOwnerOrder]),
];

function holding({ holder: id, ...role }: IndexedRole, holders: ReadonlyMap<string, Holder>): RoleHolding[] {
  const holder = holders.get(id);
  return holder ? [{ ...role, holder }] : [];
}

function declaredOwnerAnswer(
  { reference, repository, file, line, commit, holder }: IndexedDeclaredOwner,
  holders: ReadonlyMap<string, Holder>,
): OwnerAnswer {
  return {
    source: 'CATALOG_INFO',
    holder: (holder !== null && holders.get(holder)) || null,
    handle: reference,
    decidedBy: { repository, file, line, commit },
  };
}

/** The matcher gives the same answer object for the same rule, so each is read once. */
function codeownersReader(
  index: RepositoryIndex,
  handles: ReadonlyMap<string, Holder>,
): (answer: CodeownersAnswer) => FileCodeowners {
  const known = new Map<CodeownersAnswer, FileCodeowners>();
  return (answer) => {
    let read = known.get(answer);
    if (!read) {
      read = readAnswer(answer, index, handles);
      known.set(answer, read);
    }
    return read;
  };
}

function readAnswer(
  { section, state, optional, approvals, owners, rule }: CodeownersAnswer,
  { repository, codeowners }: RepositoryIndex,
  handles: ReadonlyMap<string, Holder>,
): FileCodeowners {
  const decidedBy: SourceLocation | null = rule &&
    codeowners && {
      repository: repository.key,
      file: codeowners.file,
      line: rule.line,
      commit: codeowners.commit,
    };
  return {
    section,
    state,
    optional,
    approvals,
    owners: owners.map((handle) => ({
      source: 'CODEOWNERS',
      holder: handles.get(handle.toLowerCase()) ?? null,
      handle,
      decidedBy,
    })),
    rule: rule && decidedBy && { ...decidedBy, pattern: rule.pattern },
  };
}
