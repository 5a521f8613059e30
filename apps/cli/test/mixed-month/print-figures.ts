import type { Figures } from './figures.ts';

interface Column {
  readonly head: string;
  of(figures: Figures): string;
}

const percent = (share: number) => (Number.isNaN(share) ? '' : `${(100 * share).toFixed(1)} %`);

/** What is asked of a month: the least share answered rightly, and the most answered wrongly. */
export const asked = { right: 0.8, wrong: 0.05 };

/** What a threshold trades. */
export const tradeColumns: readonly Column[] = [
  { head: 'right at once', of: ({ rightAtOnce }) => percent(rightAtOnce) },
  { head: 'by a choice', of: ({ rightByChoice }) => percent(rightByChoice) },
  { head: 'answered rightly', of: ({ right }) => percent(right) },
  { head: 'wrong', of: ({ wrong }) => percent(wrong) },
  { head: 'to a person', of: ({ handedOver }) => percent(handedOver) },
  { head: 'strangers answered', of: ({ strangersAnswered }) => percent(strangersAnswered) },
  { head: 'all wrong, of standard', of: ({ wrongOfStandard }) => percent(wrongOfStandard) },
  { head: 'all wrong, of answers', of: ({ wrongOfAnswers }) => percent(wrongOfAnswers) },
];

/** What a threshold changes little of. */
export const mannersColumns: readonly Column[] = [
  { head: 'small talk understood', of: ({ smallTalk }) => percent(smallTalk) },
  { head: 'anger soothed', of: ({ soothed }) => percent(soothed) },
  { head: 'angry question right', of: ({ angryRight }) => percent(angryRight) },
  { head: 'and wrong', of: ({ angryWrong }) => percent(angryWrong) },
  { head: 'person called when wished', of: ({ called }) => percent(called) },
  { head: 'called in vain', of: ({ calledInVain }) => percent(calledInVain) },
  { head: 'soothed in vain', of: ({ soothedInVain }) => percent(soothedInVain) },
  { head: 'going on, answered otherwise', of: ({ goingOnAnswered }) => percent(goingOnAnswered) },
];

/** Times or thresholds as the rows of a table in Markdown. */
export function tableOf(
  first: string,
  columns: readonly Column[],
  rows: readonly (readonly [name: string, figures: Figures])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line([first, ...columns.map(({ head }) => head)]),
    line([first, ...columns].map(() => '---')),
    ...rows.map(([name, figures]) => line([name, ...columns.map(({ of }) => of(figures))])),
  ].join('\n');
}
