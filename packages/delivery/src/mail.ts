import { DomainError } from '@answerdesk/domain';
import type { MailKind, MailWords } from '@answerdesk/locales';
import type { Transporter } from 'nodemailer';

export interface Mail {
  readonly kind: MailKind;
  readonly to: string;
  readonly locale: string;
  readonly link: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface Mailer {
  /** Hands the mail over. Throws DomainError `unavailable` when the mail server does not take it. */
  send(mail: Mail): Promise<void>;
  /** Whether mail leaves this machine at all. */
  readonly sendsMail: boolean;
  /** Without a mail server, and only where `keepsLinks`: the last link that would have been mailed to an address. */
  findLink(to: string, kind: MailKind): string | undefined;
}

export interface MailerOptions {
  /** Where mail is handed over; `?from=` names the sender, else its user, else no-reply at the product's own host. */
  readonly smtpUrl?: string;
  readonly publicUrl: string;
  readonly words: MailWords;
  /** Whether links may be shown on a screen of the machine itself: in development only. */
  readonly keepsLinks: boolean;
  /** Where links go when there is no mail server. */
  readonly note: (facts: Readonly<Record<string, unknown>>, what: string) => void;
}

const KEPT_LINKS = 200;
const TIMEOUT_MS = 15_000;

/** Makes the way mail takes: over SMTP, or without a mail server into the log. */
export function createMailer(options: MailerOptions): Mailer {
  const { smtpUrl } = options;
  const links = new Map<string, string>();
  if (smtpUrl === undefined) {
    return {
      sendsMail: false,
      async send({ kind, to, link }) {
        options.note({ kind, to, link }, 'SMTP_URL is not set: a link that would have been mailed');
        if (!options.keepsLinks) return;
        links.delete(`${kind} ${to}`);
        links.set(`${kind} ${to}`, link);
        const oldest = links.keys().next();
        if (links.size > KEPT_LINKS && oldest.value !== undefined) links.delete(oldest.value);
      },
      findLink: (to, kind) => links.get(`${kind} ${to}`),
    };
  }
  const { transportUrl, from } = readSmtpUrl(smtpUrl, options.publicUrl);
  let transport: Promise<Transporter> | undefined;
  return {
    sendsMail: true,
    async send({ kind, to, locale, link, values }) {
      const clean = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, onOneLine(value)]));
      const words = await options.words(locale, kind, { ...clean, link });
      try {
        transport ??= openTransport(transportUrl);
        await (await transport).sendMail({
          from: { name: 'Answerdesk', address: from },
          to: { name: '', address: to },
          ...words,
        });
      } catch (error) {
        throw new DomainError('unavailable', 'The mail could not be handed over.', { cause: error });
      }
    },
    findLink: () => undefined,
  };
}

/** Loaded with the first mail. */
async function openTransport(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  return createTransport({ url, ...timeouts });
}

function readSmtpUrl(smtpUrl: string, publicUrl: string): { transportUrl: string; from: string } {
  const url = new URL(smtpUrl);
  const user = decodeURIComponent(url.username);
  const otherwise = user.includes('@') ? user : `no-reply@${new URL(publicUrl).hostname}`;
  const from = url.searchParams.get('from') ?? otherwise;
  url.searchParams.delete('from');
  return { transportUrl: url.href, from };
}

/** A name somebody gave themselves must not look like paragraphs or links of ours. */
function onOneLine(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll('://', ': //')
    .slice(0, 120);
}
