import { chooseCodeowners } from '../code/codeowners-dialect.ts';
import { inspectCodeowners } from '../code/codeowners-inspect.ts';
import type { CodeownersDialect } from '../code/codeowners-rule.ts';
import { hostOfKey } from '../code/repository-key.ts';
import { isCatalogFile, parseCatalogFile } from './catalog-info/parse.ts';
import { inFile, parseCodeownersFile } from './codeowners.ts';
import type { ImportPiece } from './import-piece.ts';

/** The files of one repository, as an import looks at them. */
export interface RepositoryFiles {
  /** Key of the repository, host/path. */
  readonly repository: string;
  /** Null: by the place of the file and the host of the repository. */
  readonly dialect: CodeownersDialect | null;
  /** Every file of the repository, by its path from the root. */
  readonly all: readonly string[];
  /** Those that the import is about, sorted. */
  readonly files: readonly string[];
  /** Files that a person named by themselves: they are read whatever they hold. */
  readonly named: ReadonlySet<string>;
  /** Null when the file can not be opened; what begins with `notText` when it is not UTF-8 or far too large. */
  readonly read: (path: string) => string | null;
}

export type RepositoryPieces =
  | { readonly ok: true; readonly pieces: readonly ImportPiece[] }
  /** Neither place nor host say how these are to be read. */
  | { readonly ok: false; readonly problem: 'DIALECT_OPEN'; readonly files: readonly string[] }
  /** A CODEOWNERS was named that no code host would look at. */
  | { readonly ok: false; readonly problem: 'NO_PLACE_FOR_CODEOWNERS'; readonly files: readonly string[] };

/** True for the files that an import may have to read: all others are passed over by their name. */
export const mayBeImported = (path: string): boolean => /(^|\/)CODEOWNERS$|\.ya?ml$/i.test(path);

/** Reads and parses every catalog and CODEOWNERS file among those asked about. The same for every program. */
export function repositoryPieces(input: RepositoryFiles): RepositoryPieces {
  const { repository, dialect, all, files, named, read } = input;
  const choice = chooseCodeowners(files, { host: hostOfKey(repository), dialect });
  if (choice.kind === 'UNDECIDED') return { ok: false, problem: 'DIALECT_OPEN', files: choice.files };
  const wrong = choice.kind === 'NONE' ? choice.others.filter((file) => named.has(file)) : [];
  if (wrong.length > 0) return { ok: false, problem: 'NO_PLACE_FOR_CODEOWNERS', files: wrong };
  const owners =
    choice.kind === 'NONE'
      ? []
      : [
          codeownersPiece(choice.file, choice.dialect, all, read(choice.file)),
          ...choice.others.map((file) => uncountedPiece(file, choice.dialect, read(file))),
        ];
  const inTree = new Set(all);
  const catalog = files.flatMap((file): ImportPiece[] => {
    if (!/\.ya?ml$/i.test(file)) return [];
    const text = read(file);
    if (!named.has(file) && !isCatalogFile(file, text ?? '')) return [];
    return [
      {
        format: 'CATALOG_INFO',
        piece: parseCatalogFile({ file, text, fileExists: (path) => inTree.has(path) }),
      },
    ];
  });
  return { ok: true, pieces: [...owners, ...catalog] };
}

function codeownersPiece(
  file: string,
  dialect: CodeownersDialect,
  all: readonly string[],
  text: string | null,
): ImportPiece {
  const piece = parseCodeownersFile(file, text, dialect);
  if (piece.state !== 'READ' || text === null) return { format: 'CODEOWNERS', piece };
  const { findings } = inspectCodeowners(text, dialect, all);
  return {
    format: 'CODEOWNERS',
    piece: { ...piece, findings: findings.map((finding) => inFile(file, finding)) },
  };
}

/** A file that decides nothing, such as a fixture of a test: what may be wrong in it concerns nobody. */
function uncountedPiece(file: string, dialect: CodeownersDialect, text: string | null): ImportPiece {
  return { format: 'CODEOWNERS', piece: { ...parseCodeownersFile(file, text, dialect), findings: [] } };
}
