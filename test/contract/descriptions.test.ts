import { createSchema } from '@steward/server/test/schema.ts';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { describedOf } from './support/described.ts';
import { descriptionProblem } from './support/description-problem.ts';

const problemsOf = (schema: Parameters<typeof describedOf>[0]): string[] =>
  describedOf(schema).flatMap((described) => {
    const problem = descriptionProblem(described);
    return problem ? [`${described.coordinate} ${problem}`] : [];
  });

describe('the descriptions of the schema', () => {
  it('say something of everything, and numbers and spans of time name their unit', () => {
    expect(problemsOf(createSchema())).toEqual([]);
  });

  it('are found wanting where they are', () => {
    const schema = buildSchema(`
      type Query {
        system(key: String): System
        "The number of the systems"
        systemNumber: Int
      }
      "What is offered to clients, run by one team"
      type System {
        "short"
        stage: Stage
        "The stage of the system"
        systemStage: Stage
        "How large the thing is at the moment"
        size: Int
        "How much of the agreed time was not used"
        remaining: Decimal
        "How many components it is made of"
        parts: Int
      }
      "Where something stands on its way" enum Stage { LIVE }
      "A decimal number as text, with all digits" scalar Decimal
    `);
    expect(problemsOf(schema)).toEqual([
      'Query has no description',
      'Query.system has no description',
      'Query.system(key:) has no description',
      'Query.systemNumber is described by its own name in other words',
      'System.stage is described in fewer than 15 characters',
      'System.systemStage is described by its own name in other words',
      'System.size is a number, and its description names no unit and nothing counted',
      'System.remaining is a span of time or a share, and its description names no unit',
      'Stage.LIVE has no description',
    ]);
  });
});
