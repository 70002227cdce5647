import { statusOfCode } from '@steward/server/test/platform/public-error.ts';
import { type ErrorCode, errorCodes } from '@steward/server/test/platform/request-error.ts';
import { createSchema } from '@steward/server/test/schema.ts';
import { type GraphQLEnumType, type GraphQLInterfaceType, isObjectType, isUnionType } from 'graphql';
import { describe, expect, it } from 'vitest';

const schema = createSchema();

describe('the codes of errors', () => {
  it('are a closed list, the same in the schema as in the answers', () => {
    const inSchema = (schema.getType('ErrorCode') as GraphQLEnumType).getValues().map(({ name }) => name);
    expect(inSchema.sort()).toEqual([...errorCodes].sort());
    expect([...errorCodes].sort()).toEqual([
      'BAD_USER_INPUT',
      'CONFLICT',
      'FORBIDDEN',
      'INTERNAL_SERVER_ERROR',
      'NOT_FOUND',
      'PERSISTED_DOCUMENT_UNKNOWN',
      'QUERY_TOO_COMPLEX',
      'RATE_LIMITED',
      'STATE',
      'UNAUTHENTICATED',
      'UNAVAILABLE',
    ]);
  });

  it('have one HTTP status each', () => {
    const statuses = errorCodes.map((code: ErrorCode) => statusOfCode(code));
    expect(statuses.every((status) => status >= 400 && status < 600)).toBe(true);
    expect(statusOfCode('UNAVAILABLE')).toBe(503);
    expect(statusOfCode('QUERY_TOO_COMPLEX')).toBe(400);
  });

  it('every mutation answers with a union that holds the typed errors, and every error has the interface', () => {
    const errors = schema
      .getPossibleTypes(schema.getType('UserError') as GraphQLInterfaceType)
      .map((t) => t.name);
    const wrong = Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) => {
      const type = 'ofType' in field.type ? field.type.ofType : field.type;
      if (!isUnionType(type)) return [`${field.name} does not answer with a union`];
      const members = type.getTypes().filter(isObjectType);
      const missing = ['ValidationError', 'ForbiddenError'].filter((e) => !members.some((m) => m.name === e));
      const payloads = members.filter((m) => !errors.includes(m.name));
      return [
        ...missing.map((e) => `${field.name} misses ${e}`),
        ...(payloads.length === 1 ? [] : [`${field.name} has ${payloads.length} payloads`]),
        ...(field.args.length === 1 && field.args[0]?.name === 'input'
          ? []
          : [`${field.name} takes no one input`]),
      ];
    });
    expect(wrong).toEqual([]);
  });
});
