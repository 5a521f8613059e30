import { askModel, createModelAsOf, detectEmotion, learn, openEmbedding, withGlossary } from '@answerdesk/answers';
import { createFaqHistoryReader, createFaqWorkshopStore } from '@answerdesk/database';

import { createSentences } from '@answerdesk/locales';
import { type Command, optionalText, requiredText, UsageError } from '../command.ts';
import { readCliConfig } from '../config.ts';
import { findTenant, withDesk } from '../desk.ts';

/** Nobody but whoever asked waits. */
const QUESTION_MS = 10_000;

export const ask: Command = {
  name: 'ask',
  usage: 'ask --tenant T [--locale L] [--at ISO] TEXT',
  options: { tenant: { type: 'string' }, locale: { type: 'string' }, at: { type: 'string' } },
  async run(input) {
    const text = input.positionals.join(' ').trim();
    if (text === '') throw new UsageError('say what the customer asks');
    const tenantNamed = requiredText(input, 'tenant');
    const locale = optionalText(input, 'locale');
    const asked = new Date();
    const at = new Date(optionalText(input, 'at') ?? asked);
    if (Number.isNaN(at.getTime())) throw new UsageError('--at must be a date such as 2026-11-24T09:00:00Z');
    const config = readCliConfig();
    return withDesk(config, async (desk) => {
      const tenant = await findTenant(desk, tenantNamed);
      const embedding = openEmbedding(config.embedding, {
        note: (why) => input.say(why),
        spend: desk.modelSpend,
        now: () => new Date(),
        questionMs: QUESTION_MS,
      });
      const asOf = createModelAsOf({
        history: createFaqHistoryReader(desk.database.models),
        listServed: desk.faqs.list,
        workshop: createFaqWorkshopStore(desk.database.models),
        findVersion: async () => tenant.faqsVersion,
        findGlossary: desk.glossaries.find,
        async learn(faqs, glossary) {
          const learnt = await learn(faqs, { version: tenant.faqsVersion, ...(embedding && { embedding }) });
          return withGlossary(learnt, glossary);
        },
        now: () => asked,
      });
      const { model } = await asOf(tenant.id, at);
      const question = { text, at, ...(locale !== undefined && { locale }) };
      const answer = await askModel(model, question, tenant.thresholds);
      const say = createSentences();
      const replyText = answer.outcome === 'answered' ? answer.text : await say(answer.language, answer.outcome);
      const choices = answer.outcome === 'clarify' ? answer.choices : [];
      return {
        json: {
          outcome: answer.outcome,
          faqId: answer.outcome === 'answered' ? answer.faqId : null,
          confidence: answer.confidence,
          language: answer.language,
          emotion: detectEmotion(text, { language: answer.language }),
          text: replyText,
          ...(choices.length > 0 && { choices }),
          trace: answer.trace,
        },
        words: [
          replyText,
          ...choices.map((choice) => `  · ${choice.question}`),
          `(${answer.outcome}, ${Math.round(answer.confidence * 100)} % sure, ${answer.language})`,
        ].join('\n'),
      };
    });
  },
};
