import { createTenant } from '@answerdesk/tenants';
import { type Command, optionalText, requiredText } from '../command.ts';
import { readCliConfig } from '../config.ts';
import { withDesk } from '../desk.ts';

export const tenantCreate: Command = {
  name: 'tenant create',
  usage: 'tenant create --name N [--locale L]',
  options: { name: { type: 'string' }, locale: { type: 'string' } },
  async run(input) {
    const name = requiredText(input, 'name');
    const locale = optionalText(input, 'locale');
    return withDesk(readCliConfig(), async ({ tenants }) => {
      const tenant = await createTenant(
        { tenants, now: () => new Date() },
        { name, ...(locale !== undefined && { locale }) },
      );
      return { json: { tenantId: tenant.id }, words: `Tenant ${tenant.name} is made; its id is ${tenant.id}.` };
    });
  },
};
