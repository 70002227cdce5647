// The API behind the server's own sign-in: the token of the local server, access tokens, and streams that end with them.
import type { OidcSettings } from '@steward/domain/settings/oidc-settings.ts';
import { createApi } from '@steward/server/test/api.ts';
import { signIn } from '@steward/server/test/people/sign-in-commands.ts';
import { notePeer } from '@steward/server/test/platform/http/peer.ts';
import { createIdentity, type IdentityOptions } from '@steward/server/test/platform/identity/identity.ts';
import { issuerKeys } from '@steward/server/test/platform/identity/oidc/issuer-keys.ts';
import { tokenVerifier } from '@steward/server/test/platform/identity/oidc/verify-token.ts';
import { createLog } from '@steward/server/test/platform/log.ts';
import { type Answer, schema, type TestApi, testApi } from './api.ts';
import { readStream } from './read-stream.ts';

export const localToken = 'token-of-the-local-server';

export interface TokenReply<Data> {
  status: number;
  headers: Headers;
  text: string;
  answer: Partial<Answer<Data>>;
  statements: string[];
}

export interface MadeToken {
  id: string;
  text: string;
}

export interface TokenDoor {
  api: TestApi;
  logged: () => string;
  /** A document with a token; from one address unless another is given. */
  ask: <Data = never>(
    token: string,
    query: string,
    variables?: object,
    address?: string,
  ) => Promise<TokenReply<Data>>;
  /** A token made with the local server's token, or with another one. */
  make: (input: object, token?: string) => Promise<MadeToken>;
  revoke: (id: string) => Promise<void>;
  /** The answers of a subscription, until it ends or is left. */
  stream: (token: string, query: string) => Promise<AsyncGenerator<Answer<never>, void>>;
  close: () => Promise<void>;
}

export const createDocument = `mutation ($input: CreateAccessTokenInput!) { result: createAccessToken(input: $input) {
  __typename ... on CreateAccessTokenPayload { text accessToken { id name scopes expiresAt createdBy } }
  ... on UserError { code message path } ... on ValidationError { issues { path message } } } }`;

export const revokeDocument = `mutation ($input: RevokeAccessTokenInput!) { result: revokeAccessToken(input: $input) {
  __typename ... on RevokeAccessTokenPayload { accessToken { id revokedAt } } ... on UserError { code message path } } }`;

export interface Created {
  result: {
    __typename: string;
    code?: string;
    message?: string;
    path?: string[];
    issues?: { path: string[]; message: string }[];
    text: string | null;
    accessToken: { id: string; name: string; scopes: string[]; expiresAt: string; createdBy: string } | null;
  };
}

/** The door of an issuer as the server opens it; its keys are asked for as often as the tests want. */
const oidcDoor = (oidc: OidcSettings | undefined, { services }: TestApi): Pick<IdentityOptions, 'oidc'> =>
  oidc
    ? {
        oidc: {
          verify: tokenVerifier(oidc, issuerKeys(oidc), services.now),
          signIn: (who) => signIn(services, who),
        },
      }
    : {};

export async function tokenDoor(
  options: Partial<IdentityOptions> &
    Parameters<typeof testApi>[0] & {
      signIn?: OidcSettings;
      /** Another server on the database of an earlier one. */
      over?: TestApi;
    } = {},
): Promise<TokenDoor> {
  const api = options.over ?? (await testApi(options));
  const { database } = api;
  const { now } = api.services;
  const local = { token: localToken, actor: () => api.actor };
  const { authenticate, watch, close } = createIdentity({
    ...oidcDoor(options.signIn, api),
    ...options,
    database,
    now,
    local,
  });
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => lines.push(line) });
  const endpoint = createApi({ schema, services: { ...api.services, log }, authenticate, watch });
  const leaving: AbortController[] = [];

  const post = (
    token: string,
    query: string,
    more: { variables?: object; address?: string; accept: string },
  ) => {
    const gone = new AbortController();
    leaving.push(gone);
    const request = new Request('http://127.0.0.1:4000/graphql', {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', accept: more.accept },
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query, variables: more.variables ?? {} }),
      signal: gone.signal,
    });
    notePeer(request, more.address ?? '127.0.0.1');
    return endpoint.fetch(request);
  };
  const ask = async <Data>(
    token: string,
    query: string,
    variables: object = {},
    address?: string,
  ): Promise<TokenReply<Data>> => {
    const { result, statements } = await database.recordStatements(async () => {
      const response = await post(token, query, {
        ...{ variables, accept: 'application/json' },
        ...(address ? { address } : {}),
      });
      return { response, text: await response.text() };
    });
    const { response, text } = result;
    return { status: response.status, headers: response.headers, text, answer: JSON.parse(text), statements };
  };
  const make = async (input: object, token = localToken): Promise<MadeToken> => {
    const { answer } = await ask<Created>(token, createDocument, { input });
    const { result } = answer.data!;
    if (result.text === null || !result.accessToken)
      throw new Error(`no token was made: ${JSON.stringify(answer)}`);
    return { id: result.accessToken.id, text: result.text };
  };
  return {
    api,
    logged: () => lines.join(''),
    ask,
    make,
    revoke: async (id) => {
      const { answer } = await ask<{ result: { __typename: string } }>(localToken, revokeDocument, {
        input: { id },
      });
      if (answer.data?.result.__typename !== 'RevokeAccessTokenPayload')
        throw new Error(`it was not revoked: ${JSON.stringify(answer)}`);
    },
    stream: async (token, query) => readStream(await post(token, query, { accept: 'text/event-stream' })),
    close: async () => {
      for (const gone of leaving) gone.abort();
      await close();
    },
  };
}
