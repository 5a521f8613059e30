import { connectStripe, setupBilling } from '@answerdesk/billing';
import { DomainError } from '@answerdesk/domain';
import { type Command, UsageError } from '../../command.ts';
import { readStripeConfig } from '../../config.ts';

export const billingSetup: Command = {
  name: 'billing setup',
  usage: 'billing setup   (meters, products and prices at Stripe; again after prices changed)',
  options: {},
  async run(input) {
    if (input.positionals.length > 0) throw new UsageError('takes nothing more');
    const settings = readStripeConfig();
    const { made, changed, unchanged } = await setupBilling(connectStripe(settings)).catch(sayWhy);
    const mode = settings.isLive ? 'live' : 'test';
    const lines = [
      ...made.map((what) => `  made     ${what}`),
      ...changed.map((what) => `  changed  ${what}`),
      ...(made.length + changed.length === 0 ? ['  Nothing was to be done.'] : []),
    ];
    return {
      json: { mode, made, changed, unchanged },
      words: [`Billing is set up at Stripe (${mode} mode); ${unchanged} were as they are to be:`, ...lines].join('\n'),
    };
  },
};

/** Tenants are not told what Stripe said; whoever sets it up is. */
function sayWhy(error: unknown): never {
  if (!(error instanceof DomainError) || !(error.cause instanceof Error)) throw error;
  throw new DomainError(error.code, `Stripe refused: ${error.cause.message}`, { cause: error.cause });
}
