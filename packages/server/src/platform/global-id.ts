import { kinds } from '@steward/domain/record/kinds.ts';
import { validate as isUuid } from 'uuid';
import { badUserInput } from './request-error.ts';

/** The opaque id of a record: base64url of `Kind:uuid`. */
export const encodeGlobalId = (typename: string, id: string): string =>
  Buffer.from(`${typename}:${id}`).toString('base64url');

/** The parts of an opaque id. Throws BAD_USER_INPUT for text that is none, with no word about why. */
export function decodeGlobalId(globalId: string): { typename: string; id: string } {
  const [typename = '', id = ''] = Buffer.from(globalId, 'base64url').toString('utf8').split(':');
  if (!kinds.some(({ name }) => name === typename) || !isUuid(id))
    throw badUserInput(
      'this is not an id that the API gave: use the `id` of a record, or look it up by its key',
    );
  return { typename, id };
}
