import { holdExample } from "../../support/brand-example";

holdExample("games-shop", { name: "Nightlevel", lang: "en" });
