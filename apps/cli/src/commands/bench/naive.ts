import Fastify from 'fastify';
import mongoose from 'mongoose';
import { NlpManager } from 'node-nlp';
import { z } from 'zod';

/**
 * What a developer would build instead, as a process of its own: a webhook in fastify, an answer by node-nlp, both
 * messages stored with mongoose, the reply sent with fetch. Reads its settings as one JSON document from stdin.
 */
const settingsSchema = z.object({
  mongodbUri: z.string(),
  databaseName: z.string(),
  apiRoot: z.string(),
  bots: z.array(z.object({ token: z.string(), secret: z.string() })),
  faqs: z.array(z.object({ texts: z.array(z.string()), answer: z.string(), locale: z.string() })),
});
export type NaiveSettings = z.infer<typeof settingsSchema>;

interface Update {
  readonly message?: { readonly chat: { readonly id: number }; readonly text?: string };
}

const SORRY = 'Sorry, I do not know that. A person will look at it.';

const Message = mongoose.model(
  'Message',
  new mongoose.Schema({
    bot: { type: Number, required: true },
    chatId: { type: Number, required: true },
    from: { type: String, enum: ['customer', 'bot'], required: true },
    text: { type: String, required: true },
    createdAt: { type: Date, default: Date.now },
  }).index({ bot: 1, chatId: 1, createdAt: 1 }),
);

const settings = settingsSchema.parse(JSON.parse(await readStdin()));
const manager = await learn(settings.faqs);
await mongoose.connect(settings.mongodbUri, { dbName: settings.databaseName, maxPoolSize: 20 });
await Message.createCollection();
await Message.createIndexes();
process.stdout.write(`${await listen()}\n`);
process.once('disconnect', () => process.exit(0));

async function listen(): Promise<string> {
  const app = Fastify();
  app.post<{ Params: { bot: string }; Body: Update }>('/webhooks/:bot', async (request, reply) => {
    const bot = Number(request.params.bot);
    const known = settings.bots[bot];
    if (!known || request.headers['x-telegram-bot-api-secret-token'] !== known.secret) return reply.code(401).send();
    const { message } = request.body;
    if (message?.text === undefined) return reply.send();
    const chatId = message.chat.id;
    await Message.create({ bot, chatId, from: 'customer', text: message.text });
    const { answer } = await manager.process(message.text);
    const text = answer ?? SORRY;
    await Message.create({ bot, chatId, from: 'bot', text });
    const sent = await fetch(`${settings.apiRoot}/bot${known.token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: chatId, text }),
    });
    await sent.json();
    return reply.send();
  });
  return app.listen({ port: 0, host: '127.0.0.1' });
}

async function learn(faqs: NaiveSettings['faqs']): Promise<NlpManager> {
  const languages = [...new Set(faqs.map(({ locale }) => languageOf(locale)))];
  const learnt = new NlpManager({ languages, autoSave: false, nlu: { log: false } });
  for (const [index, { texts, answer, locale }] of faqs.entries()) {
    const intent = `faq.${index}`;
    for (const text of texts) learnt.addDocument(languageOf(locale), text, intent);
    learnt.addAnswer(languageOf(locale), intent, answer);
  }
  await learnt.train();
  return learnt;
}

function languageOf(locale: string): string {
  return locale.slice(0, 2);
}

async function readStdin(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
  return text;
}
