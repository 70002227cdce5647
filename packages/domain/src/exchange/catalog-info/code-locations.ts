import type { CatalogEntity } from './entity.ts';
import { folderOf, pathInRepository, resolvePath } from './paths.ts';

/**
 * Where the code of a component lies: the folder of its descriptor, when that is called catalog-info.yaml, and what
 * its source-location annotation names in the same repository. A descriptor of another name stands among others of
 * its like, not beside the code, and a Resource is no code: only the annotation says where theirs is.
 */
export function codeLocationsOf(
  entity: Pick<CatalogEntity, 'kind' | 'file' | 'annotations'>,
  repository: string,
): { repository: string; path: string }[] {
  const paths: string[] = [];
  if (entity.kind !== 'Resource' && /(?:^|\/)catalog-info\.ya?ml$/i.test(entity.file))
    paths.push(folderOf(entity.file));
  const source = entity.annotations['backstage.io/source-location'];
  const named = source === undefined ? null : sourcePath(entity.file, source, repository);
  if (named !== null && !paths.includes(named)) paths.push(named);
  return paths.map((path) => ({ repository, path }));
}

function sourcePath(file: string, source: string, repository: string): string | null {
  const text = source.trim();
  return text.startsWith('dir:')
    ? resolvePath(file, text.slice('dir:'.length))
    : pathInRepository(text, repository);
}
