/** The places of the `count` highest values above 0, in no order of value but rising; of equal ones the first. */
export function topPlaces(values: Float32Array, count: number): number[] {
  const places: number[] = [];
  let lowest = 0;
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] ?? 0;
    if (value <= lowest) continue;
    let at = places.length;
    while (at > 0 && (values[places[at - 1] ?? 0] ?? 0) < value) at -= 1;
    places.splice(at, 0, place);
    if (places.length > count) places.pop();
    if (places.length === count) lowest = values[places[count - 1] ?? 0] ?? 0;
  }
  return places.sort((a, b) => a - b);
}
