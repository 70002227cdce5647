import type * as z from 'zod';

/** A field of `spec` that names other entities. */
export interface RelationField {
  readonly field: string;
  readonly type: string;
  /** The kind meant when a reference names none; null when the format gives no default. */
  readonly defaultKind: string | null;
  readonly many: boolean;
}

export interface DescriptorKind {
  readonly kind: string;
  /** Fields of `spec` without which the format refuses the entity, in the order they are reported. */
  readonly required: readonly string[];
  /** Further fields of `spec` that the format knows. */
  readonly optional: readonly string[];
  /** Fields of `spec` that hold one text. */
  readonly texts: readonly string[];
  /** In the order in which their relations are listed. */
  readonly relations: readonly RelationField[];
}

const one = (field: string, type: string, defaultKind: string): RelationField => ({
  field,
  type,
  defaultKind,
  many: false,
});
const many = (field: string, type: string, defaultKind: string | null): RelationField => ({
  field,
  type,
  defaultKind,
  many: true,
});

const dependencies = [many('dependsOn', 'dependsOn', null), many('dependencyOf', 'dependencyOf', null)];

/** The kinds of Backstage's descriptor format that become records, and Location, which says what is registered. */
const descriptorKinds: readonly DescriptorKind[] = [
  {
    kind: 'Component',
    required: ['type', 'lifecycle', 'owner'],
    optional: ['system', 'subcomponentOf', 'providesApis', 'consumesApis', 'dependsOn', 'dependencyOf'],
    texts: ['type', 'lifecycle', 'owner'],
    relations: [
      one('system', 'partOf', 'system'),
      one('subcomponentOf', 'partOf', 'component'),
      many('providesApis', 'providesApi', 'api'),
      many('consumesApis', 'consumesApi', 'api'),
      ...dependencies,
    ],
  },
  {
    kind: 'System',
    required: ['owner'],
    optional: ['domain', 'type'],
    texts: ['owner', 'type'],
    relations: [one('domain', 'partOf', 'domain')],
  },
  {
    kind: 'Domain',
    required: ['owner'],
    optional: ['subdomainOf', 'type'],
    texts: ['owner', 'type'],
    relations: [one('subdomainOf', 'partOf', 'domain')],
  },
  {
    kind: 'Resource',
    required: ['type', 'owner'],
    optional: ['system', 'dependsOn', 'dependencyOf'],
    texts: ['type', 'owner'],
    relations: [one('system', 'partOf', 'system'), ...dependencies],
  },
  {
    kind: 'API',
    required: ['type', 'lifecycle', 'owner', 'definition'],
    optional: ['system'],
    texts: ['type', 'lifecycle', 'owner'],
    relations: [one('system', 'partOf', 'system')],
  },
  {
    kind: 'Group',
    required: ['type', 'children'],
    optional: ['parent', 'members', 'profile'],
    texts: ['type'],
    relations: [
      one('parent', 'childOf', 'group'),
      many('children', 'parentOf', 'group'),
      many('members', 'hasMember', 'user'),
    ],
  },
  {
    kind: 'User',
    required: ['memberOf'],
    optional: ['profile'],
    texts: [],
    relations: [many('memberOf', 'memberOf', 'group')],
  },
  {
    kind: 'Location',
    required: [],
    optional: ['type', 'target', 'targets', 'presence'],
    texts: ['type', 'target', 'presence'],
    relations: [],
  },
];

/** The kind of that name, compared without case; undefined for a kind that is not modelled, such as Template. */
export const descriptorKind = (kind: string): DescriptorKind | undefined =>
  descriptorKinds.find((d) => d.kind.toLowerCase() === kind.toLowerCase());

/** Versions of the format whose fields are known to be those above. */
export const knownApiVersions = ['backstage.io/v1alpha1', 'backstage.io/v1beta1'] as const;

/** Fields that Backstage writes into its answers; in a file they mean nothing. */
export const outputOnly: readonly string[] = ['relations', 'status', 'metadata.uid', 'metadata.etag'];

export const rootFields: readonly string[] = ['apiVersion', 'kind', 'metadata', 'spec'];
export const metadataFields: readonly string[] = [
  'name',
  'namespace',
  'title',
  'description',
  'labels',
  'annotations',
  'tags',
  'links',
];

export type Json = z.infer<ReturnType<typeof z.json>>;
export type JsonObject = { [name: string]: Json };
