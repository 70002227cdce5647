import { type KindPolicy, writtenBy } from '../platform/policy.ts';

export const systemPolicy: KindPolicy = writtenBy({
  roles: ['system-owner', 'product-owner'],
  through: { program: 'Program', portfolio: 'Portfolio' },
});

export const componentPolicy: KindPolicy = writtenBy({ roles: ['owner'], through: { system: 'System' } });
