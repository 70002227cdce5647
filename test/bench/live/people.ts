import { askSteward } from '../support/ask.ts';
import type { ChildServer } from '../support/child-server.ts';
import type { LoadTarget } from '../support/http-load.ts';

/** Streams that each person has open: as many as somebody with many windows, and below what one may have. */
const streamsEach = 50;

/** So many readers of a server, signed in by the access tokens of as many people as it takes. */
export async function readersOf(server: ChildServer, readers: number): Promise<LoadTarget[]> {
  const targets: LoadTarget[] = [];
  for (let person = 0; targets.length < readers; person++) {
    const authorization = `Bearer ${await tokenOf(server, `person-${person}`)}`;
    // As an editor does: it asks before it follows.
    await askSteward({ url: server.url, headers: { authorization } }, '{ viewer { name } }');
    for (let n = 0; n < streamsEach && targets.length < readers; n++)
      targets.push({ url: server.url, headers: { authorization } });
  }
  return targets;
}

async function tokenOf(server: ChildServer, person: string): Promise<string> {
  const { createAccessToken } = await askSteward<{ createAccessToken: { text?: string; message?: string } }>(
    server,
    `mutation ($input: CreateAccessTokenInput!) {
      createAccessToken(input: $input) { ... on CreateAccessTokenPayload { text } ... on UserError { message } }
    }`,
    { input: { name: 'The editor', person } },
  );
  if (!createAccessToken.text) throw new Error(`no token for ${person}: ${createAccessToken.message}`);
  return createAccessToken.text;
}
