import type { CatalogEntity } from './entity.ts';

export interface Handle {
  readonly host: string;
  readonly handle: string;
}

const holderNames: Readonly<Record<string, readonly string[]>> = {
  Group: ['team-slug', 'team-path', 'group-path'],
  User: ['user-login'],
};

/**
 * What code hosts call a Group or a User, from annotations such as `github.com/team-slug: acme/payments` and
 * `github.com/user-login: ada`, as it stands in CODEOWNERS files: with "@". An address of the host is cut to its path.
 */
export function handlesOf(entity: Pick<CatalogEntity, 'kind' | 'annotations'>): Handle[] {
  const names = holderNames[entity.kind] ?? [];
  return Object.entries(entity.annotations).flatMap(([annotation, value]) => {
    const slash = annotation.indexOf('/');
    const host = annotation.slice(0, slash).toLowerCase();
    if (slash < 0 || !host.includes('.') || !names.includes(annotation.slice(slash + 1))) return [];
    const path = value
      .trim()
      .replace(/^https?:\/\/[^/]+\//i, '')
      .replace(/^groups\//, '')
      .replace(/^@|\/+$/g, '');
    return /^[^\s@/]+(?:\/[^\s@/]+)*$/.test(path) ? [{ host, handle: `@${path}` }] : [];
  });
}
