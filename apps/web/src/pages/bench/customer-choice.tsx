import type { ChannelName } from '@answerdesk/domain';
import { screenLanguages } from '@answerdesk/locales';
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { channels, useChannelName } from '../../components/channel-names.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import { useSession } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';

export interface Customer {
  readonly channel: ChannelName;
  readonly locale: string;
}

/** As whom one asks: on which channel, speaking which language. */
export function CustomerChoice({
  customer,
  onChange,
}: {
  readonly customer: Customer;
  readonly onChange: (customer: Customer) => void;
}) {
  const t = useSentences('bench');
  const channelName = useChannelName();
  const language = useLanguage();
  const trpc = useTRPC();
  const { tenant } = useSession();
  const { data: written = [] } = useQuery(trpc.faqs.languages.queryOptions());
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const locales = [...new Set([tenant.locale, ...written, ...screenLanguages])];
  return (
    <>
      <Select
        label={t('channel')}
        w={220}
        size="sm"
        allowDeselect={false}
        data={channels.map((value) => ({ value, label: channelName(value) }))}
        value={customer.channel}
        onChange={(channel) =>
          onChange({ ...customer, channel: channels.find((one) => one === channel) ?? customer.channel })
        }
      />
      <Select
        label={t('language')}
        w={200}
        size="sm"
        searchable
        allowDeselect={false}
        data={locales.map((value) => ({ value, label: names.of(value) ?? value }))}
        value={customer.locale}
        onChange={(locale) => onChange({ ...customer, locale: locale ?? customer.locale })}
      />
    </>
  );
}
