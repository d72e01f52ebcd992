// @ts-check
// A text has only letters of its language: no foreign script, no look-alike, no letter of the neighbour's spelling.

import { toPairs } from "./forms-rule.mjs";
import { withoutPlaces } from "./texts.mjs";

/** @typedef {import("./rules.mjs").Context} Context */
/** @typedef {import("./rules.mjs").Finding} Finding */

/** Unicode scripts of what ISO 15924 calls a language's script. @type {Record<string, string[]>} */
const SCRIPTS = {
  Latn: ["Latin"],
  Cyrl: ["Cyrillic"],
  Grek: ["Greek"],
  Arab: ["Arabic"],
  Hebr: ["Hebrew"],
  Deva: ["Devanagari"],
  Beng: ["Bengali"],
  Thai: ["Thai"],
  Jpan: ["Han", "Hiragana", "Katakana"],
  Kore: ["Hangul"],
  Hans: ["Han"],
  Hant: ["Han"],
};

/** Written so everywhere: names of techniques and formats. A language lists further loan words itself. */
const EVERYWHERE =
  /\b(TOTP|QR|JavaScript|WebAuthn|CSRF|JSON|SMS|PIN|URL|ID|2026-01-31T09:30:00Z|09:30:00Z|backup-codes\.txt)\b/g;

/** Letters that look right and are another language's or another keyboard's. @type {Record<string, RegExp>} */
const WRONG_LETTERS = {
  ar: /[کیہےگپچژ]/u,
  fa: /[كيىةہے]/u,
  ur: /[كيىةه]/u,
  ro: /[şţŞŢ]/u,
  bg: /[ыэёіїєґ]/iu,
  ru: /[іїєґўј]/iu,
  uk: /[ыэёъ]/iu,
  sr: /[йщъыьэюяёіїєґ]/iu,
  "zh-Hans":
    /[個們這說請點擊還進選擇設備號碼錄帳戶驗證應權許絕連結網頁開關發確認繼續錯誤無郵復簽鑰機為會時間對來過從將長訊電話處動讓與資訪問題務統單種樣實現數據庫檢變覽幫細節態狀啟閉終輸裝環險護隱條類組織書寫讀]/u,
  "zh-Hant":
    /[个们这说请点击还进选择设备号码录帐户验证应权许绝连结网页开关发确认继续错误无邮复签钥机为会时间对来过从将长讯电话处动让与资访问题务统单种样实现数据库检变览帮细节态状启闭终输装环险护隐条类组织书写读账]/u,
};

/** @param {Context} context @returns {Finding[]} */
export function findForeignLetters({ tag, english, texts, allowed }) {
  const script = new Intl.Locale(tag).maximize().script ?? "";
  const known = SCRIPTS[script];
  if (!known)
    return [{ key: tag, message: `scripts/locales/letters-rule.mjs does not know the script ${script}` }];
  // By extensions: Japanese "ー" belongs to no script alone, and to both kana.
  const own = new RegExp(`[^${known.map((name) => `\\p{Script_Extensions=${name}}`).join("")}\\P{L}]`, "u");
  const words = Object.keys(allowed.letters ?? {});
  return toPairs({ english, texts }).flatMap(({ key, target }) =>
    Object.values(target).flatMap((text) => {
      const bare = words.reduce(
        (rest, word) => rest.replaceAll(word, ""),
        withoutPlaces(text).replaceAll(EVERYWHERE, ""),
      );
      const found = own.exec(bare)?.[0] ?? WRONG_LETTERS[tag]?.exec(bare)?.[0];
      return found ? [{ key, message: `holds "${found}", which is no letter of ${tag}` }] : [];
    }),
  );
}
