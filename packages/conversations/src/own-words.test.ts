import { defaultTenantSettings, type Tenant, type TenantSettings, tenantIdSchema } from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import { expect, test } from 'vitest';
import { greetingOf, handoverWords, helpOf, type Speaking } from './own-words.ts';

const nine = [{ from: '09:00', to: '17:00' }];
const hours = {
  timeZone: 'Europe/Madrid',
  weekly: { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine, saturday: [], sunday: [] },
  holidays: [],
};
const saturday = new Date('2026-01-17T10:00:00Z');
const thursday = new Date('2026-01-15T10:00:00Z');

function speak(settings: Partial<TenantSettings>, changes: Partial<Speaking> = {}): Speaking {
  const tenant: Tenant = {
    id: tenantIdSchema.parse('t1'),
    name: 'Harbour Lane',
    locale: 'en',
    faqsVersion: 1,
    isDemo: false,
    settings: { ...defaultTenantSettings, ...settings },
    createdAt: thursday,
  };
  return { sentences: createSentences(), tenant, language: 'en', at: thursday, ...changes };
}

const texts = {
  tone: 'neutral' as const,
  greeting: { en: 'Ahoy!' },
  fallback: { en: 'No idea yet.' },
  offHours: { en: 'Back on {{opening}}.' },
};

test('the tenant’s own greeting is said in its language, and the system’s in every other', async () => {
  expect(await greetingOf(speak({ texts }))).toBe('Ahoy!');
  expect(await greetingOf(speak({ texts }, { language: 'es-MX' }))).toMatch(/^¡Hola! Te damos/);
});

test('the tone picks among the system’s sentences', async () => {
  const formal = { ...texts, tone: 'formal' as const, greeting: {} };
  expect(await greetingOf(speak({ texts: formal }))).toMatch(/^Good day/);
  expect(await greetingOf(speak({ texts: formal }, { language: 'es' }))).toMatch(/le damos la bienvenida/);
});

test('where nobody takes over, neither greeting nor help promises a person, in any tone and language', async () => {
  const inbox = { ...defaultTenantSettings.inbox, isOn: false };
  for (const language of ['en', 'es', 'zh-CN']) {
    for (const tone of ['neutral', 'formal', 'friendly'] as const) {
      const speaking = speak({ inbox, texts: { ...texts, tone, greeting: {} } }, { language });
      const said = `${await greetingOf(speaking)} ${await helpOf(speaking)}`;
      expect(said).not.toMatch(/person|staff|one of us|equipo|人工|工作人员|小伙伴|真人/i);
    }
  }
});

test('while somebody is there nothing is said of hours', async () => {
  expect(await handoverWords(speak({ texts, hours }), 'handover')).toBe('No idea yet.');
});

test('while nobody is there the customer hears when somebody is, in the tenant’s zone, and how else to reach it', async () => {
  const handover = { unsureTurns: 2, contactDetails: '+34 600 000 000' };
  expect(await handoverWords(speak({ texts, hours, handover }, { at: saturday }), 'handover')).toBe(
    'No idea yet.\n\nBack on Monday 9:00 AM.\n\nYou can also reach us here: +34 600 000 000',
  );
  const theirs = await handoverWords(speak({ texts, hours }, { at: saturday, language: 'es' }), 'askedForPerson');
  expect(theirs).toMatch(/Volvemos el lunes, 9:00\./);
});

test('who never opens again promises no opening, also where the own text has a place for it', async () => {
  const never = {
    ...hours,
    weekly: { ...hours.weekly, monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] },
  };
  expect(await handoverWords(speak({ texts, hours: never }), 'handover')).toBe(
    'No idea yet.\n\nNobody is here right now.',
  );
});
