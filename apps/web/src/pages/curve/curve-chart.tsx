import { Box, UnstyledButton } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import classes from './curve.module.css';
import { type Curve, type CurveWeek, type LineName, lines } from './curve.ts';
import { useCurveFormat } from './use-curve-format.ts';

const HEIGHT = 280;
const LEFT = 44;
const RIGHT = 20;
const TOP = 10;
const BOTTOM = 26;
const SHARES = [0, 0.25, 0.5, 0.75, 1];
/** How far apart the names of weeks stand at least. */
const NAME_PX = 64;
/** How much room a week's button takes, so that no finger meets its neighbour. */
const MARK_PX = 30;

/** Lines through the weeks' shares, the interval of the first, and under each week that has changes a button for them. */
export function CurveChart({
  curve: { weeks, marks },
  chosen,
  choose,
}: {
  readonly curve: Curve;
  readonly chosen: string | undefined;
  readonly choose: (week: string | undefined) => void;
}) {
  const t = useSentences('curve');
  const { percent, week: weekName } = useCurveFormat();
  const { number } = useFormat();
  const { ref, width } = useElementSize();
  const xOf = (index: number) =>
    LEFT + (weeks.length === 1 ? 0.5 : index / (weeks.length - 1)) * Math.max(0, width - LEFT - RIGHT);
  const yOf = (share: number) => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  const room = Math.max(1, width - LEFT - RIGHT);
  const every = Math.max(1, Math.ceil((weeks.length * NAME_PX) / room));
  // Where weeks are closer together than buttons are wide, neighbours' buttons stand below each other.
  const rows = width === 0 ? 1 : Math.max(1, Math.ceil(((weeks.length - 1) * MARK_PX) / room));
  const marksOf = Map.groupBy(marks, ({ week }) => week);
  return (
    <Box ref={ref} dir="ltr">
      {width > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={t('chart.description')} className={classes['chart']}>
          {SHARES.map((share) => (
            <g key={share}>
              <line className={classes['grid']} x1={LEFT} x2={width - RIGHT} y1={yOf(share)} y2={yOf(share)} />
              <text className={classes['label']} x={LEFT - 8} y={yOf(share) + 4} textAnchor="end">
                {percent(share)}
              </text>
            </g>
          ))}
          {weeks.map(({ week }, index) => (
            <g key={week}>
              {week === chosen && (
                <line className={classes['chosen']} x1={xOf(index)} x2={xOf(index)} y1={TOP} y2={HEIGHT - BOTTOM} />
              )}
              {(weeks.length - 1 - index) % every === 0 && (
                <text className={classes['label']} x={xOf(index)} y={HEIGHT - 6} textAnchor="middle">
                  {weekName(week)}
                </text>
              )}
            </g>
          ))}
          <Interval weeks={weeks} xOf={xOf} yOf={yOf} />
          {lines.map(({ name, color }) => (
            <Line key={name} name={name} color={color} weeks={weeks} xOf={xOf} yOf={yOf} />
          ))}
        </svg>
      )}
      <Box
        className={classes['marks'] ?? ''}
        role="group"
        aria-label={t('changes.title')}
        style={{ blockSize: rows * MARK_PX + 4 }}
      >
        {weeks.map(({ week }, index) => {
          const count = marksOf.get(week)?.length ?? 0;
          if (count === 0) return null;
          return (
            <UnstyledButton
              key={week}
              className={classes['mark'] ?? ''}
              style={{ left: xOf(index), top: (index % rows) * MARK_PX + 4 }}
              aria-pressed={week === chosen}
              aria-label={t('changes.ofWeek', { day: weekName(week), number: number(count) })}
              onClick={() => choose(week === chosen ? undefined : week)}
            >
              {number(count)}
            </UnstyledButton>
          );
        })}
      </Box>
    </Box>
  );
}

interface Places {
  readonly weeks: readonly CurveWeek[];
  readonly xOf: (index: number) => number;
  readonly yOf: (share: number) => number;
}

/** What leads to or from a share of too few is dashed; a week that nobody knows anything of breaks the line. */
function Line({ name, color, weeks, xOf, yOf }: Places & { readonly name: LineName; readonly color: string }) {
  return (
    <g data-color={color} data-line={name} className={classes['line']}>
      {weeks.map(({ week, [name]: share }, index) => {
        const before = weeks[index - 1]?.[name];
        if (!share) return null;
        const isUnsure = share.isTooFew || before?.isTooFew === true;
        return (
          <g key={week}>
            {before && (
              <line
                x1={xOf(index - 1)}
                y1={yOf(before.share)}
                x2={xOf(index)}
                y2={yOf(share.share)}
                {...(isUnsure && { strokeDasharray: '4 5' })}
              />
            )}
            <circle cx={xOf(index)} cy={yOf(share.share)} r={3.5} data-few={share.isTooFew || undefined} />
          </g>
        );
      })}
    </g>
  );
}

/** Where the accuracy of each week lies with 95 % confidence: whiskers, which need no neighbours. */
function Interval({ weeks, xOf, yOf }: Places) {
  return (
    <g data-color="teal" className={classes['interval']}>
      {weeks.map(({ week, accuracy }, index) =>
        accuracy ? (
          <line key={week} x1={xOf(index)} x2={xOf(index)} y1={yOf(accuracy.low)} y2={yOf(accuracy.high)} />
        ) : null,
      )}
    </g>
  );
}
