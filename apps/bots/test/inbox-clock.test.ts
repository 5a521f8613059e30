import {
  type AttendDeps,
  assign,
  assignWaiting,
  attend,
  type RoutingDeps,
  type StaffAtWork,
  type StaffNotice,
} from '@answerdesk/conversations';
import {
  createAttentionStore,
  createConversationStore,
  createEventStore,
  createPenStore,
  createPlatformWide,
  createRoutingQueue,
} from '@answerdesk/database';
import {
  type BusinessHours,
  type ConversationId,
  contactIdSchema,
  conversationIdSchema,
  defaultStaffProfile,
  defaultTenantSettings,
  type InboxRules,
  messageIdSchema,
  newAccountId,
  newId,
  newTenantId,
  settingsOf,
  type TenantId,
  type UserId,
  userIdSchema,
} from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const MINUTE_MS = 60_000;
const start = new Date('2026-03-02T10:00:00Z');
const [ann, bo] = [userIdSchema.parse('ann'), userIdSchema.parse('bo')];
const away = { isOnline: false };

const member = (userId: UserId, changes: Partial<StaffAtWork> = {}): StaffAtWork => ({
  ...defaultStaffProfile,
  userId,
  email: `${userId}@shop.example`,
  locale: 'en',
  isOnline: true,
  load: 0,
  isManager: false,
  ...changes,
});

describe.each(testDatabases())('what is due in the inbox on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  /** A tenant with staff, a clock that is driven by hand, and any number of processes. */
  async function openInbox(
    rules: Partial<InboxRules>,
    staff: StaffAtWork[],
    more: { readonly hours?: BusinessHours; readonly onTold?: () => void } = {},
  ) {
    const { models } = desk.database;
    const tenantId = newTenantId();
    const inbox = { ...defaultTenantSettings.inbox, routing: 'nobody' as const, ...rules };
    const settings = { ...defaultTenantSettings, inbox, ...(more.hours && { hours: more.hours }) };
    const base = { id: tenantId, name: 'A shop', locale: 'en', faqsVersion: 0, isDemo: false, createdAt: start };
    await desk.stores.tenants.add({ ...base, settings });
    const told: string[] = [];
    const say =
      (way: string) =>
      async (to: readonly StaffAtWork[], { kind }: StaffNotice) => {
        more.onTold?.();
        told.push(`${way} ${kind} ${to.map(({ userId }) => userId).join('+')}`);
        return { toIds: to.map(({ userId }) => userId) };
      };
    const conversations = createConversationStore(models);
    const attention = createAttentionStore(models);
    const routing = createRoutingQueue(models);
    const events = createEventStore(models);
    const pens = createPenStore(models);
    const clock = { now: start };
    const staffed = { members: staff };
    const accountId = newAccountId(tenantId);
    const gone: UserId[] = [];

    function processOf(owner: string): AttendDeps & RoutingDeps {
      const deps: RoutingDeps = {
        attention,
        routing,
        events,
        staff: {
          async list() {
            const open = await models.conversations
              .find({ tenantId, assigneeId: { $exists: true }, status: { $in: ['waiting', 'human'] } })
              .lean();
            return staffed.members.map((one) => ({
              ...one,
              load: one.load + open.filter(({ assigneeId }) => assigneeId === one.userId).length,
            }));
          },
          async noteAssigned(_tenant, userId, at) {
            staffed.members = staffed.members.map((one) =>
              one.userId === userId ? { ...one, lastAssignedAt: at } : one,
            );
          },
        },
        findTenant: desk.stores.tenants.find,
        now: () => clock.now,
        owner,
      };
      return {
        ...deps,
        attention,
        assignWaiting: (id: TenantId) => assignWaiting(deps, id),
        tell: { push: say('push'), mail: say('mail'), chat: say('chat') },
        isAnsweredElsewhere: async () => false,
        isMember: async (_tenant, userId) => staffed.members.some((one) => one.userId === userId),
        releaseMember: async (_tenant, userId) => void gone.push(userId),
      };
    }

    const process = processOf('one');
    const { listToAttend, listToRoute } = createPlatformWide(models);

    /** What a process's clock does, until nothing is due. */
    async function tick(deps = process): Promise<void> {
      for (;;) {
        const mine = (await listToAttend(clock.now, 500)).filter((key) => key.tenantId === tenantId);
        if ((await listToRoute(clock.now, 500)).includes(tenantId)) await assignWaiting(deps, tenantId);
        for (const { conversationId } of mine) await attend(deps, tenantId, conversationId);
        if (mine.length === 0) return;
      }
    }

    async function handOver(
      changes: { readonly priority?: 1 | 2 | 3; readonly at?: Date } = {},
    ): Promise<ConversationId> {
      const id = conversationIdSchema.parse(`c${newId()}`);
      const at = changes.at ?? clock.now;
      const messageId = messageIdSchema.parse(newId());
      const chat = { accountId, channel: 'telegram', chatKey: id, isGroup: false } as const;
      const lease = { owner: 'x', now: at, until: at };
      await conversations.claim(tenantId, { id, contactId: contactIdSchema.parse(`p${id}`), ...chat }, lease);
      await conversations.recordTurn(
        tenantId,
        id,
        { messageId, at, epoch: 0, status: 'waiting', needsAttention: true },
        {
          unsureTurns: 0,
          waiting: { reason: 'asked-for-person', since: at, messageId, priority: changes.priority ?? 2 },
        },
      );
      await conversations.release(tenantId, id, 'x');
      return id;
    }

    async function storyOf(id: ConversationId): Promise<string[]> {
      const all = await events.list(tenantId, id, { limit: 100 });
      return all.map((event) => {
        const minute = Math.round((event.at.getTime() - start.getTime()) / MINUTE_MS);
        if (event.kind === 'told') return `${minute} ${event.step} ${event.toIds.join('+')}${event.failed ?? ''}`;
        if (event.kind === 'assigned') return `${minute} assigned ${event.toId ?? 'nobody'}`;
        return `${minute} ${event.kind}`;
      });
    }

    const at = (minutes: number) => {
      clock.now = new Date(start.getTime() + minutes * MINUTE_MS);
    };
    const find = async (id: ConversationId) => (await pens.find(tenantId, id)) ?? Promise.reject(new Error('gone'));
    /** As the verb of taking over writes it. */
    async function take(id: ConversationId, userId: UserId): Promise<void> {
      const { epoch, waiting } = await find(id);
      const change = {
        id: messageIdSchema.parse(newId()),
        kind: 'taken',
        at: clock.now,
        byId: userId,
        agentName: 'A',
      } as const;
      await pens.changeStatus(tenantId, id, epoch, {
        status: 'human',
        holder: { kind: 'agent', agentId: userId },
        waiting: null,
        ...(waiting && { handover: waiting }),
        assigneeId: userId,
        lastAgentId: userId,
        takenAt: clock.now,
        change: { ...change, epoch: epoch + 1 },
      });
      await pens.finishChange(tenantId, id, change.id);
    }
    return {
      tenantId,
      gone,
      events,
      clock,
      at,
      tick,
      told,
      handOver,
      storyOf,
      find,
      take,
      pens,
      conversations,
      staffed,
      processOf,
      attention,
    };
  }

  const ladder = { pushAfterMinutes: 1, emailAfterMinutes: 5, onCallAfterMinutes: 15, onCallIds: [bo] };

  /** As the verb of transferring writes it. */
  async function pass({ find, pens, tenantId, clock }: Inbox, id: ConversationId, toId: UserId): Promise<void> {
    const { epoch, holder } = await find(id);
    if (holder.kind !== 'agent') throw new Error('Nobody holds it.');
    const changeId = messageIdSchema.parse(newId());
    const change = {
      id: changeId,
      kind: 'transferred',
      at: clock.now,
      byId: holder.agentId,
      toId,
      agentName: 'A',
    } as const;
    await pens.changeStatus(tenantId, id, epoch, {
      status: 'human',
      holder: { kind: 'agent', agentId: toId },
      assigneeId: toId,
      takenAt: clock.now,
      timer: null,
      change: { ...change, epoch: epoch + 1 },
    });
    await pens.finishChange(tenantId, id, changeId);
  }
  type Inbox = Awaited<ReturnType<typeof openInbox>>;

  test('whoever is handed the pen is told at once and by mail later, and the customer’s wait is timed anew', async () => {
    const rules = { ...ladder, firstReplyMinutes: 1_000, nextReplyMinutes: 40 };
    const inbox = await openInbox(rules, [member(ann), member(bo, away)]);
    const id = await inbox.handOver();
    await inbox.take(id, ann);
    await inbox.tick();
    inbox.at(10);
    await inbox.pens.noteReply(inbox.tenantId, id, ann, { at: inbox.clock.now, excerpt: 'Bo knows this' });
    inbox.at(11);
    await pass(inbox, id, bo);
    await inbox.tick();
    expect(inbox.told).toEqual(['push conversation-given bo']);
    expect((await inbox.find(id)).timer).toMatchObject({ kind: 'next', dueAt: new Date('2026-03-02T10:51:00Z') });
    inbox.at(16);
    await inbox.tick();
    expect(inbox.told.slice(1)).toEqual(['mail conversation-given bo']);
    expect(await inbox.storyOf(id)).toEqual(['11 online ', '11 push bo', '16 email bo']);
    inbox.at(30);
    await inbox.tick();
    expect(inbox.told).toHaveLength(2);
  });

  test('whoever was handed the pen and said something is told no more', async () => {
    const inbox = await openInbox({ ...ladder, firstReplyMinutes: 1_000 }, [member(ann), member(bo)]);
    const id = await inbox.handOver();
    await inbox.take(id, ann);
    inbox.at(11);
    await pass(inbox, id, bo);
    await inbox.tick();
    expect((await inbox.find(id)).timer?.since).toEqual(inbox.clock.now);
    inbox.at(12);
    await inbox.pens.noteReply(inbox.tenantId, id, bo, { at: inbox.clock.now, excerpt: 'Hello' });
    inbox.at(60);
    await inbox.tick();
    expect(inbox.told).toEqual(['push conversation-given bo']);
    expect((await inbox.find(id)).timer).toBeUndefined();
  });

  test('what a colleague gives somebody to take is told of to them at once, and to all when it is nobody’s again', async () => {
    const inbox = await openInbox({ ...ladder, firstReplyMinutes: 1_000 }, [member(ann), member(bo, away)]);
    const id = await inbox.handOver();
    inbox.at(5);
    await inbox.tick();
    const { pens, tenantId } = inbox;
    const deps = { pens, events: inbox.events, now: () => inbox.clock.now };
    const actor = { userId: ann, isManager: false };
    inbox.at(6);
    expect(await assign(deps, tenantId, id, actor, { toId: bo })).toMatchObject({ outcome: 'done' });
    await inbox.tick();
    expect(inbox.told.slice(2)).toEqual(['push conversation-given bo']);
    inbox.at(11);
    await inbox.tick();
    expect(inbox.told.slice(3)).toEqual(['mail conversation-given bo']);
    expect(await assign(deps, tenantId, id, actor, {})).toMatchObject({ outcome: 'done' });
    inbox.at(12);
    await inbox.tick();
    expect(inbox.told.slice(4)).toEqual(['push conversation-waiting ann+bo']);
  });

  test('nobody is told of what they gave themselves, and what waits for nobody is given to nobody', async () => {
    const inbox = await openInbox({ ...ladder, firstReplyMinutes: 1_000 }, [member(ann)]);
    const id = await inbox.handOver();
    const deps = { pens: inbox.pens, events: inbox.events, now: () => inbox.clock.now };
    await assign(deps, inbox.tenantId, id, { userId: ann, isManager: false }, { toId: ann });
    await inbox.tick();
    expect(inbox.told).toEqual([]);
    await desk.database.models.conversations.updateOne(
      { tenantId: inbox.tenantId, _id: id },
      { $set: { status: 'bot' }, $unset: { waiting: 1, assigneeId: 1 } },
    );
    const refused = await assign(deps, inbox.tenantId, id, { userId: ann, isManager: false }, { toId: bo });
    expect(refused.outcome).toBe('unchanged');
    expect((await inbox.find(id)).assigneeId).toBeUndefined();
  });

  test('who waits is told of step by step, each at its time, each once, by however many processes', async () => {
    const inbox = await openInbox({ ...ladder, firstReplyMinutes: 1_000 }, [member(ann), member(bo, away)]);
    const id = await inbox.handOver();
    for (let minute = 0; minute <= 20; minute += 1) {
      inbox.at(minute);
      await Promise.all([inbox.tick(), inbox.tick(inbox.processOf('two')), inbox.tick(inbox.processOf('three'))]);
    }
    expect(await inbox.storyOf(id)).toEqual(['0 online ann', '1 push ann+bo', '5 email ann+bo', '15 on-call bo']);
    expect(inbox.told).toEqual([
      'push conversation-waiting ann+bo',
      'mail conversation-waiting ann+bo',
      'chat conversation-waiting bo',
    ]);
  });

  test('who suits nobody is told of to all who are not away, and to the managers while all are', async () => {
    const cy = userIdSchema.parse('cy');
    const speaks = { languages: ['en'] };
    const until = { awayUntil: new Date(start.getTime() + 600 * MINUTE_MS) };
    const inbox = await openInbox({ ...ladder, firstReplyMinutes: 4, warnAtPercent: 100 }, [
      member(ann, { ...speaks, ...away }),
      member(bo, { ...speaks, ...away }),
      member(cy, { ...until, ...away, isManager: true }),
    ]);
    const id = await inbox.handOver();
    await desk.database.models.conversations.updateOne({ tenantId: inbox.tenantId, _id: id }, { language: 'fr' });
    inbox.at(1);
    await inbox.tick();
    expect(inbox.told).toEqual(['push conversation-waiting ann+bo']);
    inbox.staffed.members = inbox.staffed.members.map((one) => ({ ...one, ...until }));
    inbox.at(4);
    await inbox.tick();
    inbox.at(5);
    await inbox.tick();
    expect(inbox.told.slice(1)).toEqual([
      'push reply-overdue cy',
      'mail reply-overdue cy',
      'mail conversation-waiting cy',
    ]);
    expect(await inbox.storyOf(id)).toEqual(['1 online ', '1 push ann+bo', '4 timer-breached', '5 email cy']);
  });

  test('whose it is and who is away hears of it with all the others', async () => {
    const until = new Date(start.getTime() + 600 * MINUTE_MS);
    const inbox = await openInbox({ ...ladder, firstReplyMinutes: 1_000 }, [member(ann), member(bo, away)]);
    const id = await inbox.handOver();
    await inbox.pens.edit(inbox.tenantId, id, {}, { assigneeId: bo });
    inbox.staffed.members = [member(ann), member(bo, { ...away, awayUntil: until })];
    inbox.at(1);
    await inbox.tick();
    expect(inbox.told).toEqual(['push conversation-waiting bo+ann']);
  });

  test('that a tenant has nobody who could be told is kept as a failure', async () => {
    const inbox = await openInbox({ ...ladder, firstReplyMinutes: 1_000 }, []);
    const id = await inbox.handOver();
    await inbox.tick();
    expect(await inbox.storyOf(id)).toEqual(['0 online no-members']);
  });

  test('telling stops once somebody comes, and begins anew when the conversation is laid back', async () => {
    const inbox = await openInbox({ ...ladder, firstReplyMinutes: 1_000 }, [member(ann)]);
    const id = await inbox.handOver();
    inbox.at(1);
    await inbox.tick();
    await inbox.take(id, ann);
    inbox.at(30);
    await inbox.tick();
    expect(inbox.told).toEqual(['push conversation-waiting ann']);
    const { epoch, handover } = await inbox.find(id);
    if (!handover) throw new Error('no hand-over');
    const change = {
      id: messageIdSchema.parse(newId()),
      kind: 'transferred',
      at: inbox.clock.now,
      byId: ann,
      agentName: 'A',
    } as const;
    const laidBack = await inbox.pens.changeStatus(inbox.tenantId, id, epoch, {
      status: 'waiting',
      holder: { kind: 'bot' },
      waiting: handover,
      assigneeId: null,
      change: { ...change, epoch: epoch + 1 },
    });
    expect(laidBack?.status).toBe('waiting');
    await inbox.tick();
    expect(inbox.told).toHaveLength(1);
    inbox.at(31);
    await inbox.tick();
    inbox.at(35);
    await inbox.tick();
    expect(inbox.told.slice(1)).toEqual(['push conversation-waiting ann', 'mail conversation-waiting ann']);
  });

  test('a process that dies between the lease and the telling has it done by another, once the lease is over', async () => {
    let dies = true;
    const inbox = await openInbox({ ...ladder, firstReplyMinutes: 1_000 }, [member(ann)], {
      onTold: () => {
        if (dies) throw new Error('killed');
      },
    });
    const id = await inbox.handOver();
    inbox.at(1);
    await expect(inbox.tick()).rejects.toThrow('killed');
    dies = false;
    const other = inbox.processOf('two');
    await inbox.tick(other);
    expect(inbox.told).toEqual([]);
    inbox.at(4);
    await inbox.tick(other);
    await inbox.tick();
    expect(inbox.told).toEqual(['push conversation-waiting ann']);
    expect(await inbox.storyOf(id)).toEqual(['1 online ann', '4 push ann']);
  });

  test('nobody is pushed or mailed at night; who is there sees it at once', async () => {
    const day = [{ from: '09:00', to: '11:00' }];
    const weekly = {
      monday: day,
      tuesday: day,
      wednesday: day,
      thursday: day,
      friday: day,
      saturday: day,
      sunday: day,
    };
    const inbox = await openInbox({ ...ladder, firstReplyMinutes: 30 }, [member(ann)], {
      hours: { timeZone: 'UTC', weekly, holidays: [] },
    });
    inbox.at(120);
    const id = await inbox.handOver();
    await inbox.tick();
    inbox.at(600);
    await inbox.tick();
    expect(await inbox.storyOf(id)).toEqual(['120 online ann']);
    // Nine in the morning, an hour before the clock began the day before.
    inbox.at(23 * 60 + 5);
    await inbox.tick();
    expect(inbox.told).toEqual(['push conversation-waiting ann', 'mail conversation-waiting ann']);
    expect((await inbox.find(id)).timer?.dueAt).toEqual(new Date('2026-03-03T09:30:00Z'));
  });

  test('a reply’s timer warns, breaches, and ends with the reply; the next message starts the next', async () => {
    const rules = { ...ladder, firstReplyMinutes: 20, nextReplyMinutes: 40, warnAtPercent: 50, pushAfterMinutes: 999 };
    const inbox = await openInbox({ ...rules, emailAfterMinutes: 999, onCallIds: [] }, [member(ann), member(bo, away)]);
    const id = await inbox.handOver();
    await inbox.tick();
    expect((await inbox.find(id)).timer).toMatchObject({ kind: 'first', state: 'running' });
    inbox.at(10);
    await inbox.tick();
    await inbox.take(id, ann);
    inbox.at(20);
    await inbox.tick();
    expect((await inbox.find(id)).timer?.state).toBe('breached');
    expect(inbox.told).toEqual([
      'push reply-due ann',
      'mail reply-due ann',
      'push reply-overdue ann',
      'mail reply-overdue ann',
    ]);
    inbox.at(21);
    await inbox.pens.noteReply(inbox.tenantId, id, ann, { at: inbox.clock.now, excerpt: 'Hello' });
    await inbox.tick();
    expect((await inbox.find(id)).timer).toBeUndefined();
    inbox.at(25);
    const { epoch } = await inbox.find(id);
    const turn = { messageId: messageIdSchema.parse(newId()), at: inbox.clock.now, epoch, status: 'human' } as const;
    await inbox.conversations.recordTurn(inbox.tenantId, id, { ...turn, needsAttention: true }, { unsureTurns: 0 });
    await inbox.tick();
    expect((await inbox.find(id)).timer).toMatchObject({ kind: 'next', dueAt: new Date('2026-03-02T11:05:00Z') });
    expect((await inbox.storyOf(id)).filter((line) => line.includes('timer'))).toEqual([
      '10 timer-warned',
      '20 timer-breached',
    ]);
  });

  test('what is snoozed is told of to nobody and wakes at its time', async () => {
    const inbox = await openInbox({ ...ladder, firstReplyMinutes: 1_000 }, [member(ann)]);
    const id = await inbox.handOver();
    const snoozedUntil = new Date(start.getTime() + 60 * MINUTE_MS);
    await inbox.pens.edit(inbox.tenantId, id, {}, { snoozedUntil });
    inbox.at(59);
    await inbox.tick();
    expect(inbox.told).toEqual([]);
    inbox.at(60);
    await inbox.tick();
    expect((await inbox.find(id)).snoozedUntil).toBeUndefined();
    expect((await inbox.storyOf(id))[0]).toBe('60 woken');
    expect(inbox.told[0]).toBe('push conversation-waiting ann');
  });

  test('conversations are given once each, in turn, to nobody beyond their room, the most pressing first', async () => {
    const inbox = await openInbox({ routing: 'round-robin' }, [
      member(ann, { capacity: 2 }),
      member(bo, { capacity: 1 }),
    ]);
    const ids: ConversationId[] = [];
    for (const priority of [3, 3, 3, 1] as const) ids.push(await inbox.handOver({ priority }));
    const processes = ['one', 'two', 'three', 'four'].map(inbox.processOf);
    await Promise.all(processes.map((each) => inbox.tick(each)));
    const given = await Promise.all(ids.map(async (id) => (await inbox.find(id)).assigneeId));
    expect(given.filter((to) => to === ann)).toHaveLength(2);
    expect(given.filter((to) => to === bo)).toHaveLength(1);
    expect(given[3]).toBeDefined();
    for (const [index, id] of ids.entries()) {
      const assigned = (await inbox.storyOf(id)).filter((line) => line.includes('assigned'));
      expect(assigned).toEqual(given[index] === undefined ? [] : [`0 assigned ${given[index]}`]);
    }
    // Room comes: what is left is given, at the next look.
    inbox.staffed.members = inbox.staffed.members.map((one) => ({ ...one, capacity: 5 }));
    inbox.at(1);
    await inbox.tick();
    expect(await Promise.all(ids.map(async (id) => (await inbox.find(id)).assigneeId))).not.toContain(undefined);
  });

  test('what an agent who went does not take is taken back, given to another, and in the end left to all', async () => {
    const rules = { routing: 'least-busy', firstReplyMinutes: 10 } as const;
    const inbox = await openInbox({ ...rules, pushAfterMinutes: 999, emailAfterMinutes: 999 }, [
      member(ann),
      member(bo, away),
    ]);
    const id = await inbox.handOver();
    await inbox.tick();
    expect((await inbox.find(id)).assigneeId).toBe(ann);
    inbox.at(5);
    await inbox.tick();
    // Who is there may take their time.
    expect((await inbox.find(id)).assigneeId).toBe(ann);
    inbox.staffed.members = [member(ann, away), member(bo)];
    inbox.at(7);
    await inbox.tick();
    await inbox.tick();
    expect((await inbox.find(id)).assigneeId).toBe(bo);
    inbox.staffed.members = [member(ann), member(bo, away)];
    inbox.at(13);
    await inbox.tick();
    await inbox.tick();
    expect((await inbox.find(id)).assigneeId).toBeUndefined();
    expect((await inbox.storyOf(id)).filter((line) => line.includes('assigned'))).toEqual([
      '0 assigned ann',
      '7 assigned nobody',
      '7 assigned bo',
      '13 assigned nobody',
    ]);
  });

  test('what an agent whose screen stands open does not take within the customer’s time is given to another', async () => {
    const rules = { routing: 'least-busy', firstReplyMinutes: 10 } as const;
    const inbox = await openInbox({ ...rules, pushAfterMinutes: 999, emailAfterMinutes: 999 }, [
      member(ann),
      member(bo, { load: 1 }),
    ]);
    const id = await inbox.handOver();
    await inbox.tick();
    inbox.at(9);
    await inbox.tick();
    expect((await inbox.find(id)).assigneeId).toBe(ann);
    inbox.at(11);
    await inbox.tick();
    await inbox.tick();
    expect((await inbox.find(id)).assigneeId).toBe(bo);
  });

  test('what is held by or given to somebody who is no member is found and taken from them', async () => {
    const inbox = await openInbox({ ...ladder, firstReplyMinutes: 1_000 }, [member(bo)]);
    const id = await inbox.handOver();
    await inbox.take(id, ann);
    await inbox.tick();
    expect(inbox.gone).toEqual([ann]);
    expect(inbox.told).toEqual([]);
    await inbox.pens.edit(inbox.tenantId, await inbox.handOver(), {}, { assigneeId: ann });
    await inbox.tick();
    expect(inbox.gone).toEqual([ann, ann]);
    await inbox.take(await inbox.handOver(), bo);
    await inbox.tick();
    expect(inbox.gone).toEqual([ann, ann]);
  });

  test('with the inbox off nothing is told, timed or given', async () => {
    const inbox = await openInbox({ ...ladder, isOn: false, routing: 'round-robin' }, [member(ann)]);
    const id = await inbox.handOver();
    inbox.at(100);
    await inbox.tick();
    expect(inbox.told).toEqual([]);
    expect(await inbox.find(id)).not.toHaveProperty('timer');
    expect(settingsOf((await desk.stores.tenants.find(inbox.tenantId)) ?? {}).inbox.isOn).toBe(false);
  });
});
