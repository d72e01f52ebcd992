// @ts-check
// What a share of measurements is below.

/** @param {readonly number[]} values in any order @param {number} share 0.5 is the median @returns {number} `NaN` of none */
export function toQuantile(values, share) {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** @param {readonly number[]} values in any order */
export const toMedian = (values) => toQuantile(values, 0.5);
