import { describe, expect, it } from 'vitest';
import { documentJsonSchema } from './document-json-schema.ts';
import { kindNamed, kinds } from './kinds.ts';

type Json = { [name: string]: Json } & Record<string, unknown>;
const schemaOf = (name: string) => documentJsonSchema(kindNamed(name)) as Json;

describe('the JSON Schema of a document', () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    'of %s knows each field and no other',
    (_, kind) => {
      const schema = documentJsonSchema(kind) as Json;
      expect(Object.keys(schema.properties!).sort()).toEqual(['key', ...Object.keys(kind.fields)].sort());
      expect(schema.additionalProperties).toBe(false);
      for (const [name, field] of Object.entries(kind.fields)) {
        const property = schema.properties![name]!;
        expect(property.description).toContain(field.description);
        expect('readOnly' in property).toBe(field.options.written !== undefined);
        expect(property.refersTo).toBe(field.options.to);
      }
    },
  );

  it('explains each value of a choice, also of one that may be left empty', () => {
    const { stage, criticality } = schemaOf('System').properties!;
    expect(stage).toMatchObject({ default: 'PRODUCTION' });
    const at = (stage!.enum as unknown as string[]).indexOf('RETIRED');
    expect((stage!.enumDescriptions as unknown as string[])[at]).toBe('No longer in use');
    expect(criticality).toMatchObject({
      anyOf: [
        { enum: ['LOW', 'MODERATE', 'HIGH', 'CRITICAL'], enumDescriptions: expect.any(Array) },
        { type: 'null' },
      ],
    });
  });

  it('says of references which kind they name, inside parts too, and of instants how they are written', () => {
    const { team, dependencies, describedAt } = schemaOf('System').properties!;
    expect(team).toMatchObject({
      refersTo: 'Team',
      description: 'The one team that runs it; the key of a team',
    });
    expect(dependencies).toMatchObject({
      items: {
        properties: { system: { refersTo: 'System' }, hardness: { enumDescriptions: expect.any(Array) } },
      },
    });
    expect(describedAt).toMatchObject({
      anyOf: [{ patternErrorMessage: 'must be an instant such as 2026-01-31T09:00:00Z' }, { type: 'null' }],
    });
  });

  it('lets a key be written only where records can be renamed', () => {
    expect(schemaOf('System').properties!.key!.readOnly).toBeUndefined();
    expect(schemaOf('Change').properties!.key!.readOnly).toBe(true);
  });
});
