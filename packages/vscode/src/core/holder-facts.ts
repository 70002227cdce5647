import type { OwnerAnswer, RoleHolding } from '@steward/domain/code/file-context.ts';
import { type Holder, ownershipRoles } from '@steward/domain/code/repository-index.ts';
import { decidingOwners, type FileAnswer, type FromServer, ownerName } from './file-answer.ts';
import type { FileFact } from './file-fact.ts';
import type { Localizer } from './localizer.ts';

/** The owners that count, each with the ways to reach them. */
export function ownerFacts(answer: FileAnswer, l10n: Localizer): FileFact[] {
  const owners = decidingOwners(answer);
  if (owners.length === 0)
    return [
      {
        ...{ id: 'owner', label: l10n.t('Owner'), value: l10n.t('nobody'), icon: 'organization' },
        action: 'claimFile',
      },
    ];
  return owners.map((owner) => ({
    id: `owner:${ownerName(owner)}`,
    label: l10n.t('Owner'),
    value: ownerName(owner),
    icon: ownerIcon(owner),
    action: 'copyOwner',
    parts: owner.holder ? contactFacts(owner.holder, l10n) : undefined,
  }));
}

const ownerIcon = ({ holder, handle }: OwnerAnswer): string =>
  holder ? holderIcon(holder) : handle?.includes('/') ? 'organization' : 'person';

const holderIcon = ({ kind }: Holder): string => (kind === 'TEAM' ? 'organization' : 'person');

/** Everybody who holds a role on the component or its system; those who stand in with the ways to reach them. */
export function roleFacts({ context }: FromServer, l10n: Localizer): FileFact[] {
  return [context.component, context.system].flatMap((scope) =>
    (scope?.roles ?? [])
      .filter((role) => !(scope === context.component && isShownAsOwner(role, context.owner)))
      .map((role) => ({
        id: `role:${role.id}`,
        label: role.deputy ? l10n.t('{0}, deputy', role.roleName) : role.roleName,
        value: `${role.holder.name} · ${scope?.name}`,
        icon: holderIcon(role.holder),
        parts: isAsked(role) ? contactFacts(role.holder, l10n) : undefined,
      })),
  );
}

const isShownAsOwner = ({ role, deputy }: RoleHolding, owner: OwnerAnswer | null): boolean =>
  owner?.source === 'RECORD' && role === ownershipRoles.componentOwner && !deputy;

/** Whom to ask when the owner does not answer: who stands in, and who is accountable. */
const isAsked = ({ role, deputy }: RoleHolding): boolean =>
  deputy || role === 'standby' || role === ownershipRoles.systemOwner;

function contactFacts({ id, contacts }: Holder, l10n: Localizer): FileFact[] {
  const kinds: Record<string, { label: string; icon: string }> = {
    EMAIL: { label: l10n.t('E-mail'), icon: 'mail' },
    CHAT: { label: l10n.t('Chat'), icon: 'comment-discussion' },
    PHONE: { label: l10n.t('Telephone'), icon: 'device-mobile' },
    ON_CALL: { label: l10n.t('On call'), icon: 'bell' },
    WEB: { label: l10n.t('Page'), icon: 'globe' },
  };
  return contacts.map(({ type, value }) => ({
    id: `contact:${id}:${type}:${value}`,
    ...(kinds[type] ?? { label: type, icon: 'info' }),
    value,
    link: linkOf(type, value),
  }));
}

/** Only what opens a page or a letter: a record can not make the editor run anything. */
function linkOf(type: string, value: string): string | undefined {
  if (/^https?:\/\/\S+$/i.test(value)) return value;
  if (type === 'EMAIL' && /^[^\s@?&]+@[^\s@?&]+$/.test(value)) return `mailto:${value}`;
  return undefined;
}
