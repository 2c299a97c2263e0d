/** Local dates are the services'; here they are only counted, never moved by a zone. */
const A_DAY_MS = 86_400_000;

export function plusDays(localDate: string, days: number): string {
  return new Date(Date.parse(localDate) + days * A_DAY_MS).toISOString().slice(0, 10);
}

export function dayNumber(localDate: string): number {
  return Math.round(Date.parse(localDate) / A_DAY_MS);
}

export function dateOf(dayNumber: number): string {
  return new Date(dayNumber * A_DAY_MS).toISOString().slice(0, 10);
}
