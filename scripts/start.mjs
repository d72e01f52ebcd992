// @ts-check
/** `npm start`: the production server. */
import { serve } from "./serve.mjs";

Object.assign(process.env, { NODE_ENV: "production" });
await serve({ isDevelopment: false });
