import type { CatalogEntity } from '@steward/domain/exchange/catalog-info/entity.ts';
import { withoutProfile } from '@steward/domain/exchange/catalog-info/map.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import type { Context } from '../context.ts';
import { hiddenFields } from '../restricted-fields.ts';
import type { Row } from './mapping.ts';

/** A catalog entity as the viewer may read it: what fields of its record that are hidden were made of is not in it. */
export function entitySeen(context: Pick<Context, 'actor' | 'policies'>, row: Row): CatalogEntity {
  const entity = row.entity as CatalogEntity;
  const hidden = hiddenFields(context, kindNamed(String(row.recordKind)), String(row.recordId));
  return hidden.length === 0 ? entity : withoutProfile(entity);
}
