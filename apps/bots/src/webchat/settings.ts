import { parseMarkdown, type Span } from '@answerdesk/channels';
import { greetingOf } from '@answerdesk/conversations';
import { localeSchema, settingsOf, type Tenant } from '@answerdesk/domain';
import { loadWidgetWords, type Sentences, type WidgetWords } from '@answerdesk/locales';

/** What the widget needs to show itself. */
export interface WidgetSettings {
  readonly name: string;
  /** `#rrggbb`, on which white can be read. */
  readonly colour: string;
  readonly greeting: readonly Span[];
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly words: WidgetWords;
}

/** The widget's settings in the language nearest to the visitor's. */
export async function readWidgetSettings(
  sentences: Sentences,
  tenant: Tenant,
  wanted: string | undefined,
): Promise<WidgetSettings> {
  const language = localeSchema.catch(tenant.locale).parse(wanted);
  const greeting = await greetingOf({ sentences, tenant, language, at: new Date() });
  return {
    name: tenant.name,
    colour: settingsOf(tenant).brand.colour,
    greeting: parseMarkdown(greeting),
    ...(await loadWidgetWords(language)),
  };
}
