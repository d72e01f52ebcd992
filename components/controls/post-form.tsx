/** A POST form of hidden fields around whatever submits it. */

import type { ReactNode } from "react";

interface PostFormProps {
  action: string;
  fields: Readonly<Record<string, string>>;
  className?: string;
  testId?: string;
  children: ReactNode;
}

export function PostForm({ action, fields, className, testId, children }: PostFormProps) {
  return (
    <form method="post" action={action} className={className} data-testid={testId}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
