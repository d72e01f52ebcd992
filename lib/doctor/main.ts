/** `npm run doctor`: reads the environment, asks the servers, and prints what to change. Bundled by scripts/build.mjs. */

import { ConfigError, setConfig } from "@/lib/config/config";
import { resolveConfig } from "@/lib/config/resolve-config";
import { toGiven, type Variables } from "@/lib/config/variables";
import { checkEnvironment } from "./check-environment";
import { describeVersions } from "./check-servers";
import { diagnose } from "./diagnose";
import type { Finding } from "./finding";
import { describeUnseen } from "./unseen";

const READ_ONLY = "--read-only";

const MARKS = { error: "✗", warning: "!" } as const;

/**
 * @param args `--read-only` writes nothing to Redis, and makes no temporary client at Hydra, and so does not learn `urls.login`, `consent`, `logout`
 * @param readServerOptions what the start reads besides: where it listens, its certificate; throws ConfigError
 * @returns the exit code: 1 when there are errors, or an argument that is unknown
 */
export async function main(
  args: string[],
  env: Variables,
  readServerOptions: (env: Variables) => unknown,
): Promise<number> {
  const unknown = args.find((argument) => argument !== READ_ONLY);
  if (unknown !== undefined) {
    // A slip in it would write where nothing is to be written.
    process.stderr.write(`The doctor knows no ${unknown}, only ${READ_ONLY}; nothing was looked at.\n`);
    return 1;
  }
  // `npm run doctor --read-only`, without `--` before it: npm takes the option for one of its own and hands it on so.
  const isReadOnly = args.length > 0 || env.npm_config_read_only === "true";
  const { findings: others, notes } = await findAll(toGiven(env), { probe: !isReadOnly });
  const findings = [...findProblems(() => readServerOptions(env)), ...others];
  for (const line of notes) process.stdout.write(`· ${line}\n`);
  for (const finding of findings) process.stdout.write(`${toText(finding)}\n`);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  process.stdout.write(`${count(errors, "error")}, ${count(findings.length - errors, "warning")}\n`);
  return errors > 0 ? 1 : 0;
}

async function findAll(
  env: Variables,
  { probe }: { probe: boolean },
): Promise<{ findings: Finding[]; notes: string[] }> {
  try {
    const { config } = await resolveConfig(env);
    setConfig(config);
    const [findings, versions] = await Promise.all([
      diagnose(config, { probe, exposure: true, env }),
      describeVersions(config),
    ]);
    return { findings, notes: [...versions, ...describeUnseen(config)] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { findings: [...error.problems.map(toFinding), ...checkEnvironment(env)], notes: [] };
  }
}

function findProblems(read: () => unknown): Finding[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(toFinding);
  }
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

function toFinding(problem: string): Finding {
  const [setting = "", ...rest] = problem.split(": ");
  return { severity: "error", setting, found: rest.join(": "), change: `environment: ${setting}` };
}

function toText({ severity, setting, found, change }: Finding): string {
  return `${MARKS[severity]} ${setting}\n    ${found}\n    change  ${change}\n`;
}
