import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../platform/context.ts';
import { type AnyObjectRef, enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { addResultMutation } from '../platform/kind/result-mutation.ts';
import { visibleRows } from '../platform/policy.ts';
import { delegate } from '../platform/record/delegate.ts';
import type { UserError } from '../platform/user-error.ts';
import { applyImport, discardImport, type ImportDone, planSession, stageImport } from './import-commands.ts';
import { sessionOf } from './import-queries.ts';
import { mostPieceBytes, mostPiecesAtOnce } from './import-session.ts';
import { errorPolicy, importScope, importTypes } from './import-types.ts';

/** `importStage`, `importPlan`, `importApply`, `importDiscard`, and `importSession` to read what they did. */
export function addImports(kit: SchemaKit): void {
  const session = importTypes(kit);
  addStage(kit, session);
  addPlan(kit, session);
  addApply(kit, session);
  addDiscard(kit, session);
  kit.builder.queryField('importSession', (t) =>
    t.field({
      type: session as never,
      nullable: true,
      description: 'An import that the viewer has begun; empty when its time is over, and for everybody else',
      args: { id: t.arg.id({ required: true, description: 'The id that importStage gave' }) },
      resolve: (_root, { id }, context) => sessionOf(context, String(id)) as never,
    }),
  );
}

interface InputFields {
  id(options: object): never;
  string(options: object): never;
  stringList(options: object): never;
  boolean(options: object): never;
  field(options: object): never;
}

const sessionField = (t: InputFields) =>
  t.id({ required: true, description: 'The session, as importStage gave it' });

const idempotencyKey = (t: InputFields) =>
  t.string({
    required: false,
    description:
      'A new random text for each call, at most 200 characters; the same text again gives the first answer again',
  });

function addStage(kit: SchemaKit, session: AnyObjectRef): void {
  add(kit, session, {
    name: 'importStage',
    description:
      'Takes files of a repository, read and parsed by the caller, into an import; repeat it for more.',
    inputFields: (t) => ({
      session: t.id({ required: false, description: 'A session to add to; a new one is begun without it' }),
      repository: t.string({
        required: false,
        description:
          'Key of the repository the files are of, such as github.com/acme/pay; left out for records of a whole portfolio',
      }),
      commit: t.string({ required: false, description: 'The commit at which the files were read' }),
      registered: t.boolean({
        required: false,
        description:
          'True to import only what the Location of the descriptor at the root of the repository names',
      }),
      prune: t.boolean({
        required: false,
        description: 'True to archive records whose entity is gone from its file, instead of reporting them',
      }),
      scope: t.field({
        type: enumOf(kit, importScope),
        required: false,
        description: 'Which files were looked at; FILES when left out',
      }),
      errorPolicy: t.field({
        type: enumOf(kit, errorPolicy),
        required: false,
        description: 'What becomes of records when a line is wrong; REJECT_ALL when left out',
      }),
      pieces: t.stringList({
        required: true,
        description: `Pieces of files as JSON texts, at most ${mostPiecesAtOnce} a request and ${mostPieceBytes} bytes each; docs/import.md says what a piece looks like`,
      }),
      idempotencyKey: idempotencyKey(t),
    }),
    run: (context, input) => stageImport(context, input as never),
  });
}

function addPlan(kit: SchemaKit, session: AnyObjectRef): void {
  add(kit, session, {
    name: 'importPlan',
    description:
      'Says what applying the session would do. References are resolved here, so that the order of files means nothing; no record is written.',
    inputFields: (t) => ({ session: sessionField(t), idempotencyKey: idempotencyKey(t) }),
    run: (context, input) => planSession(context, input as never),
  });
}

function addApply(kit: SchemaKit, session: AnyObjectRef): void {
  add(kit, session, {
    name: 'importApply',
    description:
      'Writes what the plan of the session says, all of it or nothing. Refused when planning again would give another plan.',
    inputFields: (t) => ({
      session: sessionField(t),
      reason: t.string({
        required: false,
        description: 'Why, for the history; entity and file when left out',
      }),
      validateOnly: t.boolean({
        required: false,
        description: 'True to run every check and write nothing',
      }),
      idempotencyKey: idempotencyKey(t),
    }),
    run: (context, input) => applyImport(context, input as never),
  });
}

function addDiscard(kit: SchemaKit, session: AnyObjectRef): void {
  add(kit, session, {
    name: 'importDiscard',
    description:
      'Takes a session away that is not to be applied, with all that was staged and planned in it; without this it is over after a day.',
    inputFields: (t) => ({ session: sessionField(t), idempotencyKey: idempotencyKey(t) }),
    run: (context, input) => discardImport(context, input as never),
  });
}

interface ImportMutation {
  name: string;
  description: string;
  inputFields: (t: InputFields) => Record<string, never>;
  run: (context: Context, input: object) => Promise<ImportDone | UserError> | UserError;
}

function add(kit: SchemaKit, session: AnyObjectRef, mutation: ImportMutation): void {
  const { builder } = kit;
  const { name } = mutation;
  const typeName = name.charAt(0).toUpperCase() + name.slice(1);
  const input = builder.inputType(`${typeName}Input`, {
    description: `What the mutation ${name} takes`,
    fields: (t) => mutation.inputFields(t as never) as never,
  });
  const payload = builder.objectRef<ImportDone>(`${typeName}Payload`).implement({
    description: `What the mutation ${name} did`,
    fields: (t) => ({
      session: t.field({
        type: session as never,
        ...(name === 'importDiscard'
          ? { nullable: true, description: 'Empty: the session is gone' }
          : { description: 'The session afterwards' }),
        resolve: (done: ImportDone, _args: unknown, context: Context) =>
          sessionOf(context, done.session) as never,
      } as never),
      repository: t.field({
        type: kit.nodes.get('Repository')! as never,
        nullable: true,
        description: 'The repository the files are of; empty while nobody has added it',
        resolve: (({ repository }: ImportDone, _: unknown, context: Context, info: GraphQLResolveInfo) =>
          repository === null
            ? null
            : delegate(context.database.prisma, 'Repository').findFirst({
                ...queryFromInfo({ context, info, typeName: 'Repository', select: { id: true } }),
                where: { AND: [{ id: repository }, visibleRows(context, 'Repository')] },
              })) as never,
      } as never),
      ...(name === 'importApply'
        ? {
            written: t.int({
              description: 'How many records got a new revision; 0 when all was so already',
              resolve: (done) => done.written,
            }),
          }
        : {}),
    }),
  });
  addResultMutation(kit, {
    ...{ name, description: mutation.description, input, payload },
    run: (context, given) => mutation.run(context, given as object),
  });
}
