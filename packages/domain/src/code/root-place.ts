import type { FileComponent, FileSystem } from './file-context.ts';

/** What one root of a repository belongs to. */
export interface Place {
  /** The one that answers first, then the others in the order of their file. */
  readonly components: readonly FileComponent[];
  /** A system declared at this root; it answers only where no component does. */
  readonly system: FileSystem | null;
}

/** Every root with what covers it; the root of the repository is "". */
export function placesByRoot(
  components: readonly FileComponent[],
  systems: readonly FileSystem[],
): ReadonlyMap<string, Place> {
  const componentsAt = grouped([...components].sort(byDeclaration));
  const systemsAt = grouped([...systems].sort(byDeclaration));
  const places = new Map<string, Place>();
  for (const root of new Set([...componentsAt.keys(), ...systemsAt.keys()])) {
    const here = componentsAt.get(root) ?? [];
    const first = answering(here);
    const others = here.filter((component) => component !== first);
    const system = systemsAt.get(root)?.[0] ?? null;
    places.set(root, { components: first ? [first, ...others] : [], system: first ? null : system });
  }
  return places;
}

/** The first in the file that is not part of another component of the same root; of a circle, the first. */
function answering(components: readonly FileComponent[]): FileComponent | undefined {
  const ids = new Set(components.map((component) => component.id));
  const whole = components.find(({ id, partOf }) => partOf === null || partOf === id || !ids.has(partOf));
  return whole ?? components[0];
}

/** "." and a final slash are ways to write the same folder. */
const normalizeRoot = (root: string): string =>
  root
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/');

function grouped<T extends { readonly roots: readonly string[] }>(scopes: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const scope of scopes)
    for (const root of new Set(scope.roots.map(normalizeRoot))) {
      const group = groups.get(root);
      if (group) group.push(scope);
      else groups.set(root, [scope]);
    }
  return groups;
}

/** By the place of declaration; what people made by hand comes after it, by key. */
function byDeclaration(
  a: Pick<FileComponent, 'declaredOwner' | 'key'>,
  b: Pick<FileComponent, 'declaredOwner' | 'key'>,
): number {
  if (a.declaredOwner && b.declaredOwner)
    return (
      compareText(a.declaredOwner.file, b.declaredOwner.file) ||
      a.declaredOwner.line - b.declaredOwner.line ||
      compareText(a.key, b.key)
    );
  if (a.declaredOwner || b.declaredOwner) return a.declaredOwner ? -1 : 1;
  return compareText(a.key, b.key);
}

/** Code-unit order: the same on every machine, whatever its locale. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
