import { type KindPolicy, writtenBy } from '../platform/policy.ts';

export const portfolioPolicy: KindPolicy = writtenBy({ roles: ['portfolio-owner', 'portfolio-lead'] });

export const programPolicy: KindPolicy = writtenBy({
  roles: ['program-manager', 'portfolio-lead'],
  through: { portfolio: 'Portfolio' },
});

export const projectPolicy: KindPolicy = writtenBy({
  roles: ['project-manager'],
  through: { program: 'Program' },
});
