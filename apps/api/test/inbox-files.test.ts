import { tenantIdSchema } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApi, publicUrl, type Somebody, type TestApi } from './open-api.ts';
import { putConversation } from './put-conversation.ts';

const MEGABYTE = 1024 * 1024;
const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(64, 7)]);
const page = Buffer.from('<html><script>alert(1)</script></html>');

describe.each(testDatabases())('attached files on $name', (kind) => {
  let api: TestApi;
  let agent: Somebody;
  let other: Somebody;
  let conversationId: string;
  beforeAll(async () => {
    api = await openApi(kind);
    const owner = await api.owner();
    agent = await api.member(owner, 'agent');
    other = await api.owner('Another shop');
    conversationId = await putConversation(api, owner, 'ana');
  });
  afterAll(() => api.close());

  function send(who: Pick<Somebody, 'visitor'>, name: string, bytes: Buffer, to = conversationId, type = 'image/png') {
    const boundary = 'a-boundary-of-tests';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
    return who.visitor.send({
      method: 'POST',
      url: `/attachments?conversationId=${encodeURIComponent(to)}`,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
  }

  const open = (url: string) => api.app.inject({ method: 'GET', url: url.slice(publicUrl.length) });

  test('an image is shown to whoever has its address, and stands in the audit', async () => {
    const { status, body } = await send(agent, 'my photo.png', png);
    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'image', fileName: 'my photo.png', contentType: 'image/png', size: png.length });
    const answer = await open(body.url);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.equals(png)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': "inline; filename*=UTF-8''my%20photo.png",
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
    });
  });

  test.each([
    ['a page that is called an image', 'photo.png', page],
    [
      'a drawing that may hold scripts',
      'photo.svg',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    ],
    ['anything else', 'terms.docx', Buffer.from('PK\x03\x04 words')],
  ])('%s is only downloaded', async (_name, name, bytes) => {
    const { body } = await send(agent, name, bytes);
    expect(body).toMatchObject({ kind: 'file', fileName: name });
    const { headers } = await open(body.url);
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${name}`);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('a name cannot be more than a name', async () => {
    const { body } = await send(agent, '../../etc/..\\r\\nset-cookie: a=b;.pdf', Buffer.from('%PDF-1.7'));
    expect(body).toMatchObject({ contentType: 'application/pdf', kind: 'file' });
    expect(body.fileName).not.toMatch(/[/\\\r\n;:"]/u);
    expect((await open(body.url)).headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[^;]+$/u);
  });

  test.each([0, 1])(
    'a long name is cut between characters, and its file is given (after %i letters)',
    async (letters) => {
      const { status, body } = await send(
        agent,
        `${'a'.repeat(letters)}${'😀'.repeat(80)}.pdf`,
        Buffer.from('%PDF-1.7'),
      );
      expect(status).toBe(200);
      expect(body.fileName).toMatch(/^a?(😀){57,58}\.pdf$/u);
      expect((await open(body.url)).statusCode).toBe(200);
    },
  );

  test('an address cannot be guessed: another id of the same shape, or another tenant’s, leads nowhere', async () => {
    const { body } = await send(agent, 'secret.png', png);
    const [tenant = '', secret = ''] = body.id.split('.');
    expect(secret).toMatch(/^[A-Za-z0-9_-]{32}$/u);
    for (const id of [`${tenant}.${'A'.repeat(32)}`, `${other.tenantId}.${secret}`, tenant, 'x', `${tenant}.`]) {
      expect((await open(`${publicUrl}/files/${id}/secret.png`)).statusCode).toBe(404);
    }
  });

  test('are taken from members alone, and for their own conversations alone', async () => {
    expect(await send({ visitor: api.visitor() }, 'a.png', png)).toMatchObject({ status: 401 });
    expect(await send(other, 'a.png', png)).toMatchObject({ status: 404 });
    expect(await send(agent, 'a.png', png, 'nonsense/')).toMatchObject({ status: 400 });
    expect(await send(agent, 'a.png', Buffer.alloc(0))).toMatchObject({ status: 400 });
    const before = await api.desk.database.models.files.countDocuments({
      tenantId: tenantIdSchema.parse(other.tenantId),
    });
    expect(before).toBe(0);
  });

  test('from a page of another site are refused', async () => {
    const answer = await agent.visitor.send({
      method: 'POST',
      url: `/attachments?conversationId=${conversationId}`,
      headers: { origin: 'https://elsewhere.example', 'content-type': 'multipart/form-data; boundary=b' },
      payload: '--b--',
    });
    expect(answer.status).toBe(403);
  });

  test('of 5 MB are kept whole, larger ones refused', async () => {
    const largest = Buffer.alloc(5 * MEGABYTE, 1);
    const { status, body } = await send(agent, 'large.bin', largest);
    expect(status).toBe(200);
    expect((await open(body.url)).rawPayload.equals(largest)).toBe(true);
    expect(await send(agent, 'larger.bin', Buffer.alloc(5 * MEGABYTE + 1))).toMatchObject({ status: 413 });
    expect(await send(agent, 'far-larger.bin', Buffer.alloc(6 * MEGABYTE))).toMatchObject({ status: 413 });
  });

  test('of a tenant are at most 1 GB together, and another tenant has its own', async () => {
    const { fileusages } = api.desk.database.models;
    const tenantId = tenantIdSchema.parse(agent.tenantId);
    await fileusages.updateOne({ tenantId, _id: tenantId }, { $set: { bytes: 1024 * MEGABYTE - png.length } });
    expect(await send(agent, 'last.png', png)).toMatchObject({ status: 200 });
    expect(await send(agent, 'more.png', png)).toMatchObject({ status: 400 });
    const theirs = await putConversation(api, other, 'bo');
    expect(await send(other, 'theirs.png', png, theirs)).toMatchObject({ status: 200 });
    const { body } = await other.visitor.ask('audit.list', { action: 'inbox.attach' });
    expect(body.items).toMatchObject([
      { outcome: 'done', target: { kind: 'conversation', id: theirs } },
      { outcome: 'failed' },
    ]);
  });
});
