import type { StandardRole } from './role-catalogue.ts';

type ProcessRole = Pick<StandardRole, 'key' | 'name' | 'description' | 'scopes'> & Partial<StandardRole>;

const standard = 'ITIL 2011';

/** Owner and manager of one named process: the owner is accountable, the manager responsible. */
const pair = (
  named: { key: string; short: string; name: string; practice: string | null },
  ownerDoes: string,
  managerDoes: string,
): ProcessRole[] => [
  {
    key: `${named.key}-process-owner`,
    abbreviation: `${named.short}PO`,
    name: `${named.name} Process Owner`,
    description: ownerDoes,
    standard,
    practice: named.practice,
    scopes: ['Process'],
    exclusive: true,
    specialises: 'process-owner',
  },
  {
    key: `${named.key}-process-manager`,
    abbreviation: `${named.short}PM`,
    name: `${named.name} Process Manager`,
    description: managerDoes,
    standard,
    practice: named.practice,
    scopes: ['Process'],
    specialises: 'process-manager',
  },
];

const generic: ProcessRole[] = [
  {
    key: 'process-owner',
    abbreviation: 'PO',
    name: 'Process Owner',
    description: 'Accountable for a process: its documents, measures, design and people',
    standard,
    scopes: ['Process'],
    exclusive: true,
    mandatory: ['Process'],
  },
  {
    key: 'process-manager',
    abbreviation: 'PM',
    name: 'Process Manager',
    description: 'Plans, staffs, runs and reports a process day by day',
    standard,
    scopes: ['Process'],
    mandatory: ['Process'],
  },
  {
    key: 'process-practitioner',
    abbreviation: 'PP',
    name: 'Process Practitioner',
    description: 'Carries out activities of a process and records that they were done',
    standard,
    scopes: ['Process'],
  },
];

const coordination: ProcessRole[] = [
  {
    key: 'service-level-manager',
    abbreviation: 'SLM',
    name: 'Service Level Manager',
    description: 'Finds out what is required and keeps the service level agreements',
    standard,
    practice: 'service level management',
    scopes: ['Portfolio', 'Program', 'System', 'Process'],
  },
  {
    key: 'improvement-manager',
    abbreviation: 'CSI',
    name: 'Continual Improvement Manager',
    description: 'Ranks improvements together with process owners and managers',
    standard,
    practice: 'continual improvement',
    scopes: ['Portfolio', 'Process'],
  },
  {
    key: 'line-manager',
    name: 'Line Manager',
    description: 'Supplies staff to the processes',
    standard,
    practice: 'workforce and talent management',
    scopes: ['Portfolio', 'Process'],
  },
  {
    key: 'change-manager',
    abbreviation: 'CHM',
    name: 'Change Manager',
    description: 'Keeps changes moving and is the secretary of the change authority',
    standard,
    practice: 'change enablement',
    scopes: ['Portfolio', 'Program', 'System', 'Process'],
  },
  {
    key: 'change-advisory-board',
    name: 'Change Advisory Board',
    description: 'Advises on changes and decides those of high risk',
    standard,
    practice: 'change enablement',
    scopes: ['Portfolio', 'Program', 'System', 'Process'],
  },
  {
    key: 'emergency-change-advisory-board',
    abbreviation: 'ECAB',
    name: 'Emergency Change Advisory Board',
    description: 'Decides changes that can not wait for the full board',
    standard,
    practice: 'change enablement',
    scopes: ['Portfolio', 'Program', 'System', 'Process'],
  },
];

/** The roles that run processes: the general three, those of the five named processes, and who coordinates. */
export const processRoles: readonly ProcessRole[] = [
  ...generic,
  ...pair(
    {
      key: 'capacity',
      short: 'Cap',
      name: 'Capacity Management',
      practice: 'capacity and performance management',
    },
    'Accountable that capacity carries the agreed service levels, now and in the forecast',
    'Responsible for capacity: sizing, forecasts, plan, monitoring and reports',
  ),
  ...pair(
    {
      key: 'availability',
      short: 'Av',
      name: 'Availability Management',
      practice: 'availability management',
    },
    'Accountable that services are as available as agreed, by design and in operation',
    'Responsible for availability: requirements, plan, monitoring, tests and reports',
  ),
  ...pair(
    {
      key: 'continuity',
      short: 'Sc',
      name: 'IT Service Continuity',
      practice: 'service continuity management',
    },
    'Accountable that services can be recovered as the business needs after a disaster',
    'Responsible for continuity: impact analysis, strategy, plans and invocation',
  ),
  ...pair(
    {
      key: 'security',
      short: 'Sec',
      name: 'Information Security',
      practice: 'information security management',
    },
    'Accountable for the security policy and for keeping to it',
    'Responsible for security: classification, controls, incidents, awareness and audits',
  ),
  ...pair(
    { key: 'demand', short: 'Dem', name: 'Demand Management', practice: null },
    'Accountable for understanding demand; ITIL 4 spreads this over several practices',
    'Responsible for demand: patterns of business activity, user profiles and measures',
  ),
  ...coordination,
];
