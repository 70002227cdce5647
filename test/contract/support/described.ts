import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
} from 'graphql';
import type { Described } from './description-problem.ts';

/** Everything of a schema that must be described, but for what the specification itself describes. */
export function describedOf(schema: GraphQLSchema): Described[] {
  const all: Described[] = [];
  const add = (described: Described) => all.push(described);
  const input = (parent: string, field: GraphQLInputField | GraphQLArgument, coordinate: string) => {
    const type = getNamedType(field.type).name;
    add({ coordinate, name: field.name, context: [parent], type, description: field.description });
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    const { name } = type;
    add({ coordinate: name, name, context: [], type: null, description: type.description });
    if (isEnumType(type))
      for (const value of type.getValues())
        add({
          coordinate: `${name}.${value.name}`,
          name: value.name,
          context: [name],
          type: null,
          description: value.description,
        });
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) input(name, field, `${name}.${field.name}`);
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        const coordinate = `${name}.${field.name}`;
        const own = getNamedType(field.type).name;
        add({ coordinate, name: field.name, context: [name], type: own, description: field.description });
        for (const arg of field.args) input(field.name, arg, `${coordinate}(${arg.name}:)`);
      }
  }
  for (const directive of schema.getDirectives())
    if (!isSpecifiedDirective(directive)) {
      const { name, description } = directive;
      add({ coordinate: `@${name}`, name, context: [], type: null, description });
    }
  return all;
}
