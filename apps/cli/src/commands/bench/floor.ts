import { createServer } from 'node:http';
import Fastify from 'fastify';
import { Telegraf } from 'telegraf';

/**
 * What this machine could do at best, as a process of its own: `echo` answers JSON with fastify and nothing else;
 * `telegraf` is a bot without a database that replies to each message through the Bot API at `apiRoot`.
 */
const [kind, apiRoot = '', botCount = '1'] = process.argv.slice(2);

const address = kind === 'echo' ? await startEcho() : await startTelegrafBots(apiRoot, Number(botCount));
process.stdout.write(`${address}\n`);
process.once('disconnect', () => process.exit(0));

async function startEcho(): Promise<string> {
  const app = Fastify();
  app.post('/', async (request) => request.body);
  return app.listen({ port: 0, host: '127.0.0.1' });
}

async function startTelegrafBots(root: string, count: number): Promise<string> {
  const bots = Array.from({ length: count }, (_, index) => {
    const bot = new Telegraf(`${index + 1}:floor-of-the-bench`, { telegram: { apiRoot: root, webhookReply: false } });
    bot.botInfo = {
      id: index + 1,
      is_bot: true,
      first_name: 'Echo',
      username: 'echo_bot',
      can_join_groups: false,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    };
    bot.on('message', (context) => context.reply('text' in context.message ? context.message.text : '?'));
    return bot.webhookCallback(`/${index}`);
  });
  const server = createServer((request, response) => {
    const bot = bots[Number(request.url?.slice(1))];
    if (bot) void bot(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const bound = server.address();
  return `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
}
