import type { ObjectRef } from '@pothos/core';
import type { FieldIssue } from '@steward/domain/record/field.ts';
import type { Builder } from '../builder.ts';
import type { ErrorCode } from '../request-error.ts';
import type { UserError } from '../user-error.ts';

const codes: Record<ErrorCode, string> = {
  UNAUTHENTICATED: 'No valid token came with the request',
  FORBIDDEN: 'The actor may not do this',
  NOT_FOUND: 'There is no such record, or the actor may not see it',
  BAD_USER_INPUT: 'Something in the input is wrong; the message says what and how to mend it',
  CONFLICT: 'Somebody else changed the record since it was read',
  STATE: 'The record is in a state that does not allow this',
  RATE_LIMITED: 'Too many requests; the answer says when to try again',
  QUERY_TOO_COMPLEX: 'The document asks for more than one request may cost',
  PERSISTED_DOCUMENT_UNKNOWN: 'The server does not know a document of this id',
  UNAVAILABLE: 'The server can not answer now; the same request may succeed later',
  INTERNAL_SERVER_ERROR: 'Something unexpected went wrong; the request id finds it in the log',
};

export type ErrorTypes = readonly ObjectRef<never, UserError>[];

/** The errors that a mutation answers with, under one interface. */
export function addErrorTypes(builder: Builder): ErrorTypes {
  const code = builder.enumType('ErrorCode', {
    description: 'What kind of failure an error is',
    values: Object.fromEntries(
      Object.entries(codes).map(([value, description]) => [value, { value, description }]),
    ),
  });
  const userError = builder.interfaceRef<UserError>('UserError').implement({
    description: 'An expected failure of a mutation; nothing was written',
    resolveType: (error) => error.type,
    fields: (t) => ({
      code: t.field({
        type: code,
        description: 'What kind of failure it is',
        resolve: (e) => e.code as never,
      }),
      message: t.exposeString('message', {
        description: 'What is wrong and what to do about it, for people',
      }),
      path: t.exposeStringList('path', {
        description: 'Where in the input the cause stands, outermost name first',
      }),
    }),
  });
  const issue = builder.objectRef<FieldIssue>('ValidationIssue').implement({
    description: 'One thing that is wrong with one value of the input',
    fields: (t) => ({
      path: t.stringList({
        description: 'Where the value stands, outermost name first; positions in lists count from 0',
        resolve: (i) => i.path.map(String),
      }),
      message: t.exposeString('message', {
        description: 'What is wrong with the value and what is expected',
      }),
    }),
  });
  const error = <T extends UserError['type']>(type: T, description: string) =>
    builder
      .objectRef<Extract<UserError, { type: T }>>(type)
      .implement({ description, interfaces: [userError] as never });
  const validation = error(
    'ValidationError',
    'Values of the input are wrong; all of them are listed at once',
  );
  builder.objectField(validation, 'issues', (t) =>
    t.field({ type: [issue], description: 'Everything that is wrong', resolve: (e) => [...e.issues] }),
  );
  const conflict = error(
    'ConflictError',
    'The record was changed since the revision that the caller had read',
  );
  builder.objectFields(conflict, (t) => ({
    currentRevision: t.int({
      nullable: true,
      description: 'The revision the record has now, counted from 1',
      resolve: (e) => e.currentRevision,
    }),
    changedPaths: t.stringList({
      description: 'What was changed since, as paths into the record',
      resolve: (e) => [...e.changedPaths],
    }),
    changedBy: t.string({
      nullable: true,
      description: 'Name of whoever wrote the current revision',
      resolve: (e) => e.changedBy,
    }),
    changedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the current revision was written',
      resolve: (e) => e.changedAt,
    }),
  }));
  const state = error('StateError', 'The record is in a state that does not allow what was asked');
  builder.objectField(state, 'legal', (t) =>
    t.stringList({
      description: 'What is allowed from here, such as the states it can move to',
      resolve: (e) => [...e.legal],
    }),
  );
  return [
    validation,
    conflict,
    state,
    error('NotFoundError', 'There is no such record, or the actor may not see it; the two look the same'),
    error('ForbiddenError', 'The actor may not do this; the message says who may'),
  ] as never;
}
