import type { CatalogEntity } from './entity.ts';
import { textOf } from './read-values.ts';

export type CatalogRecordKind = 'Portfolio' | 'Program' | 'System' | 'Component' | 'Team' | 'Person';

/**
 * The record kind an entity becomes. A Domain is a program when it says so or stands below another, else a
 * portfolio; components, resources and APIs are components with a type. Null for kinds that become no record.
 */
export function recordKindOf(entity: Pick<CatalogEntity, 'kind' | 'spec'>): CatalogRecordKind | null {
  switch (entity.kind) {
    case 'Domain':
      return textOf(entity.spec.type)?.trim().toLowerCase() === 'program' || textOf(entity.spec.subdomainOf)
        ? 'Program'
        : 'Portfolio';
    case 'System':
      return 'System';
    case 'Component':
    case 'Resource':
    case 'API':
      return 'Component';
    case 'Group':
      return 'Team';
    case 'User':
      return 'Person';
    default:
      return null;
  }
}

/** The record kinds a reference to this catalog kind may lead to. */
export function recordKindsOf(catalogKind: string): readonly CatalogRecordKind[] {
  const kinds: Readonly<Record<string, readonly CatalogRecordKind[]>> = {
    domain: ['Program', 'Portfolio'],
    system: ['System'],
    component: ['Component'],
    resource: ['Component'],
    api: ['Component'],
    group: ['Team'],
    user: ['Person'],
  };
  return kinds[catalogKind] ?? [];
}
