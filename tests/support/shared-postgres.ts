/** Before all tests: the PostgreSQL of their stacks. SQLite refuses now and then when Kratos' courier writes beside it. */

import { startSharedPostgres } from "../../stack/shared-postgres.mjs";

export default startSharedPostgres;
