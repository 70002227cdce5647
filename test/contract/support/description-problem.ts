/** One thing of the schema that must be described. */
export interface Described {
  /** Such as `System.stage` or `Query.systems(first:)`. */
  coordinate: string;
  name: string;
  /** Name of the type around it, and of its own type: words that say nothing new. */
  context: readonly string[];
  /** Name of its type without list and non-null; null for a type itself. */
  type: string | null;
  description: string | null | undefined;
}

const shortest = 15;
const stopWords = new Set(
  'a an and are as at be by for from has have in is it its of on one only or some that the this to which whose with'.split(
    ' ',
  ),
);
const counts =
  /\b(how many|number|numbered|counted|counts?|position|percent|bytes|revision|levels?|lines?|milliseconds?|seconds?|minutes?|hours?|days?|months?|minor units)\b/i;
const durations = /(duration|allowance|allowed|downtime|timeout|seconds|minutes|remaining|budget|achieved)/i;
const units = /\b(milliseconds?|seconds?|minutes?|hours?|days?|months?|years?|percent)\b/i;

/** What is wrong with a description, or null. */
export function descriptionProblem({ name, context, type, description }: Described): string | null {
  if (!description) return 'has no description';
  if (description.length < shortest) return `is described in fewer than ${shortest} characters`;
  const known = new Set([name, ...context].flatMap(wordsOf));
  const said = wordsOf(description).filter((word) => !stopWords.has(word));
  if (said.every((word) => known.has(word))) return 'is described by its own name in other words';
  const isNumber = type === 'Int' || type === 'Float';
  if (isNumber && !counts.test(description))
    return 'is a number, and its description names no unit and nothing counted';
  if ((isNumber || type === 'Decimal') && durations.test(name) && !units.test(description))
    return 'is a span of time or a share, and its description names no unit';
  return null;
}

/** Words in lower case and without the endings of plurals. */
function wordsOf(text: string): string[] {
  const words =
    text
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.map((word) => word.replace(/ies$/, 'y').replace(/(?<=..)s$/, ''));
}
