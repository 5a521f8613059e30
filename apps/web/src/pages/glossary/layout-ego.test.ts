import { expect, test } from 'vitest';
import { layoutEgo } from './layout-ego.ts';

test.each([1, 2, 3, 5, 8])('%d neighbours stand within the picture, none over another or over the middle', (count) => {
  const places = [{ x: 50, y: 50 }, ...layoutEgo(count)];
  expect(layoutEgo(count)).toEqual(layoutEgo(count));
  for (const [index, place] of places.entries()) {
    expect(Math.abs(place.x - 50)).toBeLessThanOrEqual(36);
    expect(Math.abs(place.y - 50)).toBeLessThanOrEqual(40);
    for (const other of places.slice(index + 1)) {
      const apart = Math.abs(place.x - other.x) >= 25 || Math.abs(place.y - other.y) >= 11;
      expect(apart, `${JSON.stringify(place)} and ${JSON.stringify(other)}`).toBe(true);
    }
  }
});
