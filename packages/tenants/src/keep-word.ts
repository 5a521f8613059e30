import { DomainError, type TenantId } from '@answerdesk/domain';
import { readTenantSettings, type SettingsDeps, saveTenantSettings } from './tenant-settings.ts';

const MOST_TRIES = 5;
const MOST_WORDS = 500;

/**
 * Puts a word on the list of those that are never translated, or takes it off; case makes no difference. Doing it twice changes
 * nothing. Throws DomainError `invalid` where the list is full, `conflict` where others keep changing the settings, `not-found`.
 */
export async function keepWord(
  deps: SettingsDeps,
  tenantId: TenantId,
  { word, isKept }: { readonly word: string; readonly isKept: boolean },
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const { settings, revision } = await readTenantSettings(deps, tenantId);
    const { inbox } = settings;
    const others = inbox.glossary.filter((other) => other.toLowerCase() !== word.toLowerCase());
    if (isKept === others.length < inbox.glossary.length) return;
    const glossary = isKept ? [...others, word] : others;
    if (glossary.length > MOST_WORDS) {
      throw new DomainError('invalid', `At most ${MOST_WORDS} words can be left untranslated.`);
    }
    try {
      await saveTenantSettings(deps, tenantId, revision, { section: 'inbox', value: { ...inbox, glossary } });
      return;
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'conflict') || tries === MOST_TRIES) throw error;
    }
  }
}
