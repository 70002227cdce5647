// Selections made from the schema, so that a test that looks everywhere goes on looking everywhere.
import { schema } from './api.ts';
import { namedType, type TypeShape } from './mutate.ts';

type FieldShape = { name: string; type: unknown; args: readonly { name: string; type: unknown }[] };

const isRequired = (type: unknown): boolean => String(type).endsWith('!');
const fieldsOf = (type: TypeShape): FieldShape[] => Object.values(type.getFields?.() ?? {}) as never;
const isNode = (type: TypeShape): boolean =>
  fieldsOf(type).some((f) => f.name === 'revision' || f.name === 'origin');

/**
 * Everything that can be selected of a type without arguments, records `depth` steps away included. Lists are cut to
 * five entries, of unions only ids and keys are asked.
 */
export function everythingOf(typeName: string, depth: number): string {
  return selection(schema.getType(typeName) as unknown as TypeShape, depth, []);
}

function selection(type: TypeShape, depth: number, within: readonly string[]): string {
  if (type.getTypes) {
    const members = type.getTypes().map((t) => `... on ${t.name} { ${leaves(t, ['id', 'key', 'name'])} }`);
    return `__typename ${members.join(' ')}`;
  }
  return fieldsOf(type)
    .map((field) => fieldSelection(field, depth, within))
    .filter((text) => text !== '')
    .join(' ');
}

function fieldSelection(field: FieldShape, depth: number, within: readonly string[]): string {
  const type = namedType(field.type as TypeShape);
  const name = type.name ?? '';
  if (field.args.some((arg) => isRequired(arg.type))) return '';
  if (!type.getFields && !type.getTypes) return field.name;
  if (name.endsWith('Connection')) {
    const node = namedType(fieldsOf(type).find((f) => f.name === 'nodes')!.type as TypeShape);
    if (isNode(node) && depth === 0) return `${field.name} { totalCount }`;
    const next = selection(node, depth - 1, [...within, name]);
    return `${field.name}(first: 5) { totalCount nodes { ${next} } edges { cursor node { __typename } } }`;
  }
  if (isNode(type) ? depth === 0 : within.includes(name)) return '';
  const inner = selection(type, isNode(type) ? depth - 1 : depth, [...within, name]);
  return inner === '' ? '' : `${field.name} { ${inner} }`;
}

const leaves = (type: TypeShape, names: readonly string[]): string =>
  fieldsOf(type)
    .filter((f) => names.includes(f.name))
    .map((f) => (f.name === 'name' ? `${type.name}_name: name` : f.name))
    .join(' ');
