// A record through the API and back: what a document says is what the API answers, field by field.
import type { Field } from '@steward/domain/record/field.ts';
import { inputFields, type Kind, parseDocument, type RecordDocument } from '@steward/domain/record/kind.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import type { TestApi } from './api.ts';
import { type MutationAnswer, mutate, written } from './mutate.ts';
import { createInput, type Input, seedKey } from './seed.ts';

export const kindsOf = (area: string): [string, Kind][] =>
  kinds.filter((kind) => kind.area === area).map((kind) => [kind.name, kind]);

/** The selection that gives a whole document; values that only an importer writes are left out. */
export function documentSelection(fields: Readonly<Record<string, Field>>): string {
  return Object.entries(fields)
    .map(([name, { type, options }]) => {
      if (type === 'reference') return `${name} { key }`;
      if (type === 'references') return `${name}(first: 100) { nodes { key } }`;
      if (type === 'parts') return `${name} { ${documentSelection(options.part!.fields)} }`;
      return type === 'value' ? '' : name;
    })
    .join(' ');
}

/** The document that an answer to that selection says. */
export function documentOfAnswer(fields: Readonly<Record<string, Field>>, answer: Input): Input {
  const entries = Object.entries(fields).filter(([, { type }]) => type !== 'value');
  return Object.fromEntries(
    entries.map(([name, { type, options }]) => {
      const value = answer[name];
      if (type === 'reference') return [name, (value as { key: string } | null)?.key ?? null];
      if (type === 'references')
        return [name, (value as { nodes: { key: string }[] }).nodes.map((n) => n.key)];
      if (type === 'parts')
        return [name, (value as Input[]).map((row) => documentOfAnswer(options.part!.fields, row))];
      return [name, value];
    }),
  );
}

/** What a document with these values comes out as, without what only an importer writes. */
export function expectedDocument(kind: Kind, values: Input): Input {
  const parsed = parseDocument(kind, values);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const { key: _, ...document } = parsed.document as RecordDocument;
  return Object.fromEntries(Object.entries(document).filter(([name]) => kind.fields[name]!.type !== 'value'));
}

/** The record as the API answers it now. */
export async function readDocument(api: TestApi, kind: Kind, key: string): Promise<Input> {
  const field = kind.name.charAt(0).toLowerCase() + kind.name.slice(1);
  const answer = await api.send<{ it: Input }>(
    `query ($key: String!) { it: ${field}(key: $key) { ${documentSelection(kind.fields)} } }`,
    { key },
  );
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return documentOfAnswer(kind.fields, answer.data.it);
}

/** Another value that each input field of number 1 may take, all by themselves. */
export function otherValues(kind: Kind): [string, unknown][] {
  const mine = createInput(kind.name, 1);
  const other = createInput(kind.name, 2);
  const together: Readonly<Record<string, string[]>> = {
    System: ['program', 'portfolio'],
    Agreement: ['systems', 'targets'],
    Team: ['parent'],
    Component: ['partOf'],
    Change: ['reason', 'plan', 'backoutPlan', 'plannedStart', 'plannedEnd'],
  };
  const apart = together[kind.name] ?? [];
  return inputFields(kind)
    .filter(([name]) => !apart.includes(name))
    .map(([name, field]) => {
      const differs = JSON.stringify(other[name] ?? null) !== JSON.stringify(mine[name] ?? null);
      return [name, differs && other[name] !== undefined ? unique(name, other[name]) : emptied(field, name)];
    });
}

/** Number 2 has its handles already. */
const unique = (name: string, value: unknown): unknown =>
  name === 'handles' ? [{ host: 'gitlab.com', handle: '@other' }] : value;

function emptied(field: Field, name: string): unknown {
  if (field.type === 'text' && field.required) return `Other ${name}`;
  if (field.type === 'choice' && field.required) return Object.keys(field.options.choice!.values)[0];
  if (field.type === 'boolean') return true;
  if (field.type === 'instant') return null;
  return ['texts', 'references', 'parts'].includes(field.type) ? [] : null;
}

const first = (kind: string, input: object) => ({ key: seedKey(kind), expectedRevision: null, ...input });

/** Updates number 1 of a kind, which must succeed, with no look at its revision. */
export const updateFirst = (api: TestApi, kind: string, input: object): Promise<MutationAnswer> =>
  written(api, `update${kind}`, first(kind, input));

/** What is wrong with an update of number 1 of a kind: where, and what is said about it. */
export const refusedUpdate = async (api: TestApi, kind: string, input: object) =>
  issuesOf(await mutate(api, `update${kind}`, first(kind, input)));

/** What a refusal points at and says. */
export const issuesOf = (answer: MutationAnswer): [string, string][] =>
  (answer.issues ?? []).map(({ path, message }) => [path.join('.'), message]);

/** Findings of the graph about one record, by code. */
export async function findingsOf(api: TestApi, key: string): Promise<string[]> {
  const answer = await api.send<{ findings: { findings: { code: string }[] } }>(
    `query ($keys: [String!]) { findings(keys: $keys, first: 500) { findings { code } } }`,
    { keys: [key] },
  );
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.findings.findings.map(({ code }) => code).sort();
}

/** Gives somebody a role on number 1 of a kind; the role must be in the catalogue. */
export const assign = (api: TestApi, kind: string, role: string, person = seedKey('Person'), at?: string) =>
  written(api, `assign${kind}Role`, { key: seedKey(kind), role, person, at, expectedRevision: null });
