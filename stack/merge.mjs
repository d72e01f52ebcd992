// @ts-check
// Lays configuration overrides over defaults.

/** @typedef {{ [key: string]: unknown }} Config */

/**
 * Objects merge key by key; arrays and plain values replace; `undefined` removes the key.
 * @param {Config} base
 * @param {Config} [overrides]
 * @returns {Config}
 */
export function deepMerge(base, overrides = {}) {
  const merged = { ...base };
  for (const [key, value] of Object.entries(overrides)) {
    if (value === undefined) {
      delete merged[key];
      continue;
    }
    const current = merged[key];
    merged[key] = isObject(current) && isObject(value) ? deepMerge(current, value) : value;
  }
  return merged;
}

/** @param {unknown} value @returns {value is Config} */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
