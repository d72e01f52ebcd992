/** Formatters of dates and lists, one a language: making one takes as long as formatting some hundred values (threat D1). */

type Languages<T> = (locale: string) => T;

/** Pages are drawn in shipped languages only, so that few are kept. */
function perLanguage<T>(make: (locale: string) => T): Languages<T> {
  const made = new Map<string, T>();
  return (locale) => {
    const format = made.get(locale) ?? make(locale);
    made.set(locale, format);
    return format;
  };
}

/** A date and a time, in UTC. */
export const getMomentFormat = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }),
);

/** A date, in UTC. */
export const getDateFormat = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }),
);

/** "a, b, and c" */
export const getAndFormat = perLanguage((locale) => new Intl.ListFormat(locale, { type: "conjunction" }));
