import { tokenDays, tokenScope } from '@steward/domain/people/access-token.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { addResultMutation } from '../platform/kind/result-mutation.ts';
import { createToken, revokeToken, type TokenCreated, type TokenRevoked } from './token-commands.ts';
import { tokenById, tokensOf } from './token-queries.ts';
import type { AccessToken } from './token-store.ts';

/** Access tokens: the viewer's, those of others for administrators, and the two mutations on them. */
export function addAccessTokens(kit: SchemaKit): ReturnType<typeof addTokenType> {
  const token = addTokenType(kit);
  const { builder } = kit;
  builder.queryField('accessTokens', (t) =>
    t.field({
      type: [token],
      nullable: true,
      description:
        'The access tokens of a person or a service account, the newest first, for administrators; null when nobody has that key',
      args: {
        person: t.arg.string({ description: 'Key of the person; give a person or a service account' }),
        serviceAccount: t.arg.string({ description: 'Key of the service account' }),
        includeEnded: t.arg.boolean({
          defaultValue: false,
          description: 'True to see those that are over too',
        }),
      },
      resolve: (_root, args, context) => tokensOf(context, args, args.includeEnded ?? false),
    }),
  );
  addCreate(kit, token);
  addRevoke(kit, token);
  return token;
}

function addTokenType(kit: SchemaKit) {
  return kit.builder.objectRef<AccessToken>('AccessToken').implement({
    description:
      'What a program shows in place of a person or a service account. Its text is shown once and stored nowhere',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'Opaque id, for `revokeAccessToken`' }),
      name: t.exposeString('name', { description: 'What it is for, in the words of whoever made it' }),
      scopes: t.field({
        type: [enumOf(kit, tokenScope)],
        description: 'What it may be used for',
        resolve: ({ scopes }) => [...scopes],
      }),
      createdAt: t.field({ type: 'DateTime', description: 'When it was made', resolve: (a) => a.createdAt }),
      createdBy: t.exposeString('createdByName', { description: 'Name of whoever made it' }),
      expiresAt: t.field({
        type: 'DateTime',
        description: 'The instant from which it is refused',
        resolve: (a) => a.expiresAt,
      }),
      lastUsedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When it was last used, to within a minute or two; empty when never',
        resolve: (a) => a.lastUsedAt,
      }),
      revokedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When it was revoked; empty when it was not',
        resolve: (a) => a.revokedAt,
      }),
    }),
  });
}

type TokenRef = ReturnType<typeof addTokenType>;

interface InputFields {
  string(options: object): never;
  boolean(options: object): never;
}

const callOptions = (t: unknown, verb: string) => {
  const f = t as InputFields;
  return {
    reason: f.string({ description: 'Why, for the audit' }),
    validateOnly: f.boolean({ description: `True to run every check and ${verb} nothing` }),
    idempotencyKey: f.string({
      description:
        'A new random text for each call, at most 200 characters; the same text again gives the first answer again',
    }),
  };
};

function addCreate(kit: SchemaKit, token: TokenRef): void {
  const { builder } = kit;
  const input = builder.inputType('CreateAccessTokenInput', {
    description: 'What the mutation createAccessToken takes',
    fields: (t) => ({
      name: t.string({ required: true, description: 'What it is for, 1 to 100 characters' }),
      scopes: t.field({
        type: [enumOf(kit, tokenScope)],
        description: 'What it may be used for; READ alone when left out, and always among them',
      }),
      expiresInDays: t.int({
        description: `Days until it ends, 1 to ${tokenDays.most}; ${tokenDays.standard} when left out, or as long as the token that makes it`,
      }),
      person: t.string({ description: 'Key of another person for whom it acts; for administrators' }),
      serviceAccount: t.string({
        description: 'Key of the service account for which it acts; for administrators',
      }),
      ...callOptions(t, 'make'),
    }),
  });
  const payload = builder.objectRef<TokenCreated>('CreateAccessTokenPayload').implement({
    description: 'What the mutation createAccessToken did',
    fields: (t) => ({
      accessToken: t.field({
        type: token,
        nullable: true,
        description: 'The token; empty when it was only checked',
        resolve: (created, _args, context) =>
          created.token === null ? null : tokenById(context, created.token),
      }),
      text: t.string({
        nullable: true,
        description:
          'What goes into the header `Authorization: Bearer`. Secret, and shown this once: empty when the same call comes again; then revoke the token and make another',
        resolve: ({ text }) => text ?? null,
      }),
    }),
  });
  addResultMutation(kit, {
    name: 'createAccessToken',
    description: 'Makes an access token for the viewer, or, by an administrator, for somebody else.',
    input,
    payload,
    run: createToken as never,
  });
}

function addRevoke(kit: SchemaKit, token: TokenRef): void {
  const { builder } = kit;
  const input = builder.inputType('RevokeAccessTokenInput', {
    description: 'What the mutation revokeAccessToken takes',
    fields: (t) => ({
      id: t.id({
        required: true,
        description: 'Which token: as `viewer { accessTokens }` and the making of it say',
      }),
      ...callOptions(t, 'revoke'),
    }),
  });
  const payload = builder.objectRef<TokenRevoked>('RevokeAccessTokenPayload').implement({
    description: 'What the mutation revokeAccessToken did',
    fields: (t) => ({
      accessToken: t.field({
        type: token,
        nullable: true,
        description: 'The token as it is now',
        resolve: (revoked, _args, context) => tokenById(context, revoked.token),
      }),
    }),
  });
  addResultMutation(kit, {
    name: 'revokeAccessToken',
    description:
      'Ends an access token for good, within 5 seconds everywhere, open streams included. A token may always end itself.',
    input,
    payload,
    run: revokeToken as never,
  });
}
