import { type KindPolicy, writtenBy } from '../platform/policy.ts';

export const agreementPolicy: KindPolicy = writtenBy({ through: { systems: 'System' } });
export const sloPolicy: KindPolicy = writtenBy({ through: { system: 'System' } });
