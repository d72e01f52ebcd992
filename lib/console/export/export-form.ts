/** A button that asks for a file. */

import type { ActFormView } from "../forms/form";

export interface ExportFormView extends ActFormView {
  label: string;
}
