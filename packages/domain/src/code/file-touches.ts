import type { ChangeTouch } from './file-context.ts';
import type { IndexedChange } from './repository-index.ts';

/** Open changes by what of the code they name. */
export interface FileTouches {
  /** By path: LINES and FILE touches of exactly that file. */
  readonly files: ReadonlyMap<string, readonly ChangeTouch[]>;
  /** By folder without a final slash; "" is the whole repository. */
  readonly folders: ReadonlyMap<string, readonly ChangeTouch[]>;
  readonly components: ReadonlyMap<string, readonly IndexedChange[]>;
  readonly systems: ReadonlyMap<string, readonly IndexedChange[]>;
}

export function fileTouches(changes: readonly IndexedChange[]): FileTouches {
  const files = new Map<string, ChangeTouch[]>();
  const folders = new Map<string, ChangeTouch[]>();
  const components = new Map<string, IndexedChange[]>();
  const systems = new Map<string, IndexedChange[]>();
  for (const change of changes) {
    for (const { path, startLine, endLine, baseCommit } of change.codeReferences) {
      const folder = path === '.' || path.endsWith('/');
      const name = path
        .split('/')
        .filter((part) => part !== '' && part !== '.')
        .join('/');
      const lines = !folder && startLine !== null ? { start: startLine, end: endLine ?? startLine } : null;
      add(folder ? folders : files, name, { change, level: lines ? 'LINES' : 'FILE', lines, baseCommit });
    }
    for (const id of new Set(change.components)) add(components, id, change);
    for (const id of new Set(change.systems)) add(systems, id, change);
  }
  return { files, folders, components, systems };
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

const levels = ['LINES', 'FILE', 'COMPONENT', 'SYSTEM'] as const;

/**
 * The nearest touches of each change, nearest first, otherwise in the order of the index. Line ranges of one change
 * all stay; a whole file named twice is named once.
 */
export function nearestTouches(touches: readonly ChangeTouch[]): readonly ChangeTouch[] {
  const nearest = new Map<IndexedChange, number>();
  for (const { change, level } of touches)
    nearest.set(change, Math.min(nearest.get(change) ?? levels.length, levels.indexOf(level)));
  const seen = new Set<IndexedChange>();
  const kept = touches.filter(({ change, level }) => {
    if (levels.indexOf(level) !== nearest.get(change)) return false;
    if (level === 'LINES') return true;
    return !seen.has(change) && Boolean(seen.add(change));
  });
  return kept.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
}
