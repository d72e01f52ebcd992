/** The languages that ship, one folder each. Written by `node scripts/locales.mjs index`; not by hand. */

import type { Language } from "../lib/i18n/catalogue";

export const languages: Readonly<Record<string, Language>> = {
  en: {
    name: "English",
    state: "reviewed",
    load: () => Promise.all([import("./en/ui.json"), import("./en/kratos.json")]),
  },
  ar: {
    name: "العربية",
    state: "checked",
    load: () => Promise.all([import("./ar/ui.json"), import("./ar/kratos.json")]),
  },
  bg: {
    name: "Български",
    state: "checked",
    load: () => Promise.all([import("./bg/ui.json"), import("./bg/kratos.json")]),
  },
  bn: {
    name: "বাংলা",
    state: "checked",
    load: () => Promise.all([import("./bn/ui.json"), import("./bn/kratos.json")]),
  },
  ca: {
    name: "Català",
    state: "checked",
    load: () => Promise.all([import("./ca/ui.json"), import("./ca/kratos.json")]),
  },
  cs: {
    name: "Čeština",
    state: "checked",
    load: () => Promise.all([import("./cs/ui.json"), import("./cs/kratos.json")]),
  },
  da: {
    name: "Dansk",
    state: "checked",
    load: () => Promise.all([import("./da/ui.json"), import("./da/kratos.json")]),
  },
  de: {
    name: "Deutsch",
    state: "checked",
    load: () => Promise.all([import("./de/ui.json"), import("./de/kratos.json")]),
  },
  el: {
    name: "Ελληνικά",
    state: "checked",
    load: () => Promise.all([import("./el/ui.json"), import("./el/kratos.json")]),
  },
  es: {
    name: "Español",
    state: "checked",
    load: () => Promise.all([import("./es/ui.json"), import("./es/kratos.json")]),
  },
  et: {
    name: "Eesti",
    state: "checked",
    load: () => Promise.all([import("./et/ui.json"), import("./et/kratos.json")]),
  },
  fa: {
    name: "فارسی",
    state: "checked",
    load: () => Promise.all([import("./fa/ui.json"), import("./fa/kratos.json")]),
  },
  fi: {
    name: "Suomi",
    state: "checked",
    load: () => Promise.all([import("./fi/ui.json"), import("./fi/kratos.json")]),
  },
  fr: {
    name: "Français",
    state: "checked",
    load: () => Promise.all([import("./fr/ui.json"), import("./fr/kratos.json")]),
  },
  gl: {
    name: "Galego",
    state: "checked",
    load: () => Promise.all([import("./gl/ui.json"), import("./gl/kratos.json")]),
  },
  he: {
    name: "עברית",
    state: "checked",
    load: () => Promise.all([import("./he/ui.json"), import("./he/kratos.json")]),
  },
  hi: {
    name: "हिन्दी",
    state: "checked",
    load: () => Promise.all([import("./hi/ui.json"), import("./hi/kratos.json")]),
  },
  hr: {
    name: "Hrvatski",
    state: "checked",
    load: () => Promise.all([import("./hr/ui.json"), import("./hr/kratos.json")]),
  },
  hu: {
    name: "Magyar",
    state: "checked",
    load: () => Promise.all([import("./hu/ui.json"), import("./hu/kratos.json")]),
  },
  id: {
    name: "Indonesia",
    state: "checked",
    load: () => Promise.all([import("./id/ui.json"), import("./id/kratos.json")]),
  },
  is: {
    name: "Íslenska",
    state: "checked",
    load: () => Promise.all([import("./is/ui.json"), import("./is/kratos.json")]),
  },
  it: {
    name: "Italiano",
    state: "checked",
    load: () => Promise.all([import("./it/ui.json"), import("./it/kratos.json")]),
  },
  ja: {
    name: "日本語",
    state: "checked",
    load: () => Promise.all([import("./ja/ui.json"), import("./ja/kratos.json")]),
  },
  ko: {
    name: "한국어",
    state: "checked",
    load: () => Promise.all([import("./ko/ui.json"), import("./ko/kratos.json")]),
  },
  lt: {
    name: "Lietuvių",
    state: "checked",
    load: () => Promise.all([import("./lt/ui.json"), import("./lt/kratos.json")]),
  },
  lv: {
    name: "Latviešu",
    state: "checked",
    load: () => Promise.all([import("./lv/ui.json"), import("./lv/kratos.json")]),
  },
  ms: {
    name: "Melayu",
    state: "checked",
    load: () => Promise.all([import("./ms/ui.json"), import("./ms/kratos.json")]),
  },
  nb: {
    name: "Norsk bokmål",
    state: "checked",
    load: () => Promise.all([import("./nb/ui.json"), import("./nb/kratos.json")]),
  },
  nl: {
    name: "Nederlands",
    state: "checked",
    load: () => Promise.all([import("./nl/ui.json"), import("./nl/kratos.json")]),
  },
  pl: {
    name: "Polski",
    state: "checked",
    load: () => Promise.all([import("./pl/ui.json"), import("./pl/kratos.json")]),
  },
  "pt-BR": {
    name: "Português (Brasil)",
    state: "checked",
    load: () => Promise.all([import("./pt-BR/ui.json"), import("./pt-BR/kratos.json")]),
  },
  "pt-PT": {
    name: "Português europeu",
    state: "checked",
    load: () => Promise.all([import("./pt-PT/ui.json"), import("./pt-PT/kratos.json")]),
  },
  ro: {
    name: "Română",
    state: "checked",
    load: () => Promise.all([import("./ro/ui.json"), import("./ro/kratos.json")]),
  },
  ru: {
    name: "Русский",
    state: "checked",
    load: () => Promise.all([import("./ru/ui.json"), import("./ru/kratos.json")]),
  },
  sk: {
    name: "Slovenčina",
    state: "checked",
    load: () => Promise.all([import("./sk/ui.json"), import("./sk/kratos.json")]),
  },
  sl: {
    name: "Slovenščina",
    state: "checked",
    load: () => Promise.all([import("./sl/ui.json"), import("./sl/kratos.json")]),
  },
  sr: {
    name: "Српски",
    state: "checked",
    load: () => Promise.all([import("./sr/ui.json"), import("./sr/kratos.json")]),
  },
  sv: {
    name: "Svenska",
    state: "checked",
    load: () => Promise.all([import("./sv/ui.json"), import("./sv/kratos.json")]),
  },
  th: {
    name: "ไทย",
    state: "checked",
    load: () => Promise.all([import("./th/ui.json"), import("./th/kratos.json")]),
  },
  tr: {
    name: "Türkçe",
    state: "checked",
    load: () => Promise.all([import("./tr/ui.json"), import("./tr/kratos.json")]),
  },
  uk: {
    name: "Українська",
    state: "checked",
    load: () => Promise.all([import("./uk/ui.json"), import("./uk/kratos.json")]),
  },
  ur: {
    name: "اردو",
    state: "checked",
    load: () => Promise.all([import("./ur/ui.json"), import("./ur/kratos.json")]),
  },
  vi: {
    name: "Tiếng Việt",
    state: "checked",
    load: () => Promise.all([import("./vi/ui.json"), import("./vi/kratos.json")]),
  },
  "zh-Hans": {
    name: "简体中文",
    state: "checked",
    load: () => Promise.all([import("./zh-Hans/ui.json"), import("./zh-Hans/kratos.json")]),
  },
  "zh-Hant": {
    name: "繁體中文",
    state: "checked",
    load: () => Promise.all([import("./zh-Hant/ui.json"), import("./zh-Hant/kratos.json")]),
  },
};
