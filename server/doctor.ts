/** `npm run doctor`: checks the configuration of Foyer, Kratos and Hydra against each other. `--read-only` writes nothing. */

import { main } from "@/lib/doctor/main";
import { readServerOptions, withoutPipes } from "./options";

process.exitCode = await main(process.argv.slice(2), process.env, (env) =>
  readServerOptions(withoutPipes(env)),
);
