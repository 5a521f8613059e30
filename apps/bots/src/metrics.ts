import { Counter, Histogram, type Registry } from 'prom-client';

/** What the bots count about themselves, for `/metrics`. */
export function createBotsMetrics(registry: Registry) {
  const registers = [registry];
  return {
    webhooks: new Counter({
      name: 'answerdesk_webhook_calls_total',
      help: 'Webhook calls by channel and HTTP status answered',
      labelNames: ['channel', 'status'],
      registers,
    }),
    messages: new Counter({
      name: 'answerdesk_messages_received_total',
      help: 'Customer messages by channel, and whether they were stored or known already',
      labelNames: ['channel', 'outcome'],
      registers,
    }),
    handled: new Counter({
      name: 'answerdesk_messages_handled_total',
      help: 'Customer messages by how they were dealt with',
      labelNames: ['as'],
      registers,
    }),
    deliveries: new Counter({
      name: 'answerdesk_delivery_steps_total',
      help: 'Steps of the outbox by result',
      labelNames: ['channel', 'result'],
      registers,
    }),
    deliverySeconds: new Histogram({
      name: 'answerdesk_delivery_seconds',
      help: 'From a reply in the outbox to the platform taking it',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    usage: new Counter({
      name: 'answerdesk_usage_total',
      help: 'What tenants used, by kind',
      labelNames: ['kind'],
      registers,
    }),
    refunds: new Counter({
      name: 'answerdesk_usage_refunds_total',
      help: 'What was counted and taken back, by reason',
      labelNames: ['reason'],
      registers,
    }),
  };
}

export type BotsMetrics = ReturnType<typeof createBotsMetrics>;
