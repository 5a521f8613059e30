import { newTenantId } from '@answerdesk/domain';
import { type SettleResolutionsDeps, settleResolutions } from '@answerdesk/insights';
import { testDatabases } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, resolutionRoom } from './resolution-room.ts';

describe.each(testDatabases())('settling that breaks off on $name', ({ open }) => {
  const { desk, at, conversationOf, depsAt, settle, say, kept, ledgerOf, figures } = resolutionRoom(open);

  test('a process that dies at any step leaves it to the next, and nothing is counted twice', async () => {
    const tenantId = newTenantId();
    const { replyId } = await say(tenantId, 0, 'answered');
    const nowMs = DAY_MS + HOUR_MS;
    const dies = () => Promise.reject(new Error('killed'));
    const { enquiries, resolutions } = desk().stores;
    const whole = depsAt(nowMs);
    const deaths: Partial<SettleResolutionsDeps>[] = [
      { transcripts: { ...whole.transcripts, read: dies } },
      { enquiries: { ...enquiries, keep: dies } },
      { meter: { ...whole.meter, record: dies } },
      { resolutions: { ...resolutions, replace: dies } },
      { enquiries: { ...enquiries, noteFollowed: dies } },
    ];
    for (const changes of deaths) {
      const dead = { ...changes, job: { ...whole.job, advance: dies }, reportFailure: () => {} };
      await expect(settleResolutions(depsAt(nowMs, dead))).rejects.toThrow('killed');
    }
    await settle(depsAt(nowMs));
    expect(await kept(tenantId)).toEqual(['assumed quiet bot']);
    expect(await ledgerOf(tenantId)).toEqual([`verified-resolution 1 ${replyId}`]);
    expect(await figures(tenantId)).toMatchObject({ enquiries: 1, bot: { assumed: 1 } });
  });

  test.each(['read', 'replace'] as const)(
    'a conversation of which a %s fails keeps no other waiting, is reported, and is tried again ever more seldom',
    async (step) => {
      const [tenantId, other] = [newTenantId(), newTenantId()];
      const { replyId } = await say(tenantId, 0, 'answered', { chat: 'poison' });
      await say(tenantId, HOUR_MS, 'answered', { chat: 'sound' });
      await say(other, HOUR_MS, 'answered');
      const [poison, sound] = [conversationOf(tenantId, 'poison'), conversationOf(tenantId, 'sound')];
      const { transcripts, resolutions } = desk().stores;
      let tries = 0;
      const fails = () => {
        tries += 1;
        return Promise.reject(new Error('poison'));
      };
      const failures: unknown[] = [];
      const broken: Partial<SettleResolutionsDeps> = {
        reportFailure: (_what, error) => failures.push(error),
        transcripts: {
          ...transcripts,
          read: (of, id, from) => (step === 'read' && id === poison ? fails() : transcripts.read(of, id, from)),
        },
        resolutions: {
          ...resolutions,
          replace: (of, hour) =>
            step === 'replace' && of === tenantId && +hour.start === +at(0) ? fails() : resolutions.replace(of, hour),
        },
      };
      const nowMs = DAY_MS + 2 * HOUR_MS;
      await settle(depsAt(nowMs, broken));
      expect(await kept(tenantId, sound)).toEqual(['assumed quiet bot']);
      expect(await kept(other)).toEqual(['assumed quiet bot']);
      expect(String(failures)).toBe('Error: poison');
      const triesAt = async (ms: number) => {
        await settle(depsAt(nowMs + ms, broken));
        return tries;
      };
      expect(await triesAt(4 * MINUTE_MS)).toBe(1);
      expect(await triesAt(5 * MINUTE_MS)).toBe(2);
      expect(await triesAt(14 * MINUTE_MS)).toBe(2);
      expect(await triesAt(15 * MINUTE_MS)).toBe(3);
      await settle(depsAt(nowMs + HOUR_MS));
      expect(await kept(tenantId, poison)).toEqual(['assumed quiet bot']);
      expect(await figures(tenantId)).toMatchObject({ enquiries: 2, bot: { assumed: 2 } });
      expect(await ledgerOf(tenantId)).toContain(`verified-resolution 1 ${replyId}`);
      const { resolutionJob: job } = desk().stores;
      const later = at(nowMs + HOUR_MS);
      expect(await job.claim({ owner: 'looks', now: later, until: later })).toMatchObject({ postponed: [] });
      await job.release('looks');
    },
  );

  test('whoever follows hears of each conversation once it is settled, and again where they died over it', async () => {
    const tenantId = newTenantId();
    await say(tenantId, 0, 'answered');
    const told: string[] = [];
    const onSettled: SettleResolutionsDeps['onSettled'] = async (keys) => {
      const ours = keys.filter((key) => key.tenantId === tenantId);
      for (const { conversationId } of ours) told.push(`${conversationId} ${(await kept(tenantId)).join()}`);
      if (ours.length > 0 && told.length === 1) throw new Error('killed');
    };
    await expect(settleResolutions(depsAt(DAY_MS * 2, { onSettled }))).rejects.toThrow('killed');
    await settle(depsAt(DAY_MS * 2, { onSettled }));
    expect(told).toEqual(Array.from({ length: 2 }, () => `${conversationOf(tenantId)} assumed quiet bot`));
  });

  test('one process at a time does it, and any may go on', async () => {
    const tenantId = newTenantId();
    await say(tenantId, 0, 'answered');
    const { resolutionJob } = desk().stores;
    await resolutionJob.claim({ owner: 'another', now: at(DAY_MS * 2), until: at(DAY_MS * 2 + MINUTE_MS) });
    expect(await settleResolutions(depsAt(DAY_MS * 2))).toEqual({ more: false });
    expect(await kept(tenantId)).toEqual([]);
    await settle(depsAt(DAY_MS * 2 + MINUTE_MS));
    expect(await kept(tenantId)).toEqual(['assumed quiet bot']);
  });
});
