import { createServer, type Server } from 'node:net';
import { createMailWords } from '@answerdesk/locales';
import { afterEach, expect, test } from 'vitest';
import { createMailer, type Mail } from './mail.ts';

const publicUrl = 'https://desk.example';
const mail: Mail = {
  kind: 'invitation',
  to: 'guest@example.com',
  locale: 'en',
  link: 'https://desk.example/invitations/1',
  values: { tenantName: 'Tea\r\nBcc: all@example.com', inviterName: 'Click https://evil.example' },
};

let server: Server | undefined;
afterEach(() => new Promise((closed) => (server ? server.close(closed) : closed(undefined))));

/** A mail server that takes one mail at a time, or refuses the one it is sent to. */
async function startServer(refuses = false): Promise<{ url: string; received: string[] }> {
  const received: string[] = [];
  const listening = createServer((socket) => {
    let inData = false;
    let text = '';
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      text += chunk;
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        received.push(line);
        if (inData && line !== '.') continue;
        if (line === 'DATA') socket.write('354 go on\r\n');
        else if (refuses && line.startsWith('RCPT')) socket.write('550 no such person\r\n');
        else socket.write('250 ok\r\n');
        inData = line === 'DATA';
      }
    });
  });
  server = listening;
  await new Promise<void>((ready) => listening.listen(0, '127.0.0.1', ready));
  const bound = listening.address();
  return { url: `smtp://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}?from=desk@shop.example`, received };
}

test('a mail is handed over with its link, and what people called themselves adds no line and no link to it', async () => {
  const { url, received } = await startServer();
  const words = createMailWords();
  const mailer = createMailer({ smtpUrl: url, publicUrl, words, keepsLinks: true, note: () => undefined });
  expect(mailer.sendsMail).toBe(true);
  await mailer.send(mail);
  const text = received.join('\n').replaceAll('=\n', '');
  expect(received).toContain('MAIL FROM:<desk@shop.example>');
  expect(received.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<guest@example.com>']);
  expect(text).toContain('https://desk.example/invitations/1');
  expect(text).not.toMatch(/^Bcc:/m);
  expect(text).not.toContain('https://evil.example');
  expect(mailer.findLink(mail.to, 'invitation')).toBeUndefined();
});

test('a mail server that refuses is told as unavailable', async () => {
  const { url } = await startServer(true);
  const words = createMailWords();
  const mailer = createMailer({ smtpUrl: url, publicUrl, words, keepsLinks: false, note: () => undefined });
  await expect(mailer.send(mail)).rejects.toMatchObject({ name: 'DomainError', code: 'unavailable' });
});

test('without a mail server the link is noted, and kept for a screen only where that is asked for', async () => {
  for (const keepsLinks of [true, false]) {
    const noted: unknown[] = [];
    const mailer = createMailer({
      publicUrl,
      words: createMailWords(),
      keepsLinks,
      note: (facts) => noted.push(facts),
    });
    await mailer.send(mail);
    expect(noted).toEqual([{ kind: 'invitation', to: mail.to, link: mail.link }]);
    expect(mailer.findLink(mail.to, 'invitation')).toBe(keepsLinks ? mail.link : undefined);
    expect(mailer.findLink('other@example.com', 'invitation')).toBeUndefined();
  }
});
