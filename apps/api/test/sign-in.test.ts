import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, password, type TestApi } from './open-api.ts';

describe.each(testDatabases())('signing in, on $name', (kind) => {
  let desk: TestApi;
  beforeAll(async () => {
    desk = await openApi(kind);
  });
  afterAll(() => desk.close());

  test('who signs up has a session in a tenant of their own', async () => {
    const { visitor, email, tenantId } = await desk.owner('Harbour Lane');
    expect(await visitor.ask('tenant.current')).toMatchObject({
      status: 200,
      body: { person: { email, isVerified: false }, tenant: { id: tenantId, name: 'Harbour Lane', role: 'owner' } },
    });
    expect((await desk.visitor().ask('tenant.current')).status).toBe(401);
  });

  test('signing in needs the right password', async () => {
    const { email, tenantId } = await desk.owner();
    const visitor = desk.visitor();
    expect((await visitor.auth('/sign-in/email', { email, password: 'wrong password' })).status).toBe(401);
    expect((await visitor.ask('tenant.current')).status).toBe(401);
    expect((await visitor.auth('/sign-in/email', { email, password })).status).toBe(200);
    expect((await visitor.ask('tenant.current')).body.tenant.id).toBe(tenantId);
  });
});
