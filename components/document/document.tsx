/** The HTML document around every page: language, assets, skip link, footer; nothing inline. */

import type { ReactNode } from "react";
import type { PageContext } from "@/lib/page-context";

export interface DocumentProps {
  context: PageContext;
  title: string;
  /** Puts "Error: " before the title, so that it is the first thing a screen reader says. */
  hasErrors?: boolean;
  /** Put into the address bar by the script, so that a refresh keeps the flow. */
  createdPath?: string;
  /** Shows secrets or someone's data: reloaded when it comes back from the browser's page cache (threat F15). */
  isPrivate?: boolean;
  /** More for the head: a meta refresh, Kratos' script. */
  head?: ReactNode;
  /** The page leads on to its own address: browsers would scroll that one to where this one's content stood. */
  isPassing?: boolean;
  /** The page leaves room for the brand's picture, where it has one. */
  hasPicture?: boolean;
  children: ReactNode;
}

/** Draws `<html>`; the page's own content comes as children, inside the body and after the skip link. */
export function Document(props: DocumentProps) {
  const { context, hasErrors, createdPath, isPrivate, head, isPassing, hasPicture, children } = props;
  const { t, assets, brand, productName } = context;
  const title = `${props.title} · ${productName}`;
  return (
    <html lang={context.locale} dir={context.dir} data-testid="app-express" className="h-full">
      {/* biome-ignore lint/style/noHeadElement: this is the whole document, not part of a Next page */}
      <head>
        <meta charSet="utf-8" />
        <title>{hasErrors ? t("document.errorTitle", { title }) : title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={brand.scheme === "auto" ? "light dark" : brand.scheme} />
        <meta name="format-detection" content="telephone=no" />
        <Icons context={context} />
        <link rel="stylesheet" href={assets.stylesheet} />
        {context.moreStylesheets?.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {assets.script && <script type="module" src={assets.script} />}
        {head}
      </head>
      <body
        className={`flex min-h-full flex-col ${isPassing ? "[overflow-anchor:none]" : ""}`}
        data-created-path={createdPath}
        data-private={isPrivate ? "" : undefined}
        data-slow={t("document.slow")}
        data-offline={t("document.offline")}
        data-beside={hasPicture && brand.layout === "beside-picture" ? "" : undefined}
      >
        <a href="#main" className="sr-only focus:skip-link">
          {t("document.skip")}
        </a>
        {children}
      </body>
    </html>
  );
}

function Icons({ context: { basePath, brand } }: { context: PageContext }) {
  const { favicon, touchIcon } = brand;
  return (
    <>
      <link
        rel="icon"
        type={favicon?.type ?? "image/svg+xml"}
        href={favicon ? `${basePath}/assets/${favicon.file}` : `${basePath}/icon.svg`}
      />
      {touchIcon && <link rel="apple-touch-icon" href={`${basePath}/assets/${touchIcon}`} />}
    </>
  );
}
