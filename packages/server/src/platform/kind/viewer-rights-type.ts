import { encodeGlobalId } from '../global-id.ts';
import type { ViewerRights } from '../viewer-rights.ts';
import { operationChoice } from './history.ts';
import { type AnyObjectRef, enumOf, type SchemaKit } from './kit.ts';
import { recordKindChoice } from './record-kind-choice.ts';

/** The type `ViewerRights`, made at its first use; areas with a lifecycle add their steps to it. */
export function viewerRightsType(kit: SchemaKit): AnyObjectRef {
  const made = kit.parts.get('ViewerRights');
  if (made) return made;
  const ref = kit.builder.objectRef<ViewerRights>('ViewerRights').implement({
    description:
      'What the viewer may do with a record as it stands, by the rules that decide about the writes',
    fields: (t) => ({
      id: t.id({
        description: 'Opaque id of the record',
        resolve: ({ kind, id }) => encodeGlobalId(kind, id),
      }),
      kind: t.field({
        type: enumOf(kit, recordKindChoice),
        description: 'What the record is, such as a system or a team',
        resolve: ({ kind }) => kind,
      }),
      operations: t.field({
        type: [enumOf(kit, operationChoice)],
        description:
          'What would not be refused for want of a right, and is possible now: an archived record can be restored, a role that somebody holds ended. Steps of a lifecycle stand in fields of their own',
        resolve: ({ operations }) => [...operations],
      }),
      creates: t.field({
        type: [enumOf(kit, recordKindChoice)],
        description: 'Kinds of which the viewer may make a record that hangs on this one',
        resolve: ({ creates }) => [...creates],
      }),
    }),
  }) as unknown as AnyObjectRef;
  kit.parts.set('ViewerRights', ref);
  return ref;
}
