import { holdExample } from "../../support/brand-example";

holdExample("bank", { name: "Meridian Bank", lang: "en" });
