import { expect, it } from "vitest";
import { environmentSchema } from "@/lib/config/environment";
import { checkEnvironment } from "./check-environment";

it.each([
  ["FOYER_PUBIC_URL", "FOYER_PUBLIC_URL"],
  ["KRATOS_PUBLIC_URI", "KRATOS_PUBLIC_URL"],
  ["COOKIE_SECRETS", "COOKIE_SECRET"],
  ["FOYER_LANGAUGES", "FOYER_LANGUAGES"],
  ["TLS_CERTPATH", "TLS_CERT_PATH"],
  ["FOYER_REDS_URL", "FOYER_REDIS_URL"],
  ["FOYER_REDIS_KEYPATH", "FOYER_REDIS_KEY_PATH"],
  ["TLS_KET_PATH", "TLS_KEY_PATH"],
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
  "VERCEL_URL",
])("%s is somebody else's, and nothing is said of it", (name) => {
  expect(checkEnvironment({ [name]: "x" })).toEqual([]);
});

it("no variable of Foyer's is taken for another", () => {
  const all = Object.fromEntries(Object.keys(environmentSchema.shape).map((name) => [name, "x"]));
  expect(checkEnvironment(all)).toEqual([]);
});

it.each([
  [{ HYDRA_PUBLIC_URL: "https://o.example" }, ["HYDRA_ADMIN_URL"]],
  [{ HYDRA_PUBLIC_URL: "https://o.example", HYDRA_ADMIN_URL: "" }, ["HYDRA_ADMIN_URL"]],
  [{ HYDRA_PUBLIC_URL: "https://o.example", HYDRA_ADMIN_URL: "http://hydra:4445" }, []],
  [{ HYDRA_PUBLIC_URL: "https://o.example", ORY_SDK_URL: "https://p.example" }, []],
  [{}, []],
])("Hydra's addresses in %j: the doctor names %j", (env, settings) => {
  expect(checkEnvironment(env).map(({ setting }) => setting)).toEqual(settings);
});

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
