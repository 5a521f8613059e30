import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrastOf, darkenFor } from './contrast.ts';
import {
  brandSchema,
  defaultTenantSettings,
  handoverRulesSchema,
  leastContrast,
  modelEndpointSchema,
  tenantSettingsSchema,
  textFor,
} from './tenant-settings.ts';

test('what holds by default may be saved as it is', () => {
  expect(tenantSettingsSchema.parse(defaultTenantSettings)).toEqual(defaultTenantSettings);
});

test('what was saved before moods were heeded heeds them, and whoever wants none of it says so', () => {
  const saved = { unsureTurns: 1, contactDetails: '' };
  expect(handoverRulesSchema.parse(saved).ignoresMood).toBeUndefined();
  expect(handoverRulesSchema.parse({ ...saved, ignoresMood: true }).ignoresMood).toBe(true);
  expect(handoverRulesSchema.safeParse({ ...saved, ignoresMood: 'no' }).success).toBe(false);
});

test('a colour that cannot be read on white is refused, and its darker neighbour is not', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrastOf('#767676', '#ffffff')).toBeGreaterThanOrEqual(leastContrast);
  expect(brandSchema.safeParse({ colour: '#777777' }).success).toBe(false);
  const colour = fc.integer({ min: 0, max: 0xff_ff_ff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
  fc.assert(
    fc.property(colour, (any) => {
      const darker = darkenFor(any, leastContrast);
      expect(brandSchema.safeParse({ colour: darker }).success).toBe(true);
      if (contrastOf(any, '#ffffff') >= leastContrast) expect(darker).toBe(any);
    }),
  );
});

test('a text is found in the nearest language, and in no other', () => {
  const texts = { en: 'Hello', 'es-ES': 'Hola', 'zh-TW': '您好', 'pt-BR': 'Oi', pt: 'Olá' };
  expect(textFor(texts, 'en-GB')).toBe('Hello');
  expect(textFor(texts, 'es-MX')).toBe('Hola');
  expect(textFor(texts, 'pt-br')).toBe('Oi');
  expect(textFor(texts, 'pt-PT')).toBe('Olá');
  expect(textFor(texts, 'zh-HK')).toBe('您好');
  expect(textFor(texts, 'zh-CN')).toBeUndefined();
  expect(textFor(texts, 'zh')).toBeUndefined();
  expect(textFor(texts, 'fr')).toBeUndefined();
});

test.each(['ftp://models.example', 'https://me:secret@models.example', 'https://models.example/v1?key=1', 'models'])(
  'the model address %s is refused',
  (baseUrl) => {
    expect(modelEndpointSchema.safeParse({ baseUrl, model: 'm', monthlyBudgetCents: 0 }).success).toBe(false);
  },
);
