import type { CodeownersAnswer } from './codeowners-rule.ts';
import type { ChangeTouch, FileContext } from './file-context.ts';
import { nearestTouches } from './file-touches.ts';
import type { PreparedIndex } from './prepare-index.ts';
import { normalizePath } from './repository-path.ts';
import type { Place } from './root-place.ts';
import { scopeContext } from './scope-context.ts';

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
    const shared = contextOn(
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

function contextOn(
  { place, contexts }: Ground,
  prepared: PreparedIndex,
  answers: readonly CodeownersAnswer[],
): FileContext {
  let context = contexts.get(answers);
  if (!context) {
    context = scopeContext(place, prepared, answers);
    contexts.set(answers, context);
  }
  return context;
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
