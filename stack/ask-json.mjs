// @ts-check
// One request with JSON in and out.

/**
 * @param {string} url
 * @param {{ method?: string, body?: unknown, token?: string }} [options] `token` of a Kratos session
 * @returns {Promise<any>}
 * @throws with the answer's beginning, where it is no success
 */
export async function askJson(url, { method, body, token } = {}) {
  const response = await fetch(url, {
    method: method ?? (body ? "POST" : "GET"),
    headers: {
      accept: "application/json",
      ...(body ? { "content-type": "application/json" } : {}),
      ...(token ? { "x-session-token": token } : {}),
    },
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`${url.split("?")[0]} answered ${response.status}: ${text.slice(0, 300)}`);
  return text ? JSON.parse(text) : undefined;
}
