import { closest } from "fastest-levenshtein";
import { expect, it, vi } from "vitest";
import { parseConfig } from "@/lib/config/config";
import { environmentSchema } from "@/lib/config/environment";
import { NEWEST_SECRET } from "@/tests/unit/environment";
import { checkEnvironment } from "./check-environment";

vi.mock("fastest-levenshtein", { spy: true });

const SAFE = {
  FOYER_PUBLIC_URL: "https://id.example",
  KRATOS_PUBLIC_URL: "http://kratos:4433",
  COOKIE_SECRET: NEWEST_SECRET,
};

/** Every variable that Foyer knows, with the same value. */
const toEach = (value: string) =>
  Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, value]));

it.each([
  ["FOYER_PUBIC_URL", "FOYER_PUBLIC_URL"],
  ["KRATOS_PUBLIC_URI", "KRATOS_PUBLIC_URL"],
  ["COOKIE_SECRETS", "COOKIE_SECRET"],
  ["FOYER_LANGAUGES", "FOYER_LANGUAGES"],
  ["TLS_CERTPATH", "TLS_CERT_PATH"],
  ["FOYER_REDS_URL", "FOYER_REDIS_URL"],
  ["FOYER_REDIS_KEYPATH", "FOYER_REDIS_KEY_PATH"],
  ["TLS_KET_PATH", "TLS_KEY_PATH"],
  ["FOYER_TRUSTED_CLIENT_IDS", "TRUSTED_CLIENT_IDS"],
  ["FOYER_CONSOLE_URL", "CONSOLE_URL"],
  ["FOYER_KRATOS_PUBLIC_URI", "KRATOS_PUBLIC_URL"],
])("%s is taken for a misspelt %s", (name, meant) => {
  expect(checkEnvironment({ [name]: "x" })).toEqual([
    expect.objectContaining({ severity: "warning", setting: name, change: `environment: ${meant}=…` }),
  ]);
});

it.each([
  "PATH",
  "HOSTNAME",
  "KRATOS_PUBLIC_PORT",
  "HYDRA_ADMIN_SERVICE_HOST",
  "FOYER_BENCH_PEOPLE",
  "FOYER_SERVICE_HOST",
  "FOYER_PORT_3000_TCP_ADDR",
  "VERCEL_URL",
])("%s is somebody else's, and nothing is said of it", (name) => {
  expect(checkEnvironment({ [name]: "x" })).toEqual([]);
});

it("a platform's variables are compared with names of about their length alone", () => {
  vi.mocked(closest).mockClear();
  checkEnvironment({ PAYMENTS_SERVICE_HOST: "x", PAYMENTS_PORT_8080_TCP_PROTO: "x" });
  const apart = vi
    .mocked(closest)
    .mock.calls.flatMap(([name, known]) => known.map(({ length }) => Math.abs(length - name.length)));
  expect(Math.max(...apart)).toBe(2);
});

it("no variable of Foyer's is taken for another", () => {
  const switches = { FOYER_METRICS: "true", FOYER_RATE_LIMIT: "true" };
  expect(checkEnvironment({ ...toEach("x"), ...switches })).toEqual([]);
});

it.each([
  [{ HYDRA_PUBLIC_URL: "https://o.example" }, ["HYDRA_ADMIN_URL"]],
  [{ HYDRA_PUBLIC_URL: "https://o.example", HYDRA_ADMIN_URL: "" }, ["HYDRA_ADMIN_URL"]],
  [{ HYDRA_PUBLIC_URL: "https://o.example", HYDRA_ADMIN_URL: "http://hydra:4445" }, []],
  [{ HYDRA_PUBLIC_URL: "https://o.example", ORY_SDK_URL: "https://p.example" }, []],
  [{ TRUSTED_CLIENT_IDS: "shop" }, ["HYDRA_ADMIN_URL"]],
  [{ CONSOLE_OPERATORS: "id=admin" }, ["CONSOLE_URL"]],
  [{ CONSOLE_OPERATORS: "id=admin", CONSOLE_URL: "https://a.example/console" }, []],
  [{ CONSOLE_URL: "https://a.example/console", CONSOLE_ROLES: "ops=admin" }, ["CONSOLE_ROLE_CLAIM"]],
  [{ CONSOLE_URL: "https://a.example/console", CONSOLE_ROLE_CLAIM: "groups" }, ["CONSOLE_ROLES"]],
  [{ ORY_PROJECT_API_TOKEN: "t" }, ["ORY_SDK_URL"]],
  [{ ORY_ADMIN_API_TOKEN: "t" }, ["ORY_SDK_URL"]],
  [{ ORY_PROJECT_API_TOKEN: "t", ORY_SDK_URL: "https://p.example" }, []],
  [{ FOYER_METRICS_TOKEN: "t" }, ["FOYER_METRICS"]],
  [{ FOYER_METRICS_TOKEN: "t", FOYER_METRICS: "false" }, ["FOYER_METRICS"]],
  [{ FOYER_METRICS_TOKEN: "t", FOYER_METRICS: "1" }, []],
  [{ FOYER_RATE_LIMIT_SENDS: "3", FOYER_RATE_LIMIT: "false" }, ["FOYER_RATE_LIMIT"]],
  [{ FOYER_RATE_LIMIT_SENDS: "3" }, []],
  [{ FOYER_RATE_LIMIT: "false" }, []],
  [{ FOYER_UPSTREAM_TIMEOUT_MS: "10000", FOYER_WRITE_TIMEOUT_MS: "5000" }, ["FOYER_WRITE_TIMEOUT_MS"]],
  [{ FOYER_WRITE_TIMEOUT_MS: "3000" }, ["FOYER_WRITE_TIMEOUT_MS"]],
  [{ FOYER_UPSTREAM_TIMEOUT_MS: "30000" }, []],
  [{ FOYER_WRITE_TIMEOUT_MS: "" }, []],
  [{ FOYER_WRITE_TIMEOUT_MS: "soon" }, []],
  [{}, []],
])("what %j means and does not do: the doctor names %j", (env, settings) => {
  expect(checkEnvironment(env).map(({ setting }) => setting)).toEqual(settings);
});

it("what is switched off is told with all that was set for it", () => {
  const [finding] = checkEnvironment({ CONSOLE_OPERATORS: "id=admin", CONSOLE_TRAIL_DAYS: "30" });
  expect(finding).toMatchObject({
    found: "CONSOLE_OPERATORS, CONSOLE_TRAIL_DAYS are set and this is not: the operators' console is off.",
    change: "environment: CONSOLE_URL=<FOYER_PUBLIC_URL>/console",
  });
});

it.each(Object.keys(environmentSchema.shape))(
  "quotes that %s kept are named, here or by the start",
  (name) => {
    const value = `"${"3f1c9a7e5b2d4860".repeat(2)}"`;
    const findings = checkEnvironment({ [name]: value }).filter(({ setting }) => setting === name);
    if (findings.length === 0)
      expect(() => parseConfig({ ...SAFE, [name]: value })).toThrow(new RegExp(`${name}: .*quotes`));
    else expect(findings[0]?.change).toContain(`${name}=<the value without quotes>`);
  },
);

it.each([
  ["collector:4318", ["OTEL_EXPORTER_OTLP_ENDPOINT"]],
  ["collector.internal/otlp", ["OTEL_EXPORTER_OTLP_ENDPOINT"]],
  ["grpc://collector:4317", ["OTEL_EXPORTER_OTLP_ENDPOINT"]],
  ["http://", ["OTEL_EXPORTER_OTLP_ENDPOINT"]],
  ["HTTPS://collector.example:4318", []],
  ["", []],
])("a collector at %j: the doctor names %j", (endpoint, settings) => {
  const found = checkEnvironment({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  expect(found.map(({ setting }) => setting)).toEqual(settings);
});

it("an address for traces alone is to have the collector's path for them: none is added", () => {
  const environment = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "collector:4318" };
  expect(checkEnvironment({ ...environment, OTEL_SDK_DISABLED: "true" })).toEqual([]);
  const [finding, ...others] = checkEnvironment({ ...environment, OTEL_EXPORTER_OTLP_ENDPOINT: "unused" });
  expect(others).toEqual([]);
  expect(finding?.change).toMatch(/^environment: OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http:.*\/v1\/traces$/);
});
