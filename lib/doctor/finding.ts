/** What the config doctor has to say: one thing that is wrong, and the line that puts it right. */
import { trimSlashes } from "@/lib/trim-slashes";

export interface Finding {
  /** `error`: people cannot sign in, or it is unsafe. `warning`: look at it. */
  severity: "error" | "warning";
  /** The setting: an environment variable of Foyer, or a key of Kratos' or Hydra's configuration. */
  setting: string;
  /** What was seen, in a sentence. */
  found: string;
  /** The exact line to write, `kratos.yml: serve.public.base_url: https://accounts.example/`. */
  change: string;
}

export const KRATOS_FILE = "kratos.yml";
export const HYDRA_FILE = "hydra.yml";

/** A setting that should have one value: a finding when another was seen, with the line that sets it. */
export function compareSetting(
  file: string,
  setting: string,
  { seen, wanted, found }: { seen: string; wanted: string; found: string },
): Finding[] {
  if (trim(seen) === trim(wanted)) return [];
  return [{ severity: "error", setting, found, change: `${file}: ${setting}: ${wanted}` }];
}

/** Addresses that differ by a slash at the end are the same. */
function trim(url: string): string {
  return trimSlashes(url);
}
