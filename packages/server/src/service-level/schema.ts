import { type AllowanceBasis, allowance } from '@steward/domain/service-level/allowance.ts';
import { exactDuration } from '@steward/domain/service-level/duration.ts';
import { allowanceBasis } from '@steward/domain/service-level/model.ts';
import { availabilityTiers, type TierAllowance } from '@steward/domain/service-level/tiers.ts';
import type { Context } from '../platform/context.ts';
import { periodNow } from '../platform/kept/clock-use.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { visibleRows } from '../platform/policy.ts';
import type { Row } from '../platform/record/mapping.ts';
import { addSloFields } from './slo-schema.ts';

export function addServiceLevelFields(kit: SchemaKit): void {
  addTargetFields(kit);
  addTiers(kit);
  addSloFields(kit);
}

interface FieldBuilder {
  field(options: object): never;
  string(options: object): never;
  relation(name: string, options: object): never;
}

const targetSelect = { percent: true, basis: true, agreement: { select: { timeZone: true } } };

function allowed(row: Row, context: Context) {
  const percent = String(row.percent);
  return allowance(percent, row.basis as AllowanceBasis, {
    at: periodNow(context).toISOString(),
    timeZone: (row.agreement as { timeZone: string } | null)?.timeZone ?? 'UTC',
  });
}

/** What a promise allows, and what became of it; the latter is empty until outages are recorded. */
function addTargetFields(kit: SchemaKit): void {
  kit.builder.prismaObjectFields(
    kit.parts.get('ServiceLevelTarget')! as never,
    ((t: FieldBuilder) => ({
      allowedSeconds: t.field({
        type: 'Decimal',
        nullable: true,
        description: 'Downtime that the promise allows in its window, in seconds',
        select: targetSelect,
        resolve: (row: Row, _: unknown, context: Context) => {
          const result = allowed(row, context);
          return result.ok ? result.seconds : null;
        },
      }),
      allowedText: t.field({
        type: 'String',
        nullable: true,
        description:
          'The downtime that the promise allows in its window, as people read it, such as 21 min 54 s',
        select: targetSelect,
        resolve: (row: Row, _: unknown, context: Context) => {
          const result = allowed(row, context);
          return result.ok ? exactDuration(result.seconds) : null;
        },
      }),
      achieved: t.field({
        type: 'Decimal',
        nullable: true,
        description: 'Availability reached in the window so far, in percent; empty while nothing is measured',
        resolve: () => null,
      }),
      remaining: t.field({
        type: 'Decimal',
        nullable: true,
        description: 'Downtime left in the window, in seconds; empty while nothing is measured',
        resolve: () => null,
      }),
      agreement: t.relation('agreement', {
        nullable: true,
        description: 'The agreement that holds the promise',
        query: (_: unknown, context: Context) => ({ where: visibleRows(context, 'Agreement') }),
      }),
    })) as never,
  );
}

function addTiers(kit: SchemaKit): void {
  const { builder } = kit;
  const left = builder.objectRef<TierAllowance>('TierAllowance').implement({
    description: 'The downtime that an availability leaves in one window',
    fields: (t) => ({
      seconds: t.expose('seconds', {
        type: 'Decimal',
        description: 'Exact downtime in seconds, for judging',
      }),
      text: t.exposeString('text', { description: 'Rounded for a card, such as 22 min' }),
      exactText: t.exposeString('exactText', { description: 'To the last digit, such as 21 min 54 s' }),
    }),
  });
  const tier = builder.objectRef<(typeof availabilityTiers)[number]>('AvailabilityTier').implement({
    description: 'One of the availabilities on offer, and what it allows',
    fields: (t) => ({
      percent: t.field({
        type: 'Decimal',
        description: 'The share of the agreed time in which the service is up, in percent',
        resolve: (a) => a.percent,
      }),
      month: t.field({
        type: left,
        description: 'Downtime allowed in an average month of 730 hours',
        resolve: (a) => a.month,
      }),
      year: t.field({
        type: left,
        description: 'Downtime allowed in a year of 365 days',
        resolve: (a) => a.year,
      }),
      judgedOn: t.field({
        type: enumOf(kit, allowanceBasis),
        description: 'The window that a promise of this tier is judged over',
        resolve: (a) => a.judgedOn,
      }),
      note: t.string({
        nullable: true,
        description: 'What people often get wrong about the tier',
        resolve: (a) => a.note,
      }),
    }),
  });
  builder.queryField('availabilityTiers', (t) =>
    t.field({
      type: [tier],
      description: 'The seven availability tiers, the weakest first',
      resolve: () => [...availabilityTiers],
    }),
  );
}
