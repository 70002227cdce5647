/** Folders of what others wrote, and of version control: what stands in them says nothing about this repository. */
const names: ReadonlySet<string> = new Set([
  ...['.git', '.hg', '.svn'],
  ...['node_modules', 'bower_components', '.venv', 'site-packages'],
]);

/** True for the name of a folder that no import looks into, unless a person names it. */
export const isDependencyFolder = (name: string): boolean => names.has(name);

/** True for a file below such a folder; `below` is the folder that a person named, "" for the root. */
export const isInDependencyFolder = (path: string, below = ''): boolean =>
  path
    .slice(below === '' ? 0 : below.length + 1)
    .split('/')
    .slice(0, -1)
    .some(isDependencyFolder);
