import {
  type DocumentNode,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { requestError } from '../request-error.ts';
import type { Limits } from './limits.ts';

const tooComplex = (message: string) => requestError('QUERY_TOO_COMPLEX', message);

/** What a valid document has too much of, or null. Fragments count wherever they are spread. */
export function documentProblem(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  limits: Limits,
): GraphQLError | null {
  const { aliases, directives } = countsOf(document);
  if (aliases > limits.aliases)
    return tooComplex(`the document has ${aliases} aliases, and ${limits.aliases} are allowed`);
  if (directives > limits.directives)
    return tooComplex(`the document has ${directives} directives, and ${limits.directives} are allowed`);
  const depth = depthOf(document, operation);
  if (depth > limits.depth)
    return tooComplex(`the document is ${depth} levels deep, and ${limits.depth} are allowed`);
  return null;
}

function countsOf(document: DocumentNode): { aliases: number; directives: number } {
  const counts = { aliases: 0, directives: 0 };
  visit(document, {
    Field: (node) => {
      if (node.alias) counts.aliases++;
    },
    Directive: () => {
      counts.directives++;
    },
  });
  return counts;
}

/** Each fragment is measured once, so that fragments that spread each other twice do not take exponential time. */
function depthOf(document: DocumentNode, operation: OperationDefinitionNode): number {
  const fragments = new Map(
    document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : [])),
  );
  const measured = new Map<string, number>();
  const depthOfSet = (set: SelectionSetNode): number =>
    Math.max(
      ...set.selections.map((selection) => {
        if (selection.kind === Kind.FIELD)
          return selection.selectionSet ? 1 + depthOfSet(selection.selectionSet) : 1;
        if (selection.kind === Kind.INLINE_FRAGMENT) return depthOfSet(selection.selectionSet);
        const name = selection.name.value;
        const known = measured.get(name);
        if (known !== undefined) return known;
        const fragment = fragments.get(name);
        const depth = fragment ? depthOfSet(fragment.selectionSet) : 0;
        measured.set(name, depth);
        return depth;
      }),
    );
  return depthOfSet(operation.selectionSet);
}
