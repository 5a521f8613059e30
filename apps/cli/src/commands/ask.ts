import { answerQuestion, learn } from '@answerdesk/answers';
import { createSentences } from '@answerdesk/locales';
import { type Command, optionalText, requiredText, UsageError } from '../command.ts';
import { readCliConfig } from '../config.ts';
import { findTenant, withDesk } from '../desk.ts';

export const ask: Command = {
  name: 'ask',
  usage: 'ask --tenant T [--locale L] [--at ISO] TEXT',
  options: { tenant: { type: 'string' }, locale: { type: 'string' }, at: { type: 'string' } },
  async run(input) {
    const text = input.positionals.join(' ').trim();
    if (text === '') throw new UsageError('say what the customer asks');
    const tenantNamed = requiredText(input, 'tenant');
    const locale = optionalText(input, 'locale');
    const at = new Date(optionalText(input, 'at') ?? Date.now());
    if (Number.isNaN(at.getTime())) throw new UsageError('--at must be a date such as 2026-11-24T09:00:00Z');
    return withDesk(readCliConfig(), async (desk) => {
      const tenant = await findTenant(desk, tenantNamed);
      const model = await learn(await desk.faqs.list(tenant.id), { version: tenant.faqsVersion });
      const question = { text, at, ...(locale !== undefined && { locale }) };
      const answer = answerQuestion(model, question, tenant.thresholds);
      const say = createSentences();
      const replyText = answer.outcome === 'answered' ? answer.text : await say(answer.language, answer.outcome);
      const choices = answer.outcome === 'clarify' ? answer.choices : [];
      return {
        json: {
          outcome: answer.outcome,
          faqId: answer.outcome === 'answered' ? answer.faqId : null,
          confidence: answer.confidence,
          language: answer.language,
          emotion: null,
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
