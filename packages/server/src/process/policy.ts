import { standardRoles } from '@steward/domain/people/role-catalogue.ts';
import { type KindPolicy, writtenBy } from '../platform/policy.ts';

const general = ['process-owner', 'process-manager'];

/** Owner and manager of a process, whichever process their role is made for. */
export const processPolicy: KindPolicy = writtenBy({
  roles: standardRoles
    .filter(({ key, specialises }) => general.includes(key) || general.includes(specialises ?? ''))
    .map(({ key }) => key),
});
