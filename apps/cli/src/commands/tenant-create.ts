import { signUpTenant } from '@answerdesk/tenants';
import { openAccounts } from '../accounts.ts';
import { type Command, optionalText, requiredText } from '../command.ts';
import { readCliConfig } from '../config.ts';
import { withDesk } from '../desk.ts';

export const tenantCreate: Command = {
  name: 'tenant create',
  usage: 'tenant create --name N --email E --password P [--locale L]',
  options: {
    name: { type: 'string' },
    email: { type: 'string' },
    password: { type: 'string' },
    locale: { type: 'string' },
  },
  async run(input) {
    const tenantName = requiredText(input, 'name');
    const email = requiredText(input, 'email');
    const password = requiredText(input, 'password');
    const locale = optionalText(input, 'locale');
    const config = readCliConfig();
    return withDesk(config, async (desk) => {
      const wanted = { tenantName, email, password, ...(locale !== undefined && { locale }) };
      const { tenantId, userId } = await signUpTenant(await openAccounts(desk, config), wanted);
      return {
        json: { tenantId, userId },
        words: `Tenant ${tenantName} is made; its id is ${tenantId}. Sign in as ${email.toLowerCase()}.`,
      };
    });
  },
};
