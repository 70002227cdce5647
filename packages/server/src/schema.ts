import { kinds } from '@steward/domain/record/kinds.ts';
import type { GraphQLSchema } from 'graphql';
import { applyEdit, newChange } from './change/commands.ts';
import { addChangeMutations, addChangeRights } from './change/schema.ts';
import { addCodeQueries } from './code/schema.ts';
import { addPeopleFields, addRoleMutations } from './people/schema.ts';
import { createBuilder } from './platform/builder.ts';
import { guardMutations } from './platform/guard-mutations.ts';
import { createSchemaKit } from './platform/kind/kit.ts';
import { registerKinds } from './platform/kind/register-kind.ts';
import { addScalars } from './platform/scalars.ts';
import { addPortfolioFields } from './portfolio/schema.ts';
import { addRecordQueries } from './record/schema.ts';
import { addWriteRecords } from './record/write-schema.ts';
import { addServiceLevelFields } from './service-level/schema.ts';
import { addSystemFields, addSystemOwner } from './system/schema.ts';

/** The whole schema of the API, made of every area. */
export function createSchema(): GraphQLSchema {
  const builder = createBuilder();
  builder.queryType({ description: 'Everything that can be asked' });
  builder.mutationType({ description: 'Everything that can be written' });
  addScalars(builder);
  const kit = createSchemaKit(builder);
  const hooks = { Change: { onCreate: newChange, onUpdate: applyEdit } };
  registerKinds(kit, kinds, hooks);
  addRoleMutations(kit);
  addChangeMutations(kit);
  addChangeRights(kit);
  addPeopleFields(kit);
  addPortfolioFields(kit);
  addSystemFields(kit);
  addSystemOwner(kit);
  addServiceLevelFields(kit);
  addCodeQueries(kit);
  addRecordQueries(kit, hooks);
  addWriteRecords(kit, hooks);
  return guardMutations(builder.toSchema());
}
