import {
  defaultStaffProfile,
  PRESENT_FOR_MS,
  type Presence,
  type StaffProfile,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import type { StaffReader } from './ports.ts';

export interface ReadStaffDeps {
  /** Who belongs to a tenant, and how to reach them. */
  readonly members: {
    list(
      tenantId: TenantId,
    ): Promise<
      { readonly userId: UserId; readonly email: string; readonly locale?: string; readonly isManager: boolean }[]
    >;
  };
  /** What members said of themselves; those who never did have the defaults. */
  readonly profiles: { list(tenantId: TenantId): Promise<StaffProfile[]> };
  /** Open inboxes that gave a sign of life at `since` or later. */
  readonly presences: { list(tenantId: TenantId, since: Date): Promise<Presence[]> };
  /** How many open conversations are whose. */
  readonly loads: { countAssigned(tenantId: TenantId, userIds: readonly UserId[]): Promise<Map<UserId, number>> };
  readonly noteAssigned: StaffReader['noteAssigned'];
  readonly findLocale: (tenantId: TenantId) => Promise<string>;
  readonly now: () => Date;
}

/** Makes the reader of a tenant's staff as routing and telling see them. */
export function createStaffReader(deps: ReadStaffDeps): StaffReader {
  return {
    noteAssigned: deps.noteAssigned,
    async list(tenantId) {
      const members = await deps.members.list(tenantId);
      const [profiles, present, loads, tenantLocale] = await Promise.all([
        deps.profiles.list(tenantId),
        deps.presences.list(tenantId, new Date(deps.now().getTime() - PRESENT_FOR_MS)),
        deps.loads.countAssigned(
          tenantId,
          members.map(({ userId }) => userId),
        ),
        deps.findLocale(tenantId),
      ]);
      const online = new Set(present.filter(({ isIdle }) => !isIdle).map(({ userId }) => userId));
      const said = new Map(profiles.map((profile) => [profile.userId, profile]));
      return members.map(({ userId, email, locale = tenantLocale, isManager }) => ({
        ...defaultStaffProfile,
        ...said.get(userId),
        userId,
        email,
        locale,
        isManager,
        isOnline: online.has(userId),
        load: loads.get(userId) ?? 0,
      }));
    },
  };
}
