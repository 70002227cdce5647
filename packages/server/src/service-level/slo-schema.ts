import { exactDuration } from '@steward/domain/service-level/duration.ts';
import { type SloBudget, timeSliceBudget } from '@steward/domain/service-level/slo-window.ts';
import type { Context } from '../platform/context.ts';
import type { SchemaKit } from '../platform/kind/kit.ts';
import type { Row } from '../platform/record/mapping.ts';

interface FieldBuilder {
  field(options: object): never;
}

/** What the declarations of objectives and indicators say beyond their fields, and what an objective allows. */
export function addSloFields(kit: SchemaKit): void {
  for (const kind of ['Sli', 'Slo', 'OpenSloObject'])
    kit.builder.prismaObjectFields(
      kit.nodes.get(kind)! as never,
      ((t: FieldBuilder) => ({
        declaration: t.field({
          type: 'JSON',
          nullable: true,
          description:
            'The OpenSLO object as its file declares it, without what gives access to anything; empty when no file does',
          select: { declaration: true },
          resolve: (row: Row) => row.declaration,
        }),
      })) as never,
    );
  kit.builder.prismaObjectFields(
    kit.parts.get('SloObjective')! as never,
    ((t: FieldBuilder) => ({
      allowedSeconds: t.field({
        type: 'Decimal',
        nullable: true,
        description:
          'Bad time that the objective allows in the window of today, in seconds; empty unless it counts time slices',
        select: budgetSelect,
        resolve: (row: Row, _: unknown, context: Context) => budgetOf(row, context)?.allowedSeconds ?? null,
      }),
      allowedText: t.field({
        type: 'String',
        nullable: true,
        description: 'The same as people read it, such as 16 h 48 min',
        select: budgetSelect,
        resolve: (row: Row, _: unknown, context: Context) => {
          const budget = budgetOf(row, context);
          return budget && exactDuration(budget.allowedSeconds);
        },
      }),
    })) as never,
  );
}

const budgetSelect = {
  percent: true,
  sliceWindow: true,
  slo: {
    select: { budgetingMethod: true, windowDuration: true, rolling: true, windowStart: true, timeZone: true },
  },
};

interface SloRow {
  budgetingMethod: string;
  windowDuration: string | null;
  rolling: boolean;
  windowStart: string | null;
  timeZone: string | null;
}

function budgetOf(row: Row, context: Context): SloBudget | null {
  const slo = row.slo as SloRow | null;
  if (slo?.budgetingMethod !== 'TIMESLICES' || slo.windowDuration === null) return null;
  const { rolling, timeZone } = slo;
  const window = { duration: slo.windowDuration, rolling, start: slo.windowStart, timeZone };
  return timeSliceBudget(
    String(row.percent),
    window,
    row.sliceWindow as string | null,
    context.now().toISOString(),
  );
}
