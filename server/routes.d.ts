/** What `scripts/build-server.mjs` makes of the files below `app/`: each route's path and its handlers. */
declare module "virtual:routes" {
  export const routes: readonly import("./route-table").Route[];
}
