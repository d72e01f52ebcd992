/** A process that is told to end fails nobody: readiness first, then no new connections, then what still runs. */

import { once } from "node:events";
import { Agent, get } from "node:http";
import { connect } from "node:net";
import { expect, test } from "../../support/test";

/** Long enough for a busy machine to notice; the load ends as soon as readiness fails. */
const DRAIN_DELAY_MS = 2000;
const CLIENTS = 4;

test.use({
  stackOptions: {
    parts: ["kratos", "foyer"],
    demoAccounts: [],
    foyerEnv: { HYDRA_ADMIN_URL: "", FOYER_DRAIN_DELAY_MS: String(DRAIN_DELAY_MS) },
  },
});

test("SIGTERM under load fails no request, tells balancers first, and lets what runs finish", async ({
  stack,
}) => {
  const { foyer } = stack.urls;
  const running = await openUnfinishedPost(stack.ports.foyer);
  const balancer = startLoad(`${foyer}/login`);
  await expect.poll(() => balancer.statuses.length).toBeGreaterThan(CLIENTS);

  const pid = stack.pids().foyer ?? 0;
  process.kill(pid, "SIGTERM");
  await expect.poll(() => readiness(foyer), { intervals: [20] }).toBe("503 draining");
  await balancer.stop();
  expect(balancer.statuses.filter((status) => status !== 200)).toEqual([]);
  expect(balancer.errors).toEqual([]);

  await expect.poll(() => readiness(foyer), { intervals: [50] }).toBe("refused");
  expect(await running.finish()).toMatch(/^HTTP\/1\.1 \d{3} /);
  await expect.poll(() => isAlive(pid), "it ends with its last request, not at a limit").toBe(false);

  await stack.restart("foyer");
  expect(await readiness(foyer)).toBe("200 ok");
});

/** Clients that ask again and again over kept connections, as a load balancer's do, until it takes the server out. */
function startLoad(url: string) {
  const statuses: number[] = [];
  const errors: string[] = [];
  let isOver = false;
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!isOver) {
      await new Promise<void>((resolve) => {
        const request = get(url, { agent }, (response) => {
          statuses.push(response.statusCode ?? 0);
          response.on("error", (error) => errors.push(error.message));
          response.on("close", () => resolve());
          response.resume();
        });
        request.on("error", (error) => {
          errors.push(error.message);
          resolve();
        });
      });
    }
  });
  const stop = async () => {
    isOver = true;
    await Promise.all(clients);
    agent.destroy();
  };
  return { statuses, errors, stop };
}

/** A form whose last bytes are missing until `finish`. */
async function openUnfinishedPost(port: number) {
  const body = "csrf_token=nothing";
  const socket = connect({ host: "127.0.0.1", port });
  await once(socket, "connect");
  const head = [
    "POST /recovery HTTP/1.1",
    `Host: localhost:${port}`,
    "Content-Type: application/x-www-form-urlencoded",
    `Content-Length: ${body.length}`,
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n${body.slice(0, 4)}`);
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  const ended = once(socket, "close");
  return {
    async finish(): Promise<string> {
      socket.write(body.slice(4));
      await ended;
      return answer;
    },
  };
}

async function readiness(foyer: string): Promise<string> {
  try {
    const response = await fetch(`${foyer}/health/ready`, { headers: { connection: "close" } });
    return `${response.status} ${(await response.json()).status}`;
  } catch {
    return "refused";
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("metrics are off unless they are switched on", async ({ request }) => {
  expect((await request.get("/metrics")).status()).toBe(404);
});
