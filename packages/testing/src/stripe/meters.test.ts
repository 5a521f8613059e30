import { describe, expect, test } from 'vitest';
import { type Form, startShop } from './start-shop.ts';

const DAY_MS = 24 * 3_600_000;

describe('a meter', () => {
  test('takes an identifier once in 24 hours, and once more after', async () => {
    const { fake, report, customer } = await startShop();
    expect((await report('a', 2)).status).toBe(200);
    await fake.advance(DAY_MS - 1_000);
    const again = await report('a', 2);
    expect(again.status).toBe(400);
    expect(again.body.error).toEqual({
      type: 'invalid_request_error',
      message: 'An event already exists with identifier a.',
    });
    await fake.advance(1_000);
    expect((await report('a', 2)).status).toBe(200);
    expect(fake.counted(customer.id, 'answers')).toBe(4);
  });

  test('takes events of the last 35 days and the next 5 minutes', async () => {
    const { fake, report } = await startShop();
    const now = fake.now().getTime() / 1000;
    expect((await report('a', 1, { timestamp: now - 35 * 86_400 })).status).toBe(200);
    expect((await report('b', 1, { timestamp: now - 35 * 86_400 - 1 })).status).toBe(400);
    expect((await report('c', 1, { timestamp: now + 300 })).status).toBe(200);
    expect((await report('d', 1, { timestamp: now + 301 })).status).toBe(400);
  });

  test('cancels an event once, within 24 hours, and knows no others', async () => {
    const { fake, report, cancel, customer } = await startShop();
    await report('a', 5);
    await report('b', 7);
    expect((await cancel('a')).status).toBe(200);
    expect((await cancel('a')).body.error?.message).toMatch(/already been canceled/);
    expect((await cancel('none')).body.error?.message).toMatch(/No meter event/);
    await fake.advance(DAY_MS + 1_000);
    expect((await cancel('b')).body.error?.message).toMatch(/within 24 hours/);
    expect(fake.counted(customer.id, 'answers')).toBe(7);
    expect(fake.countedByHour(customer.id, 'answers')).toEqual({ '2026-01-15T10:00:00.000Z': 7 });
  });

  test('shows what it took only after a while, by whole minutes and hours', async () => {
    const { fake, call, report, meter, customer } = await startShop({ meterLagMs: 120_000 });
    await report('a', 5);
    const start = fake.now().getTime() / 1000;
    const summaries = (more: Form) =>
      call('GET', `/v1/billing/meters/${meter.id}/event_summaries`, {
        customer: customer.id,
        start_time: start,
        end_time: start + 7_200,
        ...more,
      });
    expect((await summaries({})).body.data).toMatchObject([{ aggregated_value: 0 }]);
    await fake.advance(120_000);
    expect((await summaries({})).body.data).toMatchObject([{ aggregated_value: 5 }]);
    expect(
      (await summaries({ value_grouping_window: 'hour' })).body.data.map((one) => one['aggregated_value']),
    ).toEqual([0, 5]);
    expect((await summaries({ end_time: start + 61 })).status).toBe(400);
    expect((await summaries({ end_time: start + 60, value_grouping_window: 'hour' })).status).toBe(400);
    expect((await summaries({ value_grouping_window: 'day' })).status).toBe(400);
  });

  test('tells of events for nobody later, in a thin event whose data is fetched', async () => {
    const { fake, call, report, meter } = await startShop();
    expect((await report('a', 1, { payload: { stripe_customer_id: 'cus_gone', value: 1 } })).status).toBe(200);
    expect(fake.thinEvents()).toEqual([]);
    await fake.advance(10_000);
    const [event] = fake.thinEvents();
    expect(event).toMatchObject({
      object: 'v2.core.event',
      type: 'v1.billing.meter.error_report_triggered',
      related_object: { id: meter.id },
    });
    const fetched = await call('GET', `/v2/core/events/${event?.id}`);
    expect(JSON.stringify(fetched.raw)).toContain('meter_event_customer_not_found');
  });

  test('that there is not is told of in a thin event without an object', async () => {
    const { fake, call } = await startShop();
    fake.reportNoMeter(['a', 'b']);
    const [event] = fake.thinEvents();
    expect(event).toMatchObject({ type: 'v1.billing.meter.no_meter_found', data: { reason: { error_count: 2 } } });
    expect(event).not.toHaveProperty('related_object');
    expect((await call('GET', '/v2/core/events', { types: undefined })).body.data).toHaveLength(1);
  });
});
