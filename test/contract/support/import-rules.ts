import type { Import, Parsed, Source } from './read-imports.ts';

type Role = 'schema' | 'commands' | 'queries' | 'policy' | 'store' | 'other';

/** A file of one of the server's areas; null for what stands beside or beneath them. */
function areaOf({ package: name, inside }: Source): { area: string; role: Role } | null {
  const [area = '', ...rest] = inside.split('/');
  if (name !== 'server' || rest.length === 0 || area === 'platform') return null;
  const last = /(?:^|-)(schema|commands|queries|policy|store)\.ts$/.exec(rest.join('/'))?.[1];
  return { area, role: (last as Role | undefined) ?? 'other' };
}

const isPlatform = ({ package: name, inside }: Source) => name === 'server' && inside.startsWith('platform/');
const isPrisma = ({ specifier, to }: Import) =>
  /^@prisma\//.test(specifier) || /\/generated\/prisma\//.test(to?.inside ?? '');
const isBuilder = ({ specifier, to }: Import) =>
  /^@pothos\//.test(specifier) || to?.inside === 'platform/builder.ts';

/** What each role may not know of its own area. */
const upward: Readonly<Record<Role, readonly Role[]>> = {
  schema: ['store'],
  commands: ['schema'],
  queries: ['schema', 'commands'],
  policy: ['schema', 'commands', 'queries', 'store'],
  store: ['schema', 'commands', 'queries'],
  other: [],
};

const pure = ['zod', 'yaml', 'decimal.js', 'temporal-polyfill'];

/** The rules of the architecture over imports: each says what is wrong with one import, or null. */
const rules: readonly ((i: Import) => string | null)[] = [
  // domain is pure.
  ({ from, specifier, to }) =>
    from.package === 'domain' && (to ? to.package !== 'domain' : !pure.includes(specifier))
      ? 'domain imports only domain and pure libraries'
      : null,
  // The layers of an area.
  ({ from, to, typeOnly }) => {
    const mine = areaOf(from);
    const theirs = to && areaOf(to);
    if (!mine || !theirs || typeOnly) return null;
    if (mine.area === theirs.area)
      return upward[mine.role].includes(theirs.role) ? `${mine.role} does not import ${theirs.role}` : null;
    return ['schema', 'policy'].includes(theirs.role)
      ? `areas meet through commands, queries or domain, not through another area's ${theirs.role}`
      : null;
  },
  ({ from, to }) => {
    const mine = areaOf(from);
    const theirs = to && areaOf(to);
    return mine && theirs?.role === 'store' && theirs.area !== mine.area
      ? "no area imports another area's store"
      : null;
  },
  (i) => {
    const mine = areaOf(i.from);
    const builds = mine?.role === 'schema' || mine?.role === 'other';
    return mine && !builds && isBuilder(i) ? `${mine.role} does not know the schema builder` : null;
  },
  (i) => {
    const mine = areaOf(i.from);
    if (i.from.package !== 'server' || isPlatform(i.from) || !isPrisma(i) || mine?.role === 'store')
      return null;
    return i.typeOnly && mine?.role === 'policy' ? null : 'Prisma is known to store and platform alone';
  },
  // The platform stands beneath the areas, and the composition root above them.
  ({ from, to }) =>
    isPlatform(from) && to?.package === 'server' && !isPlatform(to)
      ? 'platform imports nothing that stands on it'
      : null,
  ({ from, to }) =>
    areaOf(from) && to?.package === 'server' && !to.inside.includes('/')
      ? 'an area does not import the composition root'
      : null,
  // The packages.
  ({ from, to, specifier }) => {
    if (to?.package !== 'server' || from.package === 'server') return null;
    if (from.package === 'cli' && specifier === '@steward/server') return null;
    return 'nobody imports the server but for `cli` its public entry';
  },
  ({ from, to }) =>
    to && ['cli', 'vscode'].includes(to.package) && to.package !== from.package
      ? `nobody imports ${to.package}`
      : null,
  ({ from, to, specifier }) =>
    specifier.startsWith('.') && to?.package !== from.package
      ? 'another package is imported by its name'
      : null,
  // The extension.
  ({ from, to, specifier }) => {
    if (from.package !== 'vscode' || !from.inside.startsWith('core/')) return null;
    if (specifier === 'vscode') return 'core does not know the editor';
    return to?.package === 'vscode' && !to.inside.startsWith('core/') ? 'core imports only core' : null;
  },
  ({ from, to, typeOnly }) =>
    from.package === 'vscode' &&
    from.inside.startsWith('core/') &&
    to?.package === 'domain' &&
    !typeOnly &&
    !(
      /^(code|service-level)\/|^change\/open-change-states\.ts$|^record\/(kind-plurals|top-fields)\.ts$/.test(
        to.inside,
      ) && !to.inside.endsWith('/model.ts')
    )
      ? 'core imports of domain only how files resolve, which changes are open, what folders records have and how durations read, never a model, or the bundle grows'
      : null,
  ({ from, specifier }) =>
    from.package === 'vscode' && specifier.startsWith('node:') && !from.inside.startsWith('host/node/')
      ? 'a module of Node is imported in host/node alone'
      : null,
];

/** Every violation, as `path:line specifier: what is wrong`. */
export function importViolations(tree: readonly Parsed[]): string[] {
  const ofImports = tree
    .flatMap(({ imports }) => imports)
    .flatMap((i) =>
      rules.flatMap((rule) => {
        const wrong = rule(i);
        return wrong ? [`${i.from.path}:${i.line} ${i.specifier}: ${wrong}`] : [];
      }),
    );
  const ofUses = tree
    .filter(({ source }) => source.package === 'domain')
    .flatMap(({ source, uses }) =>
      uses.map(
        ({ name, line }) => `${source.path}:${line} ${name}: domain gets time and chance as arguments`,
      ),
    );
  return [...ofImports, ...ofUses];
}
