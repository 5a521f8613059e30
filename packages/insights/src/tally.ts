import { languageOf, momentOfId, type TenantId } from '@answerdesk/domain';
import { addCounts, type Counts, noCounts, oneTime } from './counts.ts';
import type { Cell, CountedMessage, HourOfCounts } from './ports.ts';

export const HOUR_MS = 3_600_000;
export const QUARTER_MS = HOUR_MS / 4;

export interface TalliedHour extends HourOfCounts {
  readonly tenantId: TenantId;
  /** Messages that nobody has dealt with yet. */
  readonly waiting: number;
}

interface OpenHour {
  readonly tenantId: TenantId;
  readonly start: Date;
  readonly cells: Map<string, Cell>;
  waiting: number;
}

/**
 * Counts messages given in the order of their ids, where a bot's reply comes right behind what it answers. A message counts
 * in the quarter of an hour in which it was accepted, and so does its reply.
 */
export async function tallyMessages(messages: AsyncIterable<CountedMessage>): Promise<TalliedHour[]> {
  const hours = new Map<string, OpenHour>();
  let cause: CountedMessage | undefined;
  const close = (reply?: CountedMessage) => {
    if (cause) countOne(hours, cause, reply);
    cause = undefined;
  };
  for await (const message of messages) {
    if (message.author === 'contact') {
      close();
      cause = message;
    } else if (message.author === 'bot' && message.causeId === cause?.id) {
      close(message);
    }
  }
  close();
  return [...hours.values()].map(({ cells, ...hour }) => ({ ...hour, cells: [...cells.values()] }));
}

function countOne(hours: Map<string, OpenHour>, cause: CountedMessage, reply: CountedMessage | undefined): void {
  if (cause.handledAs === 'from-staff') return;
  const at = momentOfId(cause.id).getTime();
  const start = Math.floor(at / HOUR_MS) * HOUR_MS;
  const name = `${cause.tenantId}/${start}`;
  const hour = hours.get(name) ?? { tenantId: cause.tenantId, start: new Date(start), cells: new Map(), waiting: 0 };
  hours.set(name, hour);
  if (cause.handledAs === undefined) hour.waiting += 1;
  const quarter = Math.floor((at - start) / QUARTER_MS);
  const { channel } = cause;
  const language = languageKey(reply?.language ?? cause.language);
  const cell = `${quarter} ${channel} ${language}`;
  const counts = addCounts(addCounts(noCounts, hour.cells.get(cell)?.counts ?? {}), countsOf(cause, reply));
  hour.cells.set(cell, { quarter, channel, language, counts });
}

function countsOf(cause: CountedMessage, reply: CountedMessage | undefined): Partial<Counts> {
  const { handledAs } = cause;
  const replied = reply && {
    botReply: oneTime(reply.createdAt.getTime() - cause.createdAt.getTime()),
  };
  switch (handledAs) {
    case undefined:
      return { messages: 1 };
    case 'answered': {
      const openedAt = reply?.openedAt ?? cause.createdAt;
      return {
        messages: 1,
        answered: 1,
        ...replied,
        ...(reply && { botResolution: oneTime(reply.createdAt.getTime() - openedAt.getTime()) }),
      };
    }
    case 'clarify':
      return { messages: 1, clarified: 1, ...replied };
    case 'handover':
      return { messages: 1, handedOver: 1, unanswered: reply?.reason === 'asked-for-person' ? 0 : 1, ...replied };
    case 'drafted':
    case 'left-to-agent':
      return { messages: 1, leftToPeople: 1 };
    case 'rated':
      // Thanking for it is no reply to a question.
      return { messages: 1, other: 1 };
    default:
      return { messages: 1, other: 1, ...replied };
  }
}

/** Regional forms count together, but for Chinese, whose two scripts are two languages to read. */
export function languageKey(locale: string | undefined): string {
  if (locale === undefined) return 'und';
  if (languageOf(locale) !== 'zh') return languageOf(locale);
  return /-(Hant|TW|HK|MO)/i.test(locale) ? 'zh-TW' : 'zh-CN';
}
