import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'oxc-parser';

/** One file of a package's `src`. */
export interface Source {
  /** Such as packages/server/src/change/commands.ts. */
  path: string;
  /** Such as server. */
  package: string;
  /** Path below `src`. */
  inside: string;
}

/** One import or re-export of one file. */
export interface Import {
  from: Source;
  line: number;
  /** As it stands in the file. */
  specifier: string;
  /** The file of ours that it leads to; null for a library. */
  to: Source | null;
  /** True when nothing of it is left when the program runs. */
  typeOnly: boolean;
}

export interface Parsed {
  source: Source;
  imports: Import[];
  /** Names such as Date.now that the file uses, with their lines. */
  uses: { name: string; line: number }[];
}

/** Every TypeScript file below packages/<any>/src of the tree, tests and what stands in for an editor left out. */
export function readTree(root: string): Parsed[] {
  return readdirSync(join(root, 'packages'))
    .flatMap((name) => filesBelow(root, `packages/${name}/src`))
    .filter(
      (path) => /\.ts$/.test(path) && !/(\.test\.ts$|\/generated\/|\.generated\.ts$|\/support\/)/.test(path),
    )
    .sort()
    .map((path) => parse(sourceOf(path), readFileSync(join(root, path), 'utf8')));
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}

function sourceOf(path: string): Source {
  const [, name = '', , ...inside] = path.split('/');
  return { path, package: name, inside: inside.join('/') };
}

function parse(source: Source, text: string): Parsed {
  const { module, program, errors } = parseSync(source.path, text);
  if (errors.length > 0) throw new Error(`${source.path}: ${errors[0]?.message}`);
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const imports: Import[] = [];
  const add = (specifier: string, offset: number, typeOnly: boolean) =>
    imports.push({
      from: source,
      line: lineAt(offset),
      specifier,
      to: targetOf(source, specifier),
      typeOnly,
    });
  for (const { moduleRequest, entries, start } of module.staticImports)
    add(moduleRequest.value, start, entries.length > 0 && entries.every(({ isType }) => isType));
  for (const { entries, start } of module.staticExports)
    for (const { moduleRequest, isType } of entries)
      if (moduleRequest) add(moduleRequest.value, start, isType);
  for (const { moduleRequest, start } of module.dynamicImports)
    add(text.slice(moduleRequest.start + 1, moduleRequest.end - 1), start, false);
  const uses = usesOf(program).map(({ name, start }) => ({ name, line: lineAt(start) }));
  return { source, imports, uses };
}

function targetOf(source: Source, specifier: string): Source | null {
  if (specifier.startsWith('.')) return sourceOf(posix.join(posix.dirname(source.path), specifier));
  const ours = /^@steward\/([^/]+)(?:\/(?:test\/)?(.+))?$/.exec(specifier);
  return ours ? sourceOf(`packages/${ours[1]}/src/${ours[2] ?? 'main.ts'}`) : null;
}

type Node = Record<string, unknown> & { type?: string; start?: number };

/** What is called of the world around: `Date.now`, `Math.random`, `new Date()`. */
function usesOf(program: unknown): { name: string; start: number }[] {
  const found: { name: string; start: number }[] = [];
  const visit = (node: Node): void => {
    const start = node.start ?? 0;
    const nameOf = (of: unknown) => (of as { name?: string } | null)?.name ?? '';
    if (node.type === 'MemberExpression') {
      const name = `${nameOf(node.object)}.${nameOf(node.property)}`;
      if (
        /^(Date\.now|Math\.random|performance\.now|crypto\..+|process\.(env|argv|cwd|hrtime|platform))$/.test(
          name,
        )
      )
        found.push({ name, start });
    }
    if (
      node.type === 'NewExpression' &&
      nameOf(node.callee) === 'Date' &&
      (node.arguments as []).length === 0
    )
      found.push({ name: 'new Date()', start });
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value])
        if (child !== null && typeof child === 'object') visit(child as Node);
  };
  visit(program as Node);
  return found;
}
