import '@mantine/spotlight/styles.css';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconMessage2Bolt, IconSearch, IconUserCircle, IconUserCog } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { linkOptions, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useSentences } from '../i18n.ts';
import { useMay } from '../session.ts';
import { type Place, places } from './navigation.ts';
import { searchSources } from './search-sources.ts';

const [store, spotlight] = createSpotlight();
/** Pages that are in no menu of their own. */
const others = [
  { link: linkOptions({ to: '/account' }), label: 'nav.account', icon: IconUserCircle },
  {
    link: linkOptions({ to: '/inbox/me' }),
    label: 'nav.myInbox',
    icon: IconUserCog,
    permission: 'conversation.read',
  },
  {
    link: linkOptions({ to: '/inbox/canned-replies' }),
    label: 'nav.cannedReplies',
    icon: IconMessage2Bolt,
    permission: 'conversation.read',
  },
] as const satisfies readonly Place[];

/** Search over pages and, through search-sources.ts, over what the areas hold. Each rise of `openings` opens it. */
export default function Search({ openings }: { readonly openings: number }) {
  const t = useSentences('shell');
  const may = useMay();
  const router = useRouter();
  const [query, setQuery] = useState('');
  const [settled] = useDebouncedValue(query.trim(), 150);
  useEffect(() => {
    if (openings > 0) spotlight.open();
  }, [openings]);
  const allowed = searchSources.filter(({ permission }) => may(permission));
  const found = useQueries({
    queries: allowed.map((source) => ({
      queryKey: ['search', source.name, settled],
      queryFn: () => source.find(settled),
      enabled: settled.length > 1,
    })),
  });
  const pages = [...places, ...others]
    .filter((place) => !('permission' in place) || may(place.permission))
    .map(({ link, label, icon: Sign }) => ({
      id: link.to,
      label: t(label),
      leftSection: <Sign size={20} aria-hidden />,
      onClick: () => void router.navigate({ to: link.to }),
    }))
    .filter(({ label }) => label.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase()));
  const groups = allowed.flatMap((source, at) => {
    const hits = found[at]?.data ?? [];
    if (hits.length === 0) return [];
    const Sign = source.icon;
    const actions = hits.map(({ id, title, detail, href }) => ({
      id: `${source.name} ${id}`,
      label: title,
      ...(detail !== undefined && { description: detail }),
      leftSection: <Sign size={20} aria-hidden />,
      onClick: () => router.history.push(href),
    }));
    return [{ group: t(source.label), actions }];
  });
  return (
    <Spotlight
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      filter={(_query, actions) => actions}
      actions={[...(pages.length > 0 ? [{ group: t('search.pages'), actions: pages }] : []), ...groups]}
      nothingFound={t('search.nothing')}
      scrollable
      attributes={{ content: { 'aria-label': t('search.open') } }}
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden />,
        placeholder: t('search.placeholder'),
        'aria-label': t('search.open'),
      }}
    />
  );
}
