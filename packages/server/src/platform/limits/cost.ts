import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';

/** How many entries are reckoned for a list of which nobody says how long it may be. */
const plainList = 5;
const introspectionList = 10;
const pageSize = 20;
const largestPage = 100;

type Variables = Readonly<Record<string, unknown>>;

interface Walk {
  schema: GraphQLSchema;
  variables: Variables;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Cost of a fragment by its name and the page size around it. */
  known: Map<string, number>;
}

/**
 * Objects that an operation may ask for at most: one for each field that gives an object, times the entries of every
 * list around it. A connection has as many entries as `first` or `last` says, coerced variables put in; a list asked
 * by a list of ids or paths has one for each of them.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const fragments = new Map(
    document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : [])),
  );
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  return costOfSet({ schema, variables, fragments, known: new Map() }, operation.selectionSet, root, 1);
}

function costOfSet(walk: Walk, set: SelectionSetNode, type: GraphQLNamedType, entries: number): number {
  let cost = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) cost += costOfField(walk, selection, type, entries);
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const on = selection.typeCondition?.name.value;
      cost += costOfSet(walk, selection.selectionSet, (on && walk.schema.getType(on)) || type, entries);
    } else cost += costOfFragment(walk, selection.name.value, entries);
  }
  return cost;
}

function costOfFragment(walk: Walk, name: string, entries: number): number {
  const key = `${name} ${entries}`;
  const known = walk.known.get(key);
  if (known !== undefined) return known;
  const fragment = walk.fragments.get(name);
  const type = fragment && walk.schema.getType(fragment.typeCondition.name.value);
  const cost = type ? costOfSet(walk, fragment.selectionSet, type, entries) : 0;
  walk.known.set(key, cost);
  return cost;
}

/** `entries`: how many the page has, when the parent is a connection. */
function costOfField(walk: Walk, node: FieldNode, parent: GraphQLNamedType, entries: number): number {
  const field = fieldOf(walk.schema, parent, node.name.value);
  if (!field || !node.selectionSet) return 0;
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return 0;
  const paged = type.name.endsWith('Connection');
  const args = argumentsOf(field, node, walk.variables);
  const inside = costOfSet(walk, node.selectionSet, type, paged ? pageOf(args) : 1);
  return (1 + inside) * (isList(field) ? listLength(field, parent, args, entries) : 1);
}

function fieldOf(
  schema: GraphQLSchema,
  parent: GraphQLNamedType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** Empty where they are wrong: the execution says so, and asks the database nothing. */
function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Variables,
): Record<string, unknown> {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    return {};
  }
}

function pageOf({ first, last }: Record<string, unknown>): number {
  const size = first ?? last ?? pageSize;
  return typeof size === 'number' ? Math.min(Math.max(size, 1), largestPage) : pageSize;
}

const isList = ({ type }: GraphQLField<unknown, unknown>): boolean =>
  isListType(isNonNullType(type) ? type.ofType : type);

function listLength(
  field: GraphQLField<unknown, unknown>,
  parent: GraphQLNamedType,
  args: Record<string, unknown>,
  entries: number,
): number {
  if (parent.name.startsWith('__')) return introspectionList;
  if (parent.name.endsWith('Connection')) return entries;
  const asked = field.args
    .map(({ name }) => args[name])
    .filter(Array.isArray)
    .map((list) => list.length);
  return asked.length > 0 ? Math.max(...asked) : plainList;
}
