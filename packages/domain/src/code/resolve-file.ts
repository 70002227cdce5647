import type { CodeownersAnswer } from './codeowners-rule.ts';
import type { ChangeTouch, FileContext, OwnerAnswer, RoleHolding } from './file-context.ts';
import { nearestTouches } from './file-touches.ts';
import type { PreparedIndex } from './prepare-index.ts';
import { type IndexedChange, type OrderedOwnerSource, ownershipRoles } from './repository-index.ts';
import { normalizePath } from './repository-path.ts';
import type { Place } from './root-place.ts';

export type FileResult = { ok: true; context: FileContext } | { ok: false; message: string };

/** Answers for a path from the root of the repository; refuses `..` and absolute paths. */
export type FileResolver = (path: string) => FileResult;

/** Whose the file is, what was promised about it and what changes it, by one prepared index. */
export const resolveFile = (prepared: PreparedIndex, path: string): FileResult =>
  fileResolver(prepared)(path);

/**
 * As `resolveFile` for many paths: what files of one folder share is worked out once. Answers in microseconds, and
 * keeps memory in proportion to the folders asked about.
 */
export function fileResolver(prepared: PreparedIndex): FileResolver {
  const known = resolvers.get(prepared);
  if (known) return known;
  const folders = new Map<string, Folder>();
  const grounds = new Map<Place, Ground>();
  let folderPath = '';
  let folder = folderAt(folderPath, prepared, folders, grounds);
  const resolver: FileResolver = (input) => {
    const normal = normalizePath(input);
    if (!normal.ok) return normal;
    const { path } = normal;
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    // Files of a listing mostly follow others of their folder.
    if (parent !== folderPath) {
      folderPath = parent;
      folder = folderAt(parent, prepared, folders, grounds);
    }
    const own = prepared.places.get(path);
    const shared = sharedContext(
      own ? groundOf(own, grounds) : folder.ground,
      prepared,
      prepared.match?.(path) ?? noAnswers,
    );
    const files = prepared.touches.files.get(path);
    const changes =
      files || folder.touches.length > 0
        ? nearestTouches([...(files ?? []), ...folder.touches, ...shared.changes])
        : shared.changes;
    return { ok: true, context: { ...shared, path, changes } };
  };
  resolvers.set(prepared, resolver);
  return resolver;
}

const resolvers = new WeakMap<PreparedIndex, FileResolver>();

const noAnswers: readonly CodeownersAnswer[] = [];

/** What is said of a file of a repository that nobody has added. */
export const unknownFile = (path: string): FileContext => ({
  path,
  state: 'REPOSITORY_UNKNOWN',
  repository: null,
  components: [],
  component: null,
  system: null,
  owner: null,
  owners: [],
  accountable: null,
  codeowners: [],
  target: null,
  changes: [],
  indexedCommit: null,
});

/** A place, with the contexts already made for it, by the CODEOWNERS answers they hold. */
interface Ground {
  readonly place: Place;
  readonly contexts: Map<readonly CodeownersAnswer[], FileContext>;
}

interface Folder {
  readonly ground: Ground;
  /** Changes that name this folder or one above it. */
  readonly touches: readonly ChangeTouch[];
}

function groundOf(place: Place, grounds: Map<Place, Ground>): Ground {
  let ground = grounds.get(place);
  if (!ground) {
    ground = { place, contexts: new Map() };
    grounds.set(place, ground);
  }
  return ground;
}

const nowhere: Place = { components: [], system: null };

/** Every folder up to the root is remembered; the deepest root that holds a folder is its place. */
function folderAt(
  path: string,
  prepared: PreparedIndex,
  folders: Map<string, Folder>,
  grounds: Map<Place, Ground>,
): Folder {
  const missing: string[] = [];
  let folder = folders.get(path);
  for (let at = path; !folder; folder = folders.get(at)) {
    missing.push(at);
    if (at === '') break;
    at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
  }
  for (const at of missing.reverse()) {
    const place = prepared.places.get(at);
    const ground: Ground = place ? groundOf(place, grounds) : (folder?.ground ?? groundOf(nowhere, grounds));
    const named = prepared.touches.folders.get(at);
    const above = folder?.touches ?? [];
    folder = { ground, touches: named ? [...above, ...named] : above };
    folders.set(at, folder);
  }
  return folder!;
}

/** All of a context but its path and the changes that name the file or its folders. */
function sharedContext(
  { place, contexts }: Ground,
  prepared: PreparedIndex,
  answers: readonly CodeownersAnswer[],
): FileContext {
  const known = contexts.get(answers);
  if (known) return known;
  const { index, systems } = prepared;
  const component = place.components[0] ?? null;
  const system = component?.system ? (systems.get(component.system) ?? null) : place.system;
  const accountable =
    heldRoles(system?.roles, ownershipRoles.systemOwner).find((role) => !role.deputy) ?? null;
  const codeowners = answers.map(prepared.fileCodeowners);
  const owned: Record<OrderedOwnerSource, readonly OwnerAnswer[]> = {
    RECORD: heldRoles(component?.roles, ownershipRoles.componentOwner).map(({ holder }) =>
      held('RECORD', holder),
    ),
    CATALOG_INFO: declaredBy(component ?? system, prepared),
    CODEOWNERS: distinctOwners(codeowners.filter((c) => !c.optional).flatMap((c) => c.owners)),
  };
  const owners = prepared.ownerOrder.flatMap((source) => owned[source]);
  if (accountable) owners.push(held('SYSTEM', accountable.holder));
  const context: FileContext = {
    path: '',
    state: 'KNOWN',
    repository: index.repository,
    components: place.components,
    component,
    system,
    owner: owners[0] ?? null,
    owners,
    accountable,
    codeowners,
    target: system?.targets[0] ?? null,
    changes: scopeTouches(place, system?.id, prepared),
    indexedCommit: index.indexedCommit,
  };
  contexts.set(answers, context);
  return context;
}

/** Holders proper before those who stand in for them. */
const heldRoles = (roles: readonly RoleHolding[] | undefined, key: string): RoleHolding[] =>
  (roles ?? []).filter((role) => role.role === key).sort((a, b) => Number(a.deputy) - Number(b.deputy));

const held = (source: 'RECORD' | 'SYSTEM', holder: RoleHolding['holder']): OwnerAnswer => ({
  source,
  holder,
  handle: null,
  decidedBy: null,
});

const declaredBy = (
  scope: { readonly declaredOwner: Parameters<PreparedIndex['declaredOwner']>[0] | null } | null,
  prepared: PreparedIndex,
): readonly OwnerAnswer[] => (scope?.declaredOwner ? [prepared.declaredOwner(scope.declaredOwner)] : []);

function distinctOwners(owners: readonly OwnerAnswer[]): OwnerAnswer[] {
  const seen = new Set<string>();
  return owners.filter(({ handle }) => {
    const name = handle?.toLowerCase() ?? '';
    return !seen.has(name) && Boolean(seen.add(name));
  });
}

function scopeTouches(
  place: Place,
  system: string | undefined,
  prepared: PreparedIndex,
): readonly ChangeTouch[] {
  const { components, systems } = prepared.touches;
  const byComponent = place.components.flatMap(({ id }) => components.get(id) ?? []);
  const bySystem = system === undefined ? [] : (systems.get(system) ?? []);
  return nearestTouches([
    ...byComponent.map((change) => touch(change, 'COMPONENT')),
    ...bySystem.map((change) => touch(change, 'SYSTEM')),
  ]);
}

const touch = (change: IndexedChange, level: ChangeTouch['level']): ChangeTouch => ({
  change,
  level,
  lines: null,
  baseCommit: null,
});
