import { holdExample } from "../../support/brand-example";

holdExample("university", { name: "جامعة المرفأ", lang: "ar" });
