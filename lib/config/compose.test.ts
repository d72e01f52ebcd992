/** What `docker compose up` starts: its parts name each other, and Foyer takes the environment that it is given. */

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { NEWEST_SECRET } from "@/tests/unit/environment";
import { parseConfig } from "./config";
import { environmentSchema } from "./environment";

interface Service {
  environment?: Record<string, string>;
  networks?: string[];
  ports?: string[];
  depends_on?: string[] | Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  command?: string[];
  volumes?: string[];
  stop_grace_period?: string;
}

const readText = (path: string) => readFileSync(path, "utf8");
const readYaml = (path: string) => parse(readText(path), { merge: true });

const text = readText("compose.yaml");
const { services, networks }: { services: Record<string, Service>; networks: object } =
  readYaml("compose.yaml");
const kratos = readYaml("deploy/kratos.yml");
const hydra = readYaml("deploy/hydra.yml");
const { environment: foyer = {} } = services.foyer ?? {};

const toConditions = ({ depends_on: parts = {} }: Service): [string, string][] =>
  Array.isArray(parts)
    ? parts.map((name) => [name, "service_started"])
    : Object.entries(parts).map(([name, { condition }]) => [name, condition]);

it("every secret that compose asks for stands in the example, and no other", () => {
  const asked = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
  const told = [...readText("deploy/example.env").matchAll(/^(\w+)=$/gm)].map(([, name]) => name);
  expect([...asked].toSorted()).toEqual(told.toSorted());
  // Without a value compose ends with a sentence, in place of starting with an empty one.
  for (const name of asked) expect(text, name).toContain(`\${${name}:?see deploy/example.env}`);
});

it("Kratos' cookie secret has a length that it can encrypt with behind a newer one", () => {
  const [, named] =
    /\(([A-Z_, ]+):\s#? ?openssl rand -hex 16/.exec(readText("deploy/example.env").replaceAll("\n", " ")) ??
    [];
  expect(named?.split(", ")).toEqual(["KRATOS_COOKIE_SECRET", "KRATOS_CIPHER_SECRET"]);
});

it("Foyer knows every variable that compose gives it, and starts with them", () => {
  expect(Object.keys(foyer).filter((name) => !Object.hasOwn(environmentSchema.shape, name))).toEqual([]);
  const filled = { ...foyer, COOKIE_SECRET: NEWEST_SECRET };
  expect(parseConfig(filled)).toMatchObject({ publicUrl: { href: "http://localhost:3000" } });
});

it("Foyer is given the time that it takes to end, of a form that is sent as well", () => {
  const { drainDelayMs, writeTimeoutMs } = parseConfig({ ...foyer, COOKIE_SECRET: NEWEST_SECRET });
  const [, seconds] = /^(\d+)s$/.exec(services.foyer?.stop_grace_period ?? "") ?? [];
  expect(Number(seconds) * 1000).toBeGreaterThan(drainDelayMs + writeTimeoutMs + 4000);
});

it("each part waits for what it needs, and a database that is being set up is not ready", () => {
  for (const [name, service] of Object.entries(services))
    for (const [needed] of toConditions(service))
      expect(services, `${name} needs ${needed}`).toHaveProperty(needed);
  for (const server of ["kratos", "hydra"]) {
    const { [server]: serving = {}, [`${server}-migrate`]: migrating = {} } = services;
    expect(toConditions(serving)).toEqual([[`${server}-migrate`, "service_completed_successfully"]]);
    expect(toConditions(migrating)).toEqual([["postgres", "service_healthy"]]);
    const [configured] = serving.command?.slice(-1) ?? [];
    expect(configured).toBe(`/etc/foyer/${server}.yml`);
  }
  // While the image makes its databases, PostgreSQL answers on its socket alone.
  expect(services.postgres?.healthcheck?.test.join(" ")).toContain("pg_isready -h 127.0.0.1 ");
});

it("S5: nothing is published but on this machine, and no admin API or database at all", () => {
  const published = Object.values(services).flatMap(({ ports = [] }) => ports);
  expect(published.toSorted()).toEqual(["127.0.0.1:3000:3000", "127.0.0.1:4444:4444", "127.0.0.1:8025:8025"]);
  for (const name of ["postgres", "kratos", "kratos-migrate", "hydra-migrate"])
    expect(services[name]?.networks, name).toEqual(["inside"]);
  for (const { networks: named = [] } of Object.values(services))
    for (const network of named) expect(networks).toHaveProperty(network);
});

it("Kratos and Hydra are told of the addresses that Foyer has, and of each other's", () => {
  const home = foyer.FOYER_PUBLIC_URL;
  expect(kratos.serve.public.base_url).toBe(`${home}/`);
  expect(kratos.serve.admin.base_url).toBe(`${foyer.KRATOS_ADMIN_URL}/`);
  expect(hydra.urls.identity_provider.url).toBe(foyer.KRATOS_ADMIN_URL);
  expect(hydra.urls.self).toEqual({
    issuer: foyer.HYDRA_PUBLIC_URL,
    public: foyer.HYDRA_PUBLIC_URL,
    admin: foyer.HYDRA_ADMIN_URL,
  });
  for (const page of ["login", "registration", "consent", "logout", "error"])
    expect(hydra.urls[page], page).toBe(`${home}/${page}`);
  for (const flow of ["login", "registration", "recovery", "verification", "settings", "error"])
    expect(kratos.selfservice.flows[flow].ui_url, flow).toBe(`${home}/${flow}`);
  expect(kratos.selfservice.flows.logout.after.default_browser_return_url).toBe(`${home}/logout`);
  expect(new URL(kratos.courier.smtp.connection_uri).hostname in services).toBe(true);
});
