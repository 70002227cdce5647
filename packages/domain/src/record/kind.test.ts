import { describe, expect, it } from 'vitest';
import { type Choice, choice, parts, reference, references, requiredReference, text } from './field.ts';
import { defineKind, documentIssues, nounOf, parseDocument, parseFields } from './kind.ts';
import { kindNamed, kinds } from './kinds.ts';

const colour = {
  name: 'Colour',
  description: 'A colour',
  values: { RED: 'red', BLUE: 'blue' },
} as const satisfies Choice;
const row = {
  name: 'Row',
  description: 'A row',
  fields: {
    thing: requiredReference('Thing', { description: 'the other thing' }),
    note: text({ description: 'a note' }),
  },
  identity: ['thing'],
  check: (part: Readonly<Record<string, unknown>>) =>
    part.note === 'bad' ? [{ path: ['note'], message: 'is bad' }] : [],
} as const;
const thing = defineKind({
  name: 'Thing',
  plural: 'things',
  area: 'test',
  description: 'Something',
  key: { form: 'slug' },
  label: 'name',
  fields: {
    name: text({ description: 'the name' }),
    colour: choice(colour, { description: 'the colour', default: 'RED' }),
    parent: reference('Thing', { description: 'the thing above' }),
    friends: references('Thing', { description: 'things beside it' }),
    rows: parts(row, { description: 'rows', most: 3 }),
  },
  check: ({ name, parent }) => (name === parent ? [{ path: ['parent'], message: 'is itself' }] : []),
});

describe('a document', () => {
  it('comes out whole: defaults, empty lists, null for what is missing', () => {
    expect(parseDocument(thing, { key: 'a', name: ' A ' })).toEqual({
      ok: true,
      document: { key: 'a', name: 'A', colour: 'RED', parent: null, friends: [], rows: [] },
    });
  });

  it('is refused with everything that is wrong with it at once', () => {
    const result = parseDocument(thing, {
      key: 'a',
      colour: 'GREEN',
      friends: [7],
      rows: [
        { thing: 'b', note: 'bad' },
        { thing: 'b', note: 'x' },
      ],
      extra: true,
    });
    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.issues.map((issue) => issue.path.join('.'))).toEqual([
      'name',
      'colour',
      'friends.0',
      'extra',
      'rows.0.note',
      'rows.1',
    ]);
  });

  it('names an unknown name inside a row where it stands', () => {
    const { issues } = parseFields(thing, { name: 'A', rows: [{ thing: 'b', note: 'x', colour: 'RED' }] });
    expect(issues).toEqual([
      { path: ['rows', 0, 'colour'], message: 'is not a field of this kind: remove it' },
    ]);
  });

  it('says "is required" for what is missing and for what is emptied', () => {
    for (const name of [undefined, null])
      expect(parseFields(thing, { name }).issues).toEqual([{ path: ['name'], message: 'is required' }]);
    expect(parseFields(thing, { name: 'A', rows: [{ note: 'x' }] }).issues).toEqual([
      { path: ['rows', 0, 'thing'], message: 'is required' },
    ]);
  });

  it('is asked for the rules between its fields only when every field is right by itself', () => {
    const { values } = parseFields(thing, { name: 'A', parent: 'A' });
    expect(documentIssues(thing, values)).toEqual([{ path: ['parent'], message: 'is itself' }]);
    const { rows: _, ...partial } = values;
    expect(documentIssues(thing, partial)).toEqual([]);
  });

  it('takes nothing that an object has by itself for a field', () => {
    const result = parseDocument(thing, JSON.parse('{"name":"A","__proto__":{"x":1},"constructor":1}'));
    expect(result.ok ? [] : result.issues.map((issue) => issue.path[0])).toEqual([
      '__proto__',
      'constructor',
    ]);
  });
});

describe('the declared kinds', () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    '%s has its label, its references and its parts',
    (_, kind) => {
      expect(kind.fields[kind.label]?.type).toBe('text');
      const declared = (fields: typeof kind.fields): void => {
        for (const field of Object.values(fields)) {
          expect(field.description.length).toBeGreaterThan(9);
          if (field.options.to) expect(kindNamed(field.options.to).name).toBe(field.options.to);
          if (field.options.part) {
            for (const name of field.options.part.identity)
              expect(field.options.part.fields).toHaveProperty(name);
            declared(field.options.part.fields);
          }
        }
      };
      declared(kind.fields);
    },
  );

  it('are named in a sentence as people name them', () => {
    expect(nounOf('ExternalParty')).toBe('external party');
  });
});
