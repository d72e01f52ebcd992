import { Configuration, FrontendApi, ResponseError } from "@ory/client-fetch";
import { expect, test } from "vitest";
import { toAnswer, toHanded } from "./handed-answer";

const answer = { status: 200, headers: {}, body: Buffer.from("{}") };

/** Hands an answer to the SDK, and notes what is read of it. */
function toClient(status: number) {
  const seen = new Set<PropertyKey>();
  const watched = new Proxy(toHanded({ ...answer, status }), {
    get(target, name, receiver) {
      seen.add(name);
      return Reflect.get(target, name, receiver);
    },
  });
  const fetchApi = async () => watched;
  return {
    seen,
    client: new FrontendApi(new Configuration({ basePath: "http://kratos.internal", fetchApi })),
  };
}

test("the SDK looks at nothing of an answer but its status, and hands it on", async () => {
  const { client, seen } = toClient(200);
  const { raw } = await client.toSessionRaw({});
  expect([...seen].filter((name) => name !== "then")).toEqual(["status"]);
  expect(toAnswer(raw).body.toString()).toBe("{}");
});

test("the SDK looks at nothing of a refusal but its status, and hands it on", async () => {
  const { client, seen } = toClient(401);
  const error = await client.toSessionRaw({}).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ResponseError);
  expect([...seen].filter((name) => name !== "then")).toEqual(["status"]);
  expect(error instanceof ResponseError && toAnswer(error.response).status).toBe(401);
});

test("what came another way is no answer", () => {
  expect(() => toAnswer(new Response("{}"))).toThrow(TypeError);
});
