import { StackedChart } from '../../components/stacked-chart.tsx';
import { useFormat } from '../../format.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import type { Summary } from './summary.ts';

const parts = [
  ['answered', 'teal.6'],
  ['clarified', 'blue.5'],
  ['handedOver', 'orange.6'],
  ['leftToPeople', 'grape.5'],
  ['other', 'gray.5'],
] as const;

/** Messages over time by what became of them; its code is fetched when there is something to draw. */
export default function MessagesChart({ summary, height }: { readonly summary: Summary; readonly height: number }) {
  const t = useSentences('home');
  const screen = useLanguage();
  const format = useFormat();
  return (
    <StackedChart
      words={{
        title: t('chart.title'),
        description: t('chart.description'),
        showTable: t('chart.table'),
        hideTable: t('chart.hideTable'),
        time: t('chart.time'),
      }}
      height={height}
      rows={summary.series.map((figures) => ({
        ...figures,
        key: figures.label,
        time: timeName(figures.label, screen),
      }))}
      parts={parts
        .filter(([name]) => summary.totals[name] > 0)
        .map(([name, color]) => ({ name, color, label: t(`figure.${name}`) }))}
      total={{ name: 'messages', label: t('figure.messages'), cellOf: ({ messages }) => format.number(messages) }}
      isTotalFirst
      minWidth={520}
      say={format.number}
    />
  );
}

/** A day or an hour of the tenant's calendar, which is already that of its time zone. */
function timeName(label: string, screen: string): string {
  const [day = '', hour] = label.split('T');
  const moment = new Date(`${day}T${hour ?? '00:00'}:00Z`);
  return new Intl.DateTimeFormat(screen, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    ...(hour !== undefined && { hour: 'numeric', minute: '2-digit' }),
  }).format(moment);
}
