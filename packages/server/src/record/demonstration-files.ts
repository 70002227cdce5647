import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseCatalogFile } from '@steward/domain/exchange/catalog-info/parse.ts';
import { parseCodeownersFile } from '@steward/domain/exchange/codeowners.ts';
import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import type { Field } from '@steward/domain/record/field.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import { parse } from 'yaml';

/** Key of the repository whose code the demonstration speaks of: this one. */
export const demonstrationRepository = 'demo/steward';

/** Records of one kind, as documents whose days are counted from today. */
export interface DemonstrationSet {
  readonly kind: Kind;
  readonly documents: readonly Readonly<Record<string, unknown>>[];
}

/** In the order in which they are written: a kind after those it refers to. */
const files = [
  'external-parties',
  'repositories',
  'people',
  'teams',
  'portfolios',
  'programs',
  'projects',
  'systems',
  'components',
  'processes',
  'agreements',
  'changes',
];

/** The demonstration portfolio, its days counted from `now`. */
export function readDemonstration(now: Date, directory = demonstrationDirectory()): DemonstrationSet[] {
  return files.map((name) => {
    const file = parse(readFileSync(join(directory, `${name}.yaml`), 'utf8')) as {
      kind: string;
      records: Record<string, unknown>[];
    };
    const kind = kindNamed(file.kind);
    return { kind, documents: file.records.map((record) => withDays(kind.fields, record, now)) };
  });
}

/** Files of this repository, by the kind of record after which they are imported. */
const ownFiles: Readonly<Record<string, readonly string[]>> = {
  Repository: ['catalog-info.yaml'],
  System: ['.github/CODEOWNERS', 'packages/cli/catalog-info.yaml', 'packages/client/catalog-info.yaml'],
};

/** Paths of them all, from the root of this repository. */
export const demonstrationOwnFiles = Object.values(ownFiles).flat();

/** What this repository says about itself, read as any import reads it; nothing where its files are not there. */
export function readOwnFiles(after: string, root = ownFilesDirectory()): ImportPiece[] {
  return (ownFiles[after] ?? [])
    .filter((file) => existsSync(join(root, file)))
    .map((file): ImportPiece => {
      const text = readFileSync(join(root, file), 'utf8');
      return file.endsWith('CODEOWNERS')
        ? { format: 'CODEOWNERS', piece: parseCodeownersFile(file, text, 'GITHUB') }
        : { format: 'CATALOG_INFO', piece: parseCatalogFile({ file, text }) };
    });
}

const GIT_ANSWERS_WITHIN_MS = 3_000;

/** The commit at which this repository stands, so that lines can be followed from it; null where git does not say. */
export async function demonstrationCommit(root = ownFilesDirectory()): Promise<string | null> {
  try {
    const head = ['-C', root, 'rev-parse', '--verify', 'HEAD'];
    const { stdout } = await promisify(execFile)('git', head, { timeout: GIT_ANSWERS_WITHIN_MS });
    // Files that only lie in some repository of somebody else are not at its commit.
    return existsSync(join(root, '.git')) ? stdout.trim() : null;
  } catch {
    return null;
  }
}

/** The same document with a commit for every line that it names. */
export function atCommit(
  document: Readonly<Record<string, unknown>>,
  commit: string | null,
): Record<string, unknown> {
  const { codeReferences: references } = document;
  if (!Array.isArray(references)) return document;
  return { ...document, codeReferences: references.map((row) => ({ ...row, baseCommit: commit })) };
}

/** In the workspace `prisma/demo`; in a published server the directory `demo` beside its one file. */
function demonstrationDirectory(): string {
  const beside = fileURLToPath(new URL('./demo', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../../../prisma/demo', import.meta.url));
}

/** In the workspace its root; a published server reads copies, and never what happens to lie around it. */
function ownFilesDirectory(): string {
  const beside = fileURLToPath(new URL('./demo-files', import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../../../', import.meta.url));
}

function withDays(
  fields: Readonly<Record<string, Field>>,
  values: Readonly<Record<string, unknown>>,
  now: Date,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field = fields[name];
      const part = field?.options.part;
      if (part && Array.isArray(value)) return [name, value.map((row) => withDays(part.fields, row, now))];
      if (field?.type === 'instant') return [name, instantOf(String(value), now)];
      return [name, field?.type === 'date' ? instantOf(String(value), now).slice(0, 10) : value];
    }),
  );
}

const MS_PER_DAY = 86_400_000;

/** `@-90d` or `@2d 21:00`: that many days from today, at midnight or the time given, UTC. */
function instantOf(text: string, now: Date): string {
  const [, days, time = '00:00'] = /^@(-?\d+)d(?: (\d\d:\d\d))?$/.exec(text) ?? [];
  if (days === undefined)
    throw new Error(`"${text}" is no day of the demonstration: write @-90d or @2d 21:00`);
  const day = new Date(now.getTime() + Number(days) * MS_PER_DAY).toISOString().slice(0, 10);
  return `${day}T${time}:00.000Z`;
}
