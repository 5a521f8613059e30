import type { InboundContent, InboundMessage } from '@answerdesk/domain';
import type { Chance } from '@answerdesk/testing';
import type { SimulatedSend } from './simulated-platform.ts';

/** What customers ask: what the FAQs know, what lies between two of them, and what nobody knows. */
const questions = [
  'When do you open?',
  'How can I pay?',
  'Do you sell gift cards?',
  'zebra quantum',
  'Is the moon made of cheese?',
  'I am furious, this is a scandal!',
];

/** One customer in one chat, who writes on, asks again, presses what was offered, and corrects a message now and then. */
export function createCustomer(chatKey: string, chance: Chance, sends: readonly SimulatedSend[]) {
  let count = 0;
  let last = 'When do you open?';

  function contentOf(): InboundContent {
    const choice = chance.next();
    const offered = sends.findLast((send) => send.chatKey === chatKey && send.choiceIds.length > 0)?.choiceIds ?? [];
    if (choice < (offered.length > 0 ? 0.25 : 0.12)) {
      return { kind: 'choice', choiceId: offered[Math.floor(chance.next() * offered.length)] ?? 'person' };
    }
    if (choice < 0.29 && count > 1) return { kind: 'edited', of: keyOf(count - 1), text: pick() };
    if (choice < 0.32 && count > 1) return { kind: 'deleted', of: keyOf(count - 1) };
    // Half of them ask the same again.
    if (choice > 0.65) return { kind: 'text', text: last };
    last = pick();
    return { kind: 'text', text: last };
  }

  function pick(): string {
    return questions[Math.floor(chance.next() * questions.length)] ?? last;
  }

  function keyOf(number: number): string {
    return `${chatKey}:${number}`;
  }

  return {
    next(): InboundMessage {
      count += 1;
      return {
        dedupeKey: keyOf(count),
        chatKey,
        isGroup: false,
        contact: { platformId: chatKey, locale: 'en' },
        content: contentOf(),
      };
    },
  };
}
