/** What the console says of the servers and of its own process. */

export interface ServerStatus {
  name: string;
  isReady: boolean;
  /** Absent where the server does not say. */
  version?: string;
  /** What is known of that version. */
  knowledge?: string;
}

export interface ProcessView {
  node: string;
  startedAt: string;
  memoryMB: number;
  /** Whether several instances count and keep together. */
  hasRedis: boolean;
  /** How often something may be tried: `15 in 10 min`. */
  limits: readonly { label: string; value: string }[];
  /** What was counted since the start; undefined where metrics are off. */
  counts?: readonly CountsView[];
}

interface CountsView {
  label: string;
  counts: readonly { name: string; value: number }[];
}
