import { StackedChart } from '../../components/stacked-chart.tsx';
import { useSentences } from '../../i18n.ts';
import { type Overview, rules } from './overview.ts';
import { useSaying } from './use-saying.ts';

const colours = { 'faq-exact': 'teal.6', generated: 'grape.5' } as const;

/** Bot replies by day and rule; its code is fetched when there is something to draw. */
export default function UsageChart({ overview, height }: { readonly overview: Overview; readonly height: number }) {
  const t = useSentences('billing');
  const say = useSaying(overview.currency);
  return (
    <StackedChart
      words={{
        title: t('use.title'),
        description: t('use.description'),
        showTable: t('use.table'),
        hideTable: t('use.hideTable'),
        time: t('use.day'),
      }}
      height={height}
      rows={overview.days.map(({ day, quantities, amountMicros }) => ({
        ...quantities,
        key: day,
        time: say.shortDay(day),
        amountMicros,
      }))}
      parts={rules.map((rule) => ({ name: rule, color: colours[rule], label: t(`ruleShort.${rule}`) }))}
      total={{ name: 'cost', label: t('use.cost'), cellOf: ({ amountMicros }) => say.amount(amountMicros) }}
      minWidth={460}
      say={say.number}
    />
  );
}
