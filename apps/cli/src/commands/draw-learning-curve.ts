import type { LearningCurve, LearningRound } from '@answerdesk/answers';

export interface DrawnWords {
  readonly title: string;
  readonly description: string;
  readonly shown: string;
  readonly random: string;
  readonly all: string;
  /** Along the bottom. */
  readonly corrections: string;
}

const WIDTH = 720;
const HEIGHT = 360;
const LEFT = 52;
const RIGHT = 20;
const TOP = 56;
const BOTTOM = 48;
const RADIUS = 3;
/** So many steps along the bottom at most. */
const MOST_STEPS = 8;

/**
 * Draws both ways to learn over the corrections that they took, as a picture that needs nothing else and follows a reader's
 * light or dark. The same curve and words give the same picture, byte for byte.
 */
export function drawLearningCurve({ shown, random, all }: LearningCurve, words: DrawnWords): string {
  const rounds = [...shown, ...random];
  const most = Math.max(1, ...rounds.map(({ corrections }) => corrections));
  const lowest = Math.floor(Math.min(...rounds.map(({ accuracy }) => accuracy)) * 10) / 10;
  const x = (corrections: number) => LEFT + (corrections / most) * (WIDTH - LEFT - RIGHT);
  const y = (share: number) => TOP + ((1 - share) / (1 - lowest)) * (HEIGHT - TOP - BOTTOM);
  const line = (curve: readonly LearningRound[]) =>
    curve.map(({ corrections, accuracy }) => `${round(x(corrections))},${round(y(accuracy))}`).join(' ');
  const dots = (curve: readonly LearningRound[], name: string) =>
    curve.map(
      ({ corrections, accuracy }) =>
        `<circle class="${name}" cx="${round(x(corrections))}" cy="${round(y(accuracy))}" r="${RADIUS}"/>`,
    );
  const shares = Array.from({ length: Math.round((1 - lowest) * 10) + 1 }, (_, step) => lowest + step / 10);
  const legend = [
    ['shown', words.shown],
    ['random', words.random],
    ['all', words.all],
  ] as const;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(words.title)}</title>`,
    `<desc id="description">${escaped(words.description)}</desc>`,
    `<style>${STYLE}</style>`,
    `<text class="title" x="${LEFT}" y="22">${escaped(words.title)}</text>`,
    ...legend.flatMap(([name, label], index) => {
      const at = LEFT + (index * (WIDTH - LEFT - RIGHT)) / legend.length;
      return [
        `<line class="${name}" x1="${round(at)}" y1="40" x2="${round(at + 22)}" y2="40"/>`,
        `<text x="${round(at + 28)}" y="44">${escaped(label)}</text>`,
      ];
    }),
    ...shares.flatMap((share) => [
      `<line class="grid" x1="${LEFT}" y1="${round(y(share))}" x2="${WIDTH - RIGHT}" y2="${round(y(share))}"/>`,
      `<text class="end" x="${LEFT - 8}" y="${round(y(share) + 4)}">${Math.round(share * 100)} %</text>`,
    ]),
    ...stepsTo(most).map(
      (step) => `<text class="middle" x="${round(x(step))}" y="${HEIGHT - BOTTOM + 20}">${step}</text>`,
    ),
    `<text class="middle" x="${round((LEFT + WIDTH - RIGHT) / 2)}" y="${HEIGHT - 8}">${escaped(words.corrections)}</text>`,
    `<line class="all" x1="${LEFT}" y1="${round(y(all.accuracy))}" x2="${WIDTH - RIGHT}" y2="${round(y(all.accuracy))}"/>`,
    `<polyline class="random" points="${line(random)}"/>`,
    `<polyline class="shown" points="${line(shown)}"/>`,
    ...dots(random, 'random'),
    ...dots(shown, 'shown'),
    '</svg>',
    '',
  ].join('\n');
}

const STYLE = [
  'text{font:12px system-ui,sans-serif;fill:#333}',
  '.title{font-size:15px;font-weight:600}.end{text-anchor:end}.middle{text-anchor:middle}',
  'line,polyline{fill:none;stroke-width:2}',
  '.grid{stroke:#ddd;stroke-width:1}',
  '.shown{stroke:#0b6e5f}circle.shown{fill:#0b6e5f}',
  '.random{stroke:#b4540a}line.random,polyline.random{stroke-dasharray:6 4}circle.random{fill:#b4540a}',
  '.all{stroke:#666;stroke-dasharray:2 4}',
  '@media (prefers-color-scheme:dark){text{fill:#ddd}.grid{stroke:#444}.all{stroke:#aaa}',
  '.shown{stroke:#4fd1b5}circle.shown{fill:#4fd1b5}.random{stroke:#ffa45c}circle.random{fill:#ffa45c}}',
].join('');

/** Round numbers from 0 up. */
function stepsTo(most: number): number[] {
  const rough = most / MOST_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}

function round(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
