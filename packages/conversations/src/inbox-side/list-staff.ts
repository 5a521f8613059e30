import {
  defaultStaffProfile,
  type Member,
  PRESENT_FOR_MS,
  type StaffProfile,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import type { LinkedChatStore } from '../linked-chat/ports.ts';
import type { PresenceStore, QueueList, StaffStore } from './ports.ts';

export interface StaffDeps {
  readonly members: { list(tenantId: TenantId): Promise<Member[]> };
  readonly staff: Pick<StaffStore, 'list' | 'find'>;
  readonly presences: Pick<PresenceStore, 'list'>;
  readonly queues: Pick<QueueList, 'countAssigned'>;
  readonly linkedChats: Pick<LinkedChatStore, 'listLinked'>;
  readonly now: () => Date;
}

/** A member as colleagues see them. */
export interface StaffMember {
  readonly userId: UserId;
  readonly role: Member['role'];
  readonly name: string;
  /** How customers see the name. */
  readonly publicName: string;
  /** Whether they have the product open and sit at it. */
  readonly isHere: boolean;
  /** Whether they have it open, and have not touched it for a while. */
  readonly isIdle: boolean;
  readonly awayUntil?: Date;
  readonly capacity: number;
  readonly languages: StaffProfile['languages'];
  readonly categories: StaffProfile['categories'];
  /** How many conversations they have to deal with. */
  readonly load: number;
  readonly isTelegramLinked: boolean;
}

/** The members of a tenant, by the time they joined: who is there and how much each has to do. */
export async function listStaff(deps: StaffDeps, tenantId: TenantId): Promise<StaffMember[]> {
  const now = deps.now();
  const members = await deps.members.list(tenantId);
  const ids = members.map(({ userId }) => userId);
  const [profiles, present, loads, linkedIds] = await Promise.all([
    deps.staff.list(tenantId),
    deps.presences.list(tenantId, new Date(now.getTime() - PRESENT_FOR_MS)),
    deps.queues.countAssigned(tenantId, ids),
    deps.linkedChats.listLinked(tenantId),
  ]);
  const here = new Set(present.filter(({ isIdle }) => !isIdle).map(({ userId }) => userId));
  const open = new Set(present.map(({ userId }) => userId));
  const byId = new Map(profiles.map((profile) => [profile.userId, profile]));
  return members.map(({ userId, role, name }) => {
    const profile = { ...defaultStaffProfile, ...byId.get(userId) };
    const { awayUntil } = profile;
    return {
      userId,
      role,
      name,
      publicName: publicNameOf(name, profile),
      isHere: here.has(userId),
      isIdle: open.has(userId) && !here.has(userId),
      ...(awayUntil && awayUntil > now && { awayUntil }),
      capacity: profile.capacity,
      languages: profile.languages,
      categories: profile.categories,
      load: loads.get(userId) ?? 0,
      isTelegramLinked: linkedIds.includes(userId),
    };
  });
}

/** The names of a tenant's members, for those who read what they did. */
export async function listStaffNames(
  deps: Pick<StaffDeps, 'members' | 'staff'>,
  tenantId: TenantId,
): Promise<Record<UserId, { readonly name: string; readonly publicName: string }>> {
  const [members, profiles] = await Promise.all([deps.members.list(tenantId), deps.staff.list(tenantId)]);
  const byId = new Map(profiles.map((profile) => [profile.userId, profile]));
  return Object.fromEntries(
    members.map(({ userId, name }) => [userId, { name, publicName: publicNameOf(name, byId.get(userId)) }]),
  );
}

/** How customers see a member's name: as they said, else the first word of it. */
export function publicNameOf(name: string, profile?: Partial<Pick<StaffProfile, 'publicName'>>): string {
  return profile?.publicName ?? name.trim().split(/\s+/u)[0] ?? name;
}
