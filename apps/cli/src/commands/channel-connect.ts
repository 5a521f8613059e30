import { readBotsConfig } from '@answerdesk/bots';
import { createChannels } from '@answerdesk/channels';
import { channelNameSchema } from '@answerdesk/domain';
import { connectAccount, createSecretBox } from '@answerdesk/tenants';
import { type Command, requiredText, UsageError } from '../command.ts';
import { readCliConfig } from '../config.ts';
import { findTenant, withDesk } from '../desk.ts';
import { credentialOptions, readCredentials, usageOfChannels } from './channel-credentials.ts';

const names = channelNameSchema.options.join(', ');

export const channelConnect: Command = {
  name: 'channel connect',
  usage: usageOfChannels('channel connect --tenant T'),
  options: {
    tenant: { type: 'string' },
    ...Object.fromEntries(
      Object.values(credentialOptions)
        .flatMap(Object.keys)
        .map((name) => [name, { type: 'string' as const }]),
    ),
  },
  async run(input) {
    const name = channelNameSchema.safeParse(input.positionals[0]);
    if (!name.success || input.positionals.length !== 1) throw new UsageError(`name one channel: ${names}`);
    const tenantNamed = requiredText(input, 'tenant');
    const credentials = readCredentials(input, name.data);
    const config = readCliConfig();
    const { channels: addresses } = readBotsConfig(config.publicUrl);
    return withDesk(config, async (desk) => {
      const tenant = await findTenant(desk, tenantNamed);
      const { account, webhookUrl, secret, warning } = await connectAccount(
        {
          tenants: desk.tenants,
          accounts: desk.accounts,
          accountsOf: desk.platformWide.listAccountsOf,
          secretBox: createSecretBox(desk.secretKey, desk.oldSecretKey),
          webhookUrlOf: (accountId) => `${config.publicUrl}/webhooks/${name.data}/${accountId}`,
          now: () => new Date(),
        },
        tenant.id,
        createChannels({ ...addresses })[name.data],
        { credentials },
      );
      if (warning !== undefined) input.say(warning);
      const snippet = `<script src="${config.publicUrl}/widget.js" data-account="${account.id}" async></script>`;
      const isWidget = name.data === 'webchat';
      return {
        json: {
          accountId: account.id,
          webhookUrl,
          ...(secret !== '' && { secret }),
          ...(isWidget && { snippet }),
        },
        words: [
          `${account.label} is connected to ${tenant.name}.`,
          `  account  ${account.id}`,
          isWidget ? `  put this into your pages:\n  ${snippet}` : `  webhook  ${webhookUrl}`,
          ...(secret === '' ? [] : [`  secret   ${secret}`]),
          ...(account.webhookOpenedAt || isWidget
            ? []
            : ['Enter the webhook on the platform: it works from its first call on.']),
        ].join('\n'),
      };
    });
  },
};
