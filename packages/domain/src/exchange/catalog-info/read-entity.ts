import type { Finding } from '../finding.ts';
import {
  type DescriptorKind,
  descriptorKind,
  type Json,
  type JsonObject,
  knownApiVersions,
  metadataFields,
  outputOnly,
  rootFields,
} from './descriptor-kinds.ts';
import type { CatalogEntity, EntityOutcome } from './entity.ts';
import { readDefinition } from './read-definition.ts';
import { isName, isNamespace, type Report, readLinks, readTags, readTexts } from './read-metadata.ts';
import { readRelations } from './read-relations.ts';
import { isMissing, objectFrom, objectOf, textOf } from './read-values.ts';
import { entityRef, readReference } from './reference.ts';

export interface EntitySource {
  readonly file: string;
  readonly doc: number;
  readonly line: number;
  readonly value: JsonObject;
  readonly lineOf: (path: readonly (string | number)[]) => number;
  /** Says whether a file of the repository exists; without it, placeholders that name files are not checked. */
  readonly fileExists?: (path: string) => boolean;
}

/** Reads one document that is an object with a kind. What is wrong with it comes out as its outcome and findings. */
export function readEntity(source: EntitySource): { entity: CatalogEntity; findings: Finding[] } {
  const { file, doc, value, lineOf } = source;
  const findings: Finding[] = [];
  const report: Report = (code, severity, path, message) =>
    findings.push({ file, line: lineOf(path), code, severity, message });

  const metadata = objectOf(value.metadata);
  const spec = objectOf(value.spec);
  const kindText = String(value.kind);
  const kind = descriptorKind(kindText);
  const name = plainText(metadata.name);
  const namespace = textOf(metadata.namespace) ?? 'default';
  const ref = entityRef(kindText, namespace, name);
  const outcome = outcomeOf({ value, spec, kind, kindText, ref, name, namespace, report });
  const kept = kind !== undefined && outcome.state !== 'SKIPPED';
  const entity: CatalogEntity = {
    file,
    doc,
    line: source.line,
    kind: kind?.kind ?? kindText,
    ref,
    name,
    namespace,
    title: textOf(metadata.title),
    description: textOf(metadata.description),
    owner: readOwner(spec, kind, namespace, lineOf, report),
    relations: kept ? readRelations(kind, spec, { ref, namespace }, lineOf, report) : [],
    spec: kept ? objectFrom(Object.entries(spec).filter(([field]) => field !== 'definition')) : {},
    definition: kept ? readDefinition(spec.definition, source, report) : null,
    annotations: kept ? readTexts('annotations', metadata.annotations, report) : {},
    labels: kept ? readTexts('labels', metadata.labels, report) : {},
    tags: kept ? readTags(metadata.tags, report) : [],
    links: kept ? readLinks(metadata.links, report) : [],
    unknown: kept ? unknownFields(value, metadata, spec, kind, report) : {},
    targets: kind?.kind === 'Location' ? locationTargets(spec, report) : [],
    outcome,
  };
  return { entity, findings };
}

interface Judged {
  value: JsonObject;
  spec: JsonObject;
  kind: DescriptorKind | undefined;
  kindText: string;
  ref: string;
  name: string;
  namespace: string;
  report: Report;
}

function outcomeOf({ value, spec, kind, kindText, ref, name, namespace, report }: Judged): EntityOutcome {
  const refuse = (reason: string, code: string, path: string[], message: string): EntityOutcome => {
    report(code, 'error', path, message);
    return { state: 'REFUSED', reason };
  };
  if (!kind) {
    report('KIND_NOT_MODELLED', 'info', ['kind'], `${ref} is left out: ${kindText} becomes no record`);
    return { state: 'SKIPPED', reason: 'kind' };
  }
  if (typeof objectOf(value.metadata).name !== 'string' || !isName(name))
    return refuse(
      'name',
      'BAD_NAME',
      ['metadata', 'name'],
      `metadata.name ${JSON.stringify(name)} is not a valid name: use letters and digits with "-", "_" or "." between, at most 63 characters${name.includes('{{') ? '; a template is no entity' : ''}`,
    );
  if (!isNamespace(namespace))
    return refuse(
      'namespace',
      'BAD_NAMESPACE',
      ['metadata', 'namespace'],
      `metadata.namespace "${namespace}" is not valid: use a-z and 0-9 with "-" between, at most 63 characters`,
    );
  const version = plainText(value.apiVersion);
  if (!knownApiVersions.some((known) => known === version))
    return refuse(
      'apiVersion',
      'BAD_API_VERSION',
      ['apiVersion'],
      version === ''
        ? `${ref} has no apiVersion: add "apiVersion: ${knownApiVersions[0]}"`
        : `${ref} has apiVersion ${version}, which is not known: write ${knownApiVersions[0]}`,
    );
  const missing = kind.required.filter((field) => isMissing(spec[field])).map((field) => `spec.${field}`);
  if (missing.length > 0)
    return refuse(
      `missing ${missing.join(', ')}`,
      'MISSING_FIELD',
      ['spec'],
      `${ref} has no ${missing.join(', ')}: a ${kind.kind} needs ${missing.length === 1 ? 'it' : 'them'}, add ${missing.length === 1 ? 'it' : 'them'} below spec`,
    );
  const wrong = kind.texts.filter((field) => !isMissing(spec[field]) && typeof spec[field] !== 'string');
  if (wrong.length > 0)
    return refuse(
      `not a text: ${wrong.map((field) => `spec.${field}`).join(', ')}`,
      'WRONG_TYPE',
      ['spec', wrong[0] ?? ''],
      `${ref}: spec.${wrong[0]} must be one text: write it in quotes`,
    );
  return kind.kind === 'Location' ? { state: 'SKIPPED', reason: 'location' } : { state: 'READ' };
}

/** A Location and a kind that has no owner in the format get none, whatever stands there. */
function readOwner(
  spec: JsonObject,
  kind: DescriptorKind | undefined,
  namespace: string,
  lineOf: EntitySource['lineOf'],
  report: Report,
): CatalogEntity['owner'] {
  const text = textOf(spec.owner);
  if (text === null || (kind && !kind.texts.includes('owner'))) return null;
  const read = readReference(text, { kind: 'group', namespace });
  if (!read.ok)
    report(
      'BAD_REFERENCE',
      'warning',
      ['spec', 'owner'],
      `spec.owner "${text}" is not a reference: write group:NAME or user:NAME`,
    );
  return { text, ref: read.ok ? read.ref : null, line: lineOf(['spec', 'owner']) };
}

function unknownFields(
  value: JsonObject,
  metadata: JsonObject,
  spec: JsonObject,
  kind: DescriptorKind,
  report: Report,
): Record<string, Json> {
  const known = new Set([
    ...rootFields,
    ...metadataFields.map((field) => `metadata.${field}`),
    ...[...kind.required, ...kind.optional].map((field) => `spec.${field}`),
  ]);
  const all: [string[], Json][] = [
    ...Object.entries(value).map(([field, inner]): [string[], Json] => [[field], inner]),
    ...Object.entries(metadata).map(([field, inner]): [string[], Json] => [['metadata', field], inner]),
    ...Object.entries(spec).map(([field, inner]): [string[], Json] => [['spec', field], inner]),
  ];
  const unknown = all.filter(([path]) => !known.has(path.join('.')));
  for (const [path] of unknown) {
    const name = path.join('.');
    const meant = known.has(`${name}s`) ? `${name}s` : null;
    report(
      'UNKNOWN_FIELD',
      meant ? 'warning' : 'info',
      path,
      outputOnly.includes(name)
        ? `${name} is written by a catalog, not read from a file: take it out`
        : `unknown field ${name}: kept as it stands, without effect; ${meant ? `write ${meant}` : 'check its spelling'}`,
    );
  }
  return objectFrom(unknown.map(([path, inner]) => [path.join('.'), inner] as const));
}

function locationTargets(spec: JsonObject, report: Report): string[] {
  const targets = [spec.target, ...(Array.isArray(spec.targets) ? spec.targets : [spec.targets])];
  const texts = targets.filter((t): t is string => typeof t === 'string' && t.trim() !== '');
  if (texts.length === 0)
    report('NO_TARGETS', 'warning', ['spec'], 'this Location registers nothing: add spec.targets');
  return texts;
}

const plainText = (value: Json | undefined): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
