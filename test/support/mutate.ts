// Any mutation by its name: the document is made from the schema, so that a new mutation needs no document of its own.
import type { Actor } from '@steward/server/test/platform/context.ts';
import { schema, type TestApi } from './api.ts';

/** A type of the schema by its shape: the test runner may load a second copy of graphql, whose helpers refuse ours. */
export interface TypeShape {
  name?: string;
  ofType?: TypeShape;
  getFields?: () => Record<string, { name: string; type: unknown }>;
  getTypes?: () => readonly TypeShape[];
}

export interface MutationAnswer {
  __typename: string;
  code?: string;
  message?: string;
  path?: string[];
  issues?: { path: string[]; message: string }[];
  legal?: string[];
  currentRevision?: number | null;
  changedPaths?: string[];
  changedBy?: string | null;
  changedAt?: string | null;
  /** Of a payload. */
  revision?: number;
  changed?: string[];
  record?: { id: string; key: string; revision: number; [field: string]: unknown } | null;
}

const errors = `... on UserError { code message path }
  ... on ValidationError { issues { path message } }
  ... on StateError { legal }
  ... on ConflictError { currentRevision changedPaths changedBy changedAt }`;

/** The names of all mutations of the schema. */
export const mutationNames = (): string[] => Object.keys(schema.getMutationType()!.getFields()).sort();

/**
 * Sends one mutation and gives its answer. `select` is asked of the record in the payload beside id, key and revision.
 * Throws when the request itself fails.
 */
export async function mutate(
  api: Pick<TestApi, 'send'>,
  name: string,
  input: object,
  options: { select?: string; as?: Actor } = {},
): Promise<MutationAnswer> {
  const answer = await api.send<{ result: MutationAnswer }>(
    mutationDocument(name, options.select),
    { input },
    options.as,
  );
  if (answer.errors) throw new Error(`${name}: ${answer.errors.map((e) => e.message).join('; ')}`);
  return answer.data.result;
}

/** The same, for a mutation that must succeed. */
export async function written(
  api: Pick<TestApi, 'send'>,
  name: string,
  input: object,
  options: { select?: string; as?: Actor } = {},
): Promise<MutationAnswer> {
  const result = await mutate(api, name, input, options);
  if (!result.__typename.endsWith('Payload'))
    throw new Error(`${name} was refused: ${JSON.stringify(result.issues ?? result.message)}`);
  return result;
}

export function mutationDocument(name: string, select = ''): string {
  const field = schema.getMutationType()!.getFields()[name];
  if (!field) throw new Error(`the schema has no mutation ${name}`);
  const input = field.args.find((arg) => arg.name === 'input')!;
  const payload = payloadOf(field.type as TypeShape);
  const record = Object.values(payload.getFields!()).find((f) => hasKey(f.type as TypeShape));
  const fields = [
    ...['revision', 'changed'].filter((f) => f in payload.getFields!()),
    ...(record ? [`record: ${record.name} { id key revision ${select} }`] : []),
  ];
  return `mutation ($input: ${String(input.type)}) { result: ${name}(input: $input) {
    __typename ... on ${payload.name} { __typename ${fields.join(' ')} } ${errors} } }`;
}

/** The type inside its list and non-null wrappers. */
export const namedType = (type: TypeShape): TypeShape => (type.ofType ? namedType(type.ofType) : type);

function payloadOf(type: TypeShape): TypeShape {
  const union = namedType(type);
  const payload = union.getTypes?.().find((t) => t.name?.endsWith('Payload'));
  if (!payload) throw new Error(`${union.name} has no payload`);
  return payload;
}

function hasKey(type: TypeShape): boolean {
  const fields = namedType(type).getFields?.() ?? {};
  return 'key' in fields && 'revision' in fields;
}
