import { documentJsonSchema } from '@steward/domain/record/document-json-schema.ts';
import { kindNamed, kinds } from '@steward/domain/record/kinds.ts';
import { expect, it } from 'vitest';
import { editableFields } from './record-fields.ts';

const field = (kind: string, name: string) => {
  const found = editableFields(documentJsonSchema(kindNamed(kind))).find((each) => each.name === name);
  if (!found) throw new Error(`${kind} has no field ${name} that is edited by itself`);
  return found;
};
const check = (kind: string, name: string, text: string) => {
  const { form } = field(kind, name);
  if (form.type !== 'text') throw new Error(`${name} is no text`);
  return form.check(text);
};

it.each(kinds.map((kind) => [kind.name, kind] as const))(
  'of a %s each field of one value that people write',
  (_, kind) => {
    const single = Object.entries(kind.fields)
      .filter(
        ([, { type, options }]) =>
          !options.written && !['texts', 'references', 'parts', 'value'].includes(type),
      )
      .map(([name]) => name);
    expect(editableFields(documentJsonSchema(kind)).map(({ name }) => name)).toEqual(single);
  },
);

it('a field has the form of its value', () => {
  expect(field('System', 'name')).toMatchObject({ isOptional: false, form: { type: 'text' } });
  expect(field('System', 'team')).toMatchObject({
    isOptional: true,
    form: { type: 'reference', to: 'Team' },
  });
  expect(field('System', 'offered')).toMatchObject({ form: { type: 'boolean' } });
  expect(field('System', 'criticality')).toMatchObject({ isOptional: true, form: { type: 'choice' } });
  const { form } = field('System', 'stage');
  expect(form.type === 'choice' && form.values[0]).toEqual({
    value: 'IDEA',
    description: 'An idea, described and sponsored',
  });
});

it('a text is checked as the schema says', () => {
  expect(check('System', 'name', 'Checkout')).toBeUndefined();
  expect(check('System', 'name', '')).toEqual({ what: 'SHORT', bound: 1 });
  expect(check('System', 'name', 'x'.repeat(201))).toEqual({ what: 'LONG', bound: 200 });
  expect(check('System', 'describedAt', 'yesterday')).toEqual({
    what: 'FORM',
    message: 'must be an instant such as 2026-01-31T09:00:00Z',
  });
  expect(check('System', 'describedAt', '2026-01-31T09:00:00Z')).toBeUndefined();
});

it('nothing is edited by what is no schema', () => {
  expect([null, 7, {}, { properties: [] }].flatMap(editableFields)).toEqual([]);
});
