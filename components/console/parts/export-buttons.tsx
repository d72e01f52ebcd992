/** Buttons that ask for a file: forms, since a link could be somebody else's. */

import { PostForm } from "@/components/controls/post-form";
import type { ExportFormView } from "@/lib/console/export/export-form";

export function ExportButtons({ forms }: { forms: readonly ExportFormView[] }) {
  if (forms.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-x-5 gap-y-1">
      {forms.map(({ label, action, hidden }) => (
        <PostForm key={label} action={action} fields={hidden} isDownload>
          <button type="submit" className="min-h-6 text-link underline underline-offset-4">
            {label}
          </button>
        </PostForm>
      ))}
    </div>
  );
}
