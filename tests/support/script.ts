/** Runs tests twice: with JavaScript and without. */

import { test } from "./test";

/** Every flow that can work without JavaScript has its twin. */
export function withAndWithoutScript(define: (javaScriptEnabled: boolean) => void): void {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
      test.use({ javaScriptEnabled });
      define(javaScriptEnabled);
    });
  }
}
