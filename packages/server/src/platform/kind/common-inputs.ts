import type { Builder } from '../builder.ts';

export type CommonInputs = ReturnType<typeof addCommonInputs>;

/** Filters and orders that every kind uses. */
export function addCommonInputs(builder: Builder) {
  const text = builder.inputType('TextFilter', {
    description: 'Conditions on a text; all that are given must hold, upper and lower case are the same',
    fields: (t) => ({
      eq: t.string({ description: 'The whole text is this' }),
      in: t.stringList({ description: 'The whole text is one of these, at most 100' }),
      contains: t.string({ description: 'The text holds this somewhere' }),
      startsWith: t.string({ description: 'The text begins with this' }),
    }),
  });
  const reference = builder.inputType('ReferenceFilter', {
    description: 'Conditions on a reference to one record; all that are given must hold',
    fields: (t) => ({
      eq: t.string({ description: 'The key of the record referred to' }),
      in: t.stringList({ description: 'Keys of which the record referred to has one, at most 100' }),
      isSet: t.boolean({ description: 'True: a record is referred to. False: none is' }),
    }),
  });
  const references = builder.inputType('ReferencesFilter', {
    description: 'Conditions on references to several records; all that are given must hold',
    fields: (t) => ({
      includes: t.string({ description: 'The key of a record that is among those referred to' }),
      isEmpty: t.boolean({ description: 'True: none is referred to. False: at least one is' }),
    }),
  });
  const instant = builder.inputType('InstantFilter', {
    description: 'Conditions on an instant; all that are given must hold',
    fields: (t) => ({
      gte: t.field({ type: 'DateTime', description: 'This instant or a later one' }),
      lt: t.field({ type: 'DateTime', description: 'Before this instant' }),
      isSet: t.boolean({ description: 'True: there is an instant. False: there is none' }),
    }),
  });
  const direction = builder.enumType('OrderDirection', {
    description: 'Which end of an order comes first',
    values: {
      ASC: { value: 'asc', description: 'Smallest, earliest or alphabetically first' },
      DESC: { value: 'desc', description: 'Largest, latest or alphabetically last' },
    },
  });
  return { text, reference, references, instant, direction };
}
