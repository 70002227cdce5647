import { readServerFiles } from '@steward/client/server-file.ts';

/** Asks the server at this address as its own user would; the token comes from the file it leaves in `state`. */
export async function askServer<Data>(
  { address, environment }: { address: string; environment: Record<string, string> },
  query: string,
  variables: object = {},
): Promise<Data> {
  const token = tokenOf(environment, address);
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: object[] };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

export function tokenOf({ XDG_STATE_HOME }: Record<string, string>, address: string): string {
  const file = readServerFiles(`${XDG_STATE_HOME}/steward/servers`).find((each) => each.address === address);
  if (!file) throw new Error(`no server has left a file for ${address}`);
  return file.token;
}
