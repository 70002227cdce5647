import { queryFromInfo } from '@pothos/plugin-prisma';
import { type TokenScope, tokenScope } from '@steward/domain/people/access-token.ts';
import { type Kind, nounOf } from '@steward/domain/record/kind.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import type { GraphQLResolveInfo } from 'graphql';
import { type Actor, type Context, hasScope, mayAdminister } from '../platform/context.ts';
import { decodeGlobalId } from '../platform/global-id.ts';
import { periodNow } from '../platform/kept/clock-use.ts';
import { targetFields } from '../platform/kind/inputs.ts';
import { enumOf, lowerFirst, type SchemaKit } from '../platform/kind/kit.ts';
import { addMutation } from '../platform/kind/mutations.ts';
import { recordKindChoice } from '../platform/kind/record-kind-choice.ts';
import { addRelatedLists } from '../platform/kind/related.ts';
import { viewerRightsType } from '../platform/kind/viewer-rights-type.ts';
import { largestPage } from '../platform/page.ts';
import { visibleRows } from '../platform/policy.ts';
import { badUserInput } from '../platform/request-error.ts';
import { type ViewerRights, viewerCreates, viewerRights } from '../platform/viewer-rights.ts';
import { changeRole, type RoleInput, roleSteps } from './commands.ts';
import { addLeaver } from './leaver-schema.ts';
import { addSignIns } from './sign-in-schema.ts';
import { tokensOfViewer } from './token-queries.ts';
import { addAccessTokens } from './token-schema.ts';

interface InputBuilder {
  string(options: object): never;
  boolean(options: object): never;
  field(options: object): never;
}

/** Mutations on the roles held on every kind that roles can be held on. */
export function addRoleMutations(kit: SchemaKit): void {
  for (const kind of kinds.filter((k) => k.scope)) {
    const noun = nounOf(kind.name);
    add(
      kit,
      kind,
      'assign',
      `assign${kind.name}Role`,
      `Gives a person or a team a role on a ${noun}, from an instant on.`,
    );
    add(
      kit,
      kind,
      'handOver',
      `handOver${kind.name}Role`,
      `Ends the open holding of a role on a ${noun} and begins the next at that instant.`,
    );
    add(
      kit,
      kind,
      'end',
      `end${kind.name}Role`,
      `Ends the holding of a role on a ${noun}; the role is vacant from then on.`,
    );
  }
}

function add(
  kit: SchemaKit,
  kind: Kind,
  step: keyof typeof roleSteps,
  mutation: string,
  description: string,
): void {
  addMutation(kit, {
    name: mutation,
    kind,
    description,
    inputFields: (t) => {
      const f = t as InputBuilder;
      return {
        ...targetFields(t, kind),
        role: f.string({
          required: true,
          description: 'Key of the role in the catalogue, such as system-owner',
        }),
        person: f.string({ description: 'Key of the person who holds it; give a person or a team' }),
        team: f.string({ description: 'Key of the team that holds it; give a person or a team' }),
        at: f.field({
          type: 'DateTime',
          description: 'The instant at which the holding begins or ends, UTC; now when left out',
        }),
        deputy: f.boolean({ description: 'True when it is the holding of somebody who stands in' }),
      };
    },
    write: (context, input) =>
      changeRole(context, kind, { ...roleSteps[step], mutation }, input as RoleInput),
  });
}

/** `viewer`: who is asking, and lists of what hangs on people and teams. */
export function addPeopleFields(kit: SchemaKit): void {
  const { builder } = kit;
  addRelatedLists(kit, 'Person', {
    requestedChanges: {
      of: 'Change',
      relation: 'requested',
      description: 'The changes that the person asked for',
    },
  });
  addRelatedLists(kit, 'Team', {
    children: { of: 'Team', description: 'The teams that belong to this one' },
    systems: { of: 'System', description: 'The systems that the team runs' },
  });
  addRolesHeld(kit);
  addLeaver(kit);
  addSignIns(kit);
  const accessToken = addAccessTokens(kit);
  const viewer = builder.objectRef<Actor>('Viewer').implement({
    description: 'Whoever sends the request',
    fields: (t) => ({
      name: t.exposeString('name', {
        description: 'The name that history shows for the writes of the viewer',
      }),
      administrator: t.boolean({
        description: 'True when the viewer may do everything',
        resolve: (actor) => mayAdminister(actor) && hasScope(actor, 'WRITE'),
      }),
      scopes: t.field({
        type: [enumOf(kit, tokenScope)],
        description: 'What the token of the request may be used for; all of it with that of the local server',
        resolve: (actor) =>
          (Object.keys(tokenScope.values) as TokenScope[]).filter((s) => hasScope(actor, s)),
      }),
      can: t.field({
        type: [viewerRightsType(kit)] as never,
        nullable: { list: false, items: true },
        description:
          'What the viewer may do with records, in the order asked; null in the place of one that is missing or hidden',
        args: {
          records: t.arg.idList({
            required: true,
            description: `Opaque ids of records of any kind, at most ${largestPage}`,
          }),
        },
        resolve: (_actor: Actor, { records }: { records: readonly string[] }, context: Context) =>
          rightsOn(context, records) as never,
      } as never),
      canCreate: t.field({
        type: [enumOf(kit, recordKindChoice)],
        description:
          'Kinds of which the viewer may make a record, somewhere at least: `can` says of a record whether under it',
        resolve: (_actor, _args, context) => viewerCreates(context),
      }),
      accessTokens: t.field({
        type: [accessToken],
        description: 'The access tokens of the viewer, the newest first, at most 100; needs the scope ADMIN',
        args: {
          includeEnded: t.arg.boolean({
            defaultValue: false,
            description: 'True to see those that are revoked or over too',
          }),
        },
        resolve: (_actor, { includeEnded }, context) => tokensOfViewer(context, includeEnded ?? false),
      }),
      person: t.field({
        type: kit.nodes.get('Person')! as never,
        nullable: true,
        description: 'The person behind the request; empty for a service account',
        resolve: (actor: Actor, _args: unknown, context: Context, info: GraphQLResolveInfo) =>
          (actor.personId ? viewerPerson(context, info, actor.personId) : null) as never,
      } as never),
      serviceAccount: t.field({
        type: kit.nodes.get('ServiceAccount')! as never,
        nullable: true,
        description: 'The service account behind the request; empty for a person',
        resolve: (actor: Actor, _args: unknown, context: Context, info: GraphQLResolveInfo) =>
          (actor.serviceAccountId ? viewerService(context, info, actor.serviceAccountId) : null) as never,
      } as never),
    }),
  });
  builder.queryField('viewer', (t) =>
    t.field({
      type: viewer,
      description: 'Whoever sends the request',
      resolve: (_root, _args, context) => context.actor,
    }),
  );
}

function rightsOn(context: Context, records: readonly string[]): Promise<(ViewerRights | null)[]> {
  if (records.length > largestPage)
    throw badUserInput(`\`records\` takes at most ${largestPage} ids: ask in several requests`);
  return viewerRights(
    context,
    records.map((record) => {
      const { typename, id } = decodeGlobalId(String(record));
      return { kind: typename, id: id.toLowerCase() };
    }),
  );
}

const viewerPerson = (context: Context, info: GraphQLResolveInfo, id: string) =>
  context.database.prisma.person.findFirst({
    ...queryFromInfo({ context, info, typeName: 'Person', select: { id: true } }),
    where: { AND: [{ id }, visibleRows(context, 'Person')] },
  });

const viewerService = (context: Context, info: GraphQLResolveInfo, id: string) =>
  context.database.prisma.serviceAccount.findFirst({
    ...queryFromInfo({ context, info, typeName: 'ServiceAccount', select: { id: true } }),
    where: { AND: [{ id }, visibleRows(context, 'ServiceAccount')] },
  });

interface FieldBuilder {
  relation(name: string, options: object): never;
}

/** Roles from the side of whoever holds them, and the record that each is held on. */
function addRolesHeld(kit: SchemaKit): void {
  const { builder } = kit;
  const assignment = kit.parts.get('RoleAssignment')!;
  builder.prismaObjectFields(
    assignment as never,
    ((t: FieldBuilder) =>
      Object.fromEntries(
        kinds
          .filter((kind) => kind.scope)
          .map((kind) => [
            lowerFirst(kind.name),
            t.relation(lowerFirst(kind.name), {
              nullable: true,
              description: `The ${nounOf(kind.name)} on which the role is held; empty when it is held on something else`,
              query: (_: unknown, context: Context) => ({ where: visibleRows(context, kind.name) }),
            }),
          ]),
      )) as never,
  );
  for (const name of ['Person', 'Team'])
    builder.prismaObjectFields(
      kit.nodes.get(name)! as never,
      ((t: FieldBuilder) => ({
        rolesHeld: t.relation('roles', {
          type: assignment,
          description: 'The roles held now, on whichever record',
          query: (_: unknown, context: Context) => {
            const now = periodNow(context);
            return {
              where: { from: { lte: now }, OR: [{ to: null }, { to: { gt: now } }] },
              orderBy: [{ from: 'asc' }, { id: 'asc' }],
            };
          },
        }),
      })) as never,
    );
}
