/** A point in time, in UTC until the script says it in the person's own time zone. */

interface MomentProps {
  /** ISO 8601. */
  at: string;
  locale: string;
}

export function DateTime({ at, locale }: MomentProps) {
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return (
    <time dateTime={at} data-local="">
      {`${format.format(new Date(at))} UTC`}
    </time>
  );
}
