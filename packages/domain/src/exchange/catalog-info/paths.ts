/** The folder of a file inside its repository; "." is the root. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash <= 0 ? '.' : file.slice(0, slash);
}

/**
 * The path inside the repository that a relative target of this file names, without leading "./"; "." is the root.
 * Null for an address and for a path that leaves the repository.
 */
export function resolvePath(file: string, target: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return null;
  const folder = folderOf(file);
  const from = target.startsWith('/') || folder === '.' ? [] : folder.split('/');
  return joinSegments(from, target.split('/'));
}

function joinSegments(from: readonly string[], steps: readonly string[]): string | null {
  const path = [...from];
  for (const step of steps) {
    if (step === '' || step === '.') continue;
    if (step === '..') {
      if (path.length === 0) return null;
      path.pop();
    } else path.push(step);
  }
  return path.length === 0 ? '.' : path.join('/');
}

/**
 * The path inside the repository `host/owner/name` that an address of a code host names, "." for its root; null when
 * the address is of another repository. Branch names with a slash cannot be told from folders: the branch is taken to
 * be one step.
 */
export function pathInRepository(address: string, repository: string): string | null {
  const url = address.replace(/^url:/, '').replace(/^https?:\/\//i, '');
  const [host = '', ...repositoryPath] = repository.split('/');
  const [before = ''] = url.split(/[?#]/);
  const [addressHost = '', ...steps] = before.split('/').filter((step) => step !== '');
  if (addressHost.toLowerCase().replace(/:\d+$/, '') !== host.toLowerCase()) return null;
  const own = steps.slice(0, repositoryPath.length);
  const same =
    own
      .join('/')
      .replace(/\.git$/, '')
      .toLowerCase() === repositoryPath.join('/').toLowerCase();
  if (!same) return null;
  const rest = steps.slice(repositoryPath.length);
  const view = rest[0] === '-' ? rest.slice(1) : rest;
  if (view.length === 0) return '.';
  if (!['tree', 'blob', 'raw', 'edit', 'src'].includes(view[0] ?? '')) return null;
  return joinSegments([], view.slice(2).map(decode));
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
