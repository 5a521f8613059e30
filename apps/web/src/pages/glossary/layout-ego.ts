/** Where the middle of a node is, in percent of the picture's width and height. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The middle of the picture, where the node stands that is looked at. */
export const centre: Place = { x: 50, y: 50 };

const RADIUS = { x: 36, y: 40 };

/** Places for the neighbours of a node: evenly round it, clockwise from the side that reading begins on. The same number gives the same places. */
export function layoutEgo(count: number): Place[] {
  return Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count - Math.PI;
    return { x: rounded(50 + RADIUS.x * Math.cos(angle)), y: rounded(50 + RADIUS.y * Math.sin(angle)) };
  });
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
