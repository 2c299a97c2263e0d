/** Pairs of ratings around a practice, as they were noted. */
import type { PractisedRecord, Rated, Side } from "./answers.ts";

/** What domain.md calls primary tension. */
const PRIMARY = ["neck", "shoulder", "upper-back"];

export interface Pair {
  key: string;
  localDate: string;
  practice: string;
  place: Rated;
  after: number;
}

/** Newest first: places of the region that were rated on both sides of a practice. */
export function pairsOf(records: readonly PractisedRecord[], region: string): Pair[] {
  const wanted = region === "primary" ? PRIMARY : [region];
  const found = records.flatMap(({ id, localDate, record }) =>
    (record.before?.tension ?? [])
      .filter((place) => wanted.includes(place.region))
      .flatMap((place) => {
        const after = record.after?.tension?.find((each) => each.region === place.region && sideOf(each) === sideOf(place));
        const practice = record.segments?.[0]?.practice ?? "other";
        return after === undefined ? [] : [{ key: `${id} ${place.region} ${sideOf(place)}`, localDate, practice, place, after: after.value }];
      }),
  );
  return found.reverse();
}

export function sideOf(place: Rated): Side {
  return place.side ?? "both";
}
