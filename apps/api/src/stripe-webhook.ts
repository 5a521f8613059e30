import { takeStripeEvent, type WebhookDeps } from '@answerdesk/billing';
import type { FastifyInstance } from 'fastify';
import { Counter, type Registry } from 'prom-client';

/** Far more than Stripe's largest event. */
const BODY_LIMIT_BYTES = 1024 * 1024;

const statusOf = { handled: 200, repeated: 200, ignored: 200, unsigned: 400, busy: 409, held: 409 } as const;

/**
 * Stripe's webhooks, snapshots and thin events alike: `POST /webhooks/stripe`. What is not of ours is taken without a word;
 * what failed is answered so, and Stripe comes again. Without a signing secret there is no such address.
 */
export async function stripeWebhook(
  app: FastifyInstance,
  { deps, registry }: { readonly deps: WebhookDeps; readonly registry: Registry },
): Promise<void> {
  if (deps.settings.webhookSecrets.length === 0) return;
  const registers = [registry];
  const webhooks = new Counter({
    name: 'answerdesk_stripe_webhooks_total',
    help: 'Webhooks of Stripe by what became of them',
    labelNames: ['outcome'],
    registers,
  });
  const alarms = new Counter({
    name: 'answerdesk_stripe_alarms_total',
    help: 'What Stripe told that somebody must look at',
    registers,
  });
  const counted: WebhookDeps = {
    ...deps,
    alarm(facts, what) {
      alarms.inc();
      deps.alarm(facts, what);
    },
  };
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) => {
    done(null, body);
  });
  app.post('/webhooks/stripe', { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const signature = request.headers['stripe-signature'];
    try {
      const outcome = await takeStripeEvent(counted, {
        rawBody,
        signature: typeof signature === 'string' ? signature : '',
      });
      webhooks.inc({ outcome });
      return reply.code(statusOf[outcome]).send({ received: statusOf[outcome] === 200 });
    } catch (error) {
      webhooks.inc({ outcome: 'failed' });
      request.log.error({ err: error }, 'a webhook of Stripe could not be dealt with');
      return reply.code(500).send({ received: false });
    }
  });
}
