import { readBotsConfig } from '@answerdesk/bots';
import { createChannels } from '@answerdesk/channels';
import { channelNameSchema } from '@answerdesk/domain';
import { connectAccount, createSecretBox } from '@answerdesk/tenants';
import { type Command, optionalText, requiredText, UsageError } from '../command.ts';
import { readCliConfig } from '../config.ts';
import { findTenant, withDesk } from '../desk.ts';

export const channelConnect: Command = {
  name: 'channel connect',
  usage: 'channel connect --tenant T telegram --token X [--secret S]',
  options: { tenant: { type: 'string' }, token: { type: 'string' }, secret: { type: 'string' } },
  async run(input) {
    const name = channelNameSchema.safeParse(input.positionals[0]);
    if (!name.success || input.positionals.length !== 1) throw new UsageError('name one channel: telegram');
    const tenantNamed = requiredText(input, 'tenant');
    const token = requiredText(input, 'token');
    const webhookSecret = optionalText(input, 'secret');
    const config = readCliConfig();
    const { channels: addresses } = readBotsConfig(config.publicUrl);
    return withDesk(config, async (desk) => {
      const tenant = await findTenant(desk, tenantNamed);
      const channels = createChannels({ ...addresses });
      const connected = await connectAccount(
        {
          tenants: desk.tenants,
          accounts: desk.accounts,
          accountsOf: desk.platformWide.listAccountsOf,
          secretBox: createSecretBox(desk.secretKey, desk.oldSecretKey),
          webhookUrlOf: (accountId) => `${config.publicUrl}/webhooks/${name.data}/${accountId}`,
          now: () => new Date(),
        },
        tenant.id,
        channels[name.data],
        { credentials: { token, ...(webhookSecret !== undefined && { webhookSecret }) } },
      );
      if (connected.warning !== undefined) input.say(connected.warning);
      return {
        json: { accountId: connected.account.id, webhookUrl: connected.webhookUrl, secret: connected.secret },
        words: [
          `${connected.account.label} is connected to ${tenant.name}.`,
          `  account  ${connected.account.id}`,
          `  webhook  ${connected.webhookUrl}`,
          `  secret   ${connected.secret}`,
        ].join('\n'),
      };
    });
  },
};
