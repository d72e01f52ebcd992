/** A POST form of hidden fields around whatever submits it. */

import type { ReactNode } from "react";

interface PostFormProps {
  action: string;
  fields: Readonly<Record<string, string>>;
  className?: string;
  testId?: string;
  id?: string;
  /** Boxes elsewhere on the page belong to it, and are counted (client/console/selection.ts). */
  isSelection?: boolean;
  /** It carries a file. */
  isUpload?: boolean;
  /** Its answer is a file: the page stays, and the button may be pressed again. */
  isDownload?: boolean;
  children: ReactNode;
}

export function PostForm(props: PostFormProps) {
  const { action, fields, className, testId, id, isSelection, isUpload, isDownload, children } = props;
  return (
    <form
      id={id}
      method="post"
      action={action}
      encType={isUpload ? "multipart/form-data" : undefined}
      className={className}
      data-testid={testId}
      data-download={isDownload ? "" : undefined}
      // Browsers give ticks back by where they stood, and by then somebody else may stand there.
      autoComplete={isSelection ? "off" : undefined}
      data-selection={isSelection ? "" : undefined}
    >
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
