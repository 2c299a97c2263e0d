/** Which part of an axis is in view: none of it is ever outside of what there is. */

/** The part of an axis after a zoom about a point, never wider than all there is and never less than three days. */
export function zoomed(min: number, max: number, about: number, factor: number, least: number, most: number): [number, number] {
  const width = Math.min(Math.max((max - min) * factor, 3), most - least);
  const share = max === min ? 0.5 : (about - min) / (max - min);
  return moved(about - share * width, about + (1 - share) * width, 0, least, most);
}

export function moved(min: number, max: number, by: number, least: number, most: number): [number, number] {
  const width = max - min;
  const begin = Math.min(Math.max(min + by, least), most - width);
  return [begin, begin + width];
}
