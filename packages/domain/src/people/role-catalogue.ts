import { processRoles } from './process-roles.ts';

/** Record kinds on which a role can be held. */
export type RoleScope = 'Portfolio' | 'Program' | 'Project' | 'System' | 'Component' | 'Process';

/** A role of the standard catalogue. A deputy is no role: it is a mark on the holding of one. */
export interface StandardRole {
  readonly key: string;
  /** Short form the duty catalogue uses, such as SO; null for the roles that have none. */
  readonly abbreviation: string | null;
  readonly name: string;
  /** What the holder answers for. */
  readonly description: string;
  /** Standard that names the role; null where it is a custom of the trade. */
  readonly standard: string | null;
  /** ITIL 4 practice, for process roles that have one. */
  readonly practice: string | null;
  readonly scopes: readonly RoleScope[];
  /** At most one open holder on one record, deputies aside. */
  readonly exclusive: boolean;
  /** Kinds on which the role may not stay vacant. */
  readonly mandatory: readonly RoleScope[];
  /** Key of the general role that a holder of this one holds as well. */
  readonly specialises: string | null;
}

type Role = Pick<StandardRole, 'key' | 'name' | 'description' | 'scopes'> & Partial<StandardRole>;

const role = (given: Role): StandardRole => ({
  abbreviation: null,
  standard: null,
  practice: null,
  exclusive: false,
  mandatory: [],
  specialises: null,
  ...given,
});

const portfolioRoles = [
  role({
    key: 'portfolio-owner',
    name: 'Portfolio Owner',
    description: 'Answers for the portfolio: its purpose, its programs and its products',
    scopes: ['Portfolio'],
    exclusive: true,
    mandatory: ['Portfolio'],
  }),
  role({
    key: 'portfolio-lead',
    abbreviation: 'PFL',
    name: 'Portfolio Lead',
    description: 'Runs the operations of the portfolio: money, people, product journey and outreach',
    scopes: ['Portfolio', 'Program'],
  }),
  role({
    key: 'program-manager',
    abbreviation: 'PGM',
    name: 'Program Manager',
    description:
      'Steers the related projects of a program towards its one goal and hands over what they build',
    standard: 'PMI',
    scopes: ['Program'],
    exclusive: true,
    mandatory: ['Program'],
  }),
  role({
    key: 'technical-program-manager',
    abbreviation: 'TPM',
    name: 'Technical Program Manager',
    description: 'Directs a technical program across teams: roadmap, dependencies, status and health',
    scopes: ['Program', 'Project'],
  }),
  role({
    key: 'project-manager',
    abbreviation: 'PjM',
    name: 'Project Manager',
    description: 'Plans, executes and closes a project, with its people, risks and measures',
    standard: 'PMI',
    scopes: ['Project'],
    exclusive: true,
  }),
  role({
    key: 'sponsor',
    name: 'Sponsor',
    description: 'Backs the work before senior management and secures its money',
    standard: 'PMI',
    scopes: ['Portfolio', 'Program', 'Project', 'System'],
  }),
  role({
    key: 'director',
    abbreviation: 'DIR',
    name: 'Director',
    description: 'Recommends clients to providers and decides within the limits of the office',
    scopes: ['Portfolio', 'Program'],
  }),
  role({
    key: 'senior-management-team',
    abbreviation: 'SMT',
    name: 'Senior Management Team',
    description: 'Decides priority and gates for the products presented to it',
    scopes: ['Portfolio'],
  }),
  role({
    key: 'financial-management',
    abbreviation: 'FIN',
    name: 'Financial Management for IT',
    description: 'Confirms cost justifications, budgets and allocations',
    standard: 'ITIL 2011',
    practice: 'service financial management',
    scopes: ['Portfolio', 'Program', 'System', 'Process'],
  }),
];

const systemRoles = [
  role({
    key: 'system-owner',
    abbreviation: 'SO',
    name: 'System Owner',
    description: 'The one person accountable for a system from handover until it is retired',
    standard: 'NIST (information system owner)',
    scopes: ['System'],
    exclusive: true,
    mandatory: ['System'],
  }),
  role({
    key: 'product-owner',
    abbreviation: 'PdO',
    name: 'Product Owner',
    description: 'Makes the decisions about a product, money included, and leads it through its journey',
    scopes: ['System'],
    exclusive: true,
  }),
  role({
    key: 'chief-product-owner',
    name: 'Chief Product Owner',
    description: 'Product owner of several products that belong together',
    scopes: ['Portfolio', 'Program', 'System'],
  }),
  role({
    key: 'service-owner',
    name: 'Service Owner',
    description: 'Works with the process managers so that a service runs smoothly',
    standard: 'ITIL 2011',
    scopes: ['System'],
  }),
  role({
    key: 'owner',
    name: 'Component Owner',
    description: 'Owns a component and its code; named before every other source of ownership',
    scopes: ['Component'],
    exclusive: true,
  }),
  role({
    key: 'technical-lead',
    name: 'Technical Lead',
    description: 'Leads the technical work and its milestones',
    scopes: ['Program', 'Project', 'System', 'Component'],
  }),
  role({
    key: 'standby',
    name: 'Standby',
    description: 'Can be called outside working hours when something breaks',
    scopes: ['System', 'Component'],
  }),
  role({
    key: 'delivery-team',
    abbreviation: 'DEV',
    name: 'Delivery Team',
    description: 'Builds and deploys what changes a system',
    scopes: ['Project', 'System', 'Component'],
  }),
];

const operationsRoles = [
  role({
    key: 'it-operations-manager',
    abbreviation: 'OPM',
    name: 'IT Operations Manager',
    description: 'Oversees daily operation and tells management what it means',
    scopes: ['Portfolio', 'Program', 'System'],
  }),
  role({
    key: 'systems-administrator',
    abbreviation: 'SA',
    name: 'Systems Administrator',
    description: 'Keeps servers and infrastructure configured, working and secure',
    scopes: ['System', 'Component'],
  }),
  role({
    key: 'support-specialist',
    abbreviation: 'SUP',
    name: 'IT Support Specialist',
    description: 'Answers users first and passes on what they need',
    scopes: ['System', 'Process'],
  }),
  role({
    key: 'network-engineer',
    abbreviation: 'NE',
    name: 'Network Engineer',
    description: 'Designs, builds and runs the network',
    scopes: ['Project', 'System', 'Component'],
  }),
  role({
    key: 'database-administrator',
    name: 'Database Administrator',
    description: 'Runs the databases and gives their view to projects',
    scopes: ['Project', 'System', 'Component'],
  }),
  role({
    key: 'security-analyst',
    name: 'Security Analyst',
    description: 'Watches for threats and gives the view of security to projects',
    scopes: ['Project', 'System', 'Component'],
  }),
  role({
    key: 'devops-engineer',
    name: 'DevOps Engineer',
    description: 'Automates building, testing and deployment and gives their view to projects',
    scopes: ['Project', 'System', 'Component'],
  }),
];

/** The standard roles: every role that has duties, and the few that ownership and changes need besides. */
export const standardRoles: readonly StandardRole[] = [
  ...portfolioRoles,
  ...systemRoles,
  ...operationsRoles,
  ...processRoles.map(role),
];

/** The standard role of that key, or undefined. */
export const standardRole = (key: string): StandardRole | undefined =>
  standardRoles.find((r) => r.key === key);
