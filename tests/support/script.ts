/** Runs tests twice: with JavaScript and without. */

import { test } from "./test";

/**
 * Every flow that can work without JavaScript has its twin.
 * @param where what the tests of several such groups in one file are told apart by
 */
export function withAndWithoutScript(define: (javaScriptEnabled: boolean) => void, where?: string): void {
  for (const javaScriptEnabled of [true, false]) {
    const script = `with JavaScript ${javaScriptEnabled ? "on" : "off"}`;
    test.describe(where ? `${where}, ${script}` : script, () => {
      test.use({ javaScriptEnabled });
      define(javaScriptEnabled);
    });
  }
}
