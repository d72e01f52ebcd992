/** A point in time, in UTC until the script says it in the person's own time zone. */

import { toMomentText } from "@/lib/i18n/formats";

interface MomentProps {
  /** ISO 8601. */
  at: string;
  locale: string;
}

export function DateTime({ at, locale }: MomentProps) {
  return (
    <time dateTime={at} data-local="">
      {`${toMomentText(at, locale)} UTC`}
    </time>
  );
}
