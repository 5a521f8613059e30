import type account from './screen/en/account.json';
import type audit from './screen/en/audit.json';
import type auth from './screen/en/auth.json';
import type bench from './screen/en/bench.json';
import type billing from './screen/en/billing.json';
import type cannedReplies from './screen/en/canned-replies.json';
import type channels from './screen/en/channels.json';
import type conversations from './screen/en/conversations.json';
import type curve from './screen/en/curve.json';
import type dial from './screen/en/dial.json';
import type faqImports from './screen/en/faq-imports.json';
import type faqs from './screen/en/faqs.json';
import type gaps from './screen/en/gaps.json';
import type gate from './screen/en/gate.json';
import type glossary from './screen/en/glossary.json';
import type home from './screen/en/home.json';
import type inbox from './screen/en/inbox.json';
import type inboxMe from './screen/en/inbox-me.json';
import type inboxPane from './screen/en/inbox-pane.json';
import type people from './screen/en/people.json';
import type settings from './screen/en/settings.json';
import type shell from './screen/en/shell.json';
import type suggestions from './screen/en/suggestions.json';
import type tags from './screen/en/tags.json';
import type team from './screen/en/team.json';
import type topics from './screen/en/topics.json';

/** The languages the screens speak, each by its tag, in the order people are offered them. */
export const screenLanguages = ['en', 'zh-CN', 'zh-TW', 'es', 'de', 'fr', 'ja', 'ar'] as const;
export type ScreenLanguage = (typeof screenLanguages)[number];

/** The sentences of the screens by area; an area is one small file for each language. */
export interface ScreenSentences {
  readonly shell: typeof shell;
  readonly auth: typeof auth;
  readonly conversations: typeof conversations;
  readonly faqs: typeof faqs;
  readonly gaps: typeof gaps;
  readonly gate: typeof gate;
  readonly glossary: typeof glossary;
  readonly home: typeof home;
  readonly inbox: typeof inbox;
  readonly 'inbox-me': typeof inboxMe;
  readonly 'canned-replies': typeof cannedReplies;
  readonly suggestions: typeof suggestions;
  readonly account: typeof account;
  readonly tags: typeof tags;
  readonly team: typeof team;
  readonly topics: typeof topics;
  readonly audit: typeof audit;
  readonly bench: typeof bench;
  readonly billing: typeof billing;
  readonly curve: typeof curve;
  readonly dial: typeof dial;
  readonly channels: typeof channels;
  readonly 'faq-imports': typeof faqImports;
  readonly people: typeof people;
  readonly settings: typeof settings;
  readonly 'inbox-pane': typeof inboxPane;
}
export type ScreenArea = keyof ScreenSentences;

type WithoutPlural<Key extends string> =
  Key extends `${infer Stem}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Stem : Key;
type Keys<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${Keys<T[K]>}`;
}[keyof T & string];

/** Every sentence of an area, by its key; a sentence with plurals goes by the key without its plural's ending. */
export type ScreenSentence<Area extends ScreenArea> = Keys<ScreenSentences[Area]>;

/** Reads the sentences of one area in one language. Rejects when they cannot be fetched. */
export async function loadScreenArea(language: ScreenLanguage, area: ScreenArea): Promise<Record<string, unknown>> {
  const read: { default: Record<string, unknown> } = await import(`./screen/${language}/${area}.json`, {
    with: { type: 'json' },
  });
  return read.default;
}

/** The screens' language nearest to what a person prefers, the first wish that can be met; English when none can. */
export function nearestScreenLanguage(wanted: readonly string[]): ScreenLanguage {
  for (const tag of wanted) {
    const found = nearestTo(tag);
    if (found) return found;
  }
  return 'en';
}

function nearestTo(tag: string): ScreenLanguage | undefined {
  const parts = tag.replaceAll('_', '-').toLowerCase().split('-');
  if (parts[0] === 'zh') {
    const isTraditional = parts.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) && !parts.includes('hans');
    return isTraditional ? 'zh-TW' : 'zh-CN';
  }
  return screenLanguages.find((language) => language === parts[0]);
}
