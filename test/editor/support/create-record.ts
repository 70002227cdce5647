import { askServer } from '../../support/ask-server.ts';

type Place = Parameters<typeof askServer>[0];

/** Makes a record as its own user would; answers with its key. */
export async function createRecord(server: Place, kind: string, input: object): Promise<string> {
  const { result } = await askServer<{
    result: { code?: string; message?: string; record?: { key: string } };
  }>(
    server,
    `mutation ($input: Create${kind}Input!) {
      result: create${kind}(input: $input) {
        ... on UserError { code message }
        ... on Create${kind}Payload { record: ${kind.charAt(0).toLowerCase()}${kind.slice(1)} { key } }
      }
    }`,
    { input },
  );
  if (!result.record) throw new Error(`${kind}: ${result.code} ${result.message}`);
  return result.record.key;
}

/** A change that others see: made and submitted. */
export async function openChange(server: Place, input: object): Promise<string> {
  const key = await createRecord(server, 'Change', { reason: 'Asked for', plan: 'Set it', ...input });
  const { result } = await askServer<{ result: { message?: string } }>(
    server,
    `mutation ($key: String!) {
      result: transitionChange(input: { key: $key, to: SUBMITTED, expectedRevision: 1 }) {
        ... on UserError { message }
      }
    }`,
    { key },
  );
  if (result.message) throw new Error(result.message);
  return key;
}

/**
 * Writes what is shown nowhere. Whoever begins to follow the events hears of the newest write again; after this one that
 * has nothing asked for.
 */
export const writeUnshown = (server: Place): Promise<string> =>
  createRecord(server, 'ExternalParty', { key: 'unshown', name: 'Unshown' });
