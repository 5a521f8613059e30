/** How far two colours (`#rrggbb`) stand apart, from 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The same hue, darkened step by step until it has at least this contrast with white. */
export function darkenFor(colour: string, leastContrast: number): string {
  let darker = colour;
  for (let percent = 98; percent >= 0 && contrastOf(darker, '#ffffff') < leastContrast; percent -= 2) {
    darker = `#${channelsOf(colour)
      .map((value) =>
        Math.floor((value * percent) / 100)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`;
  }
  return darker;
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
