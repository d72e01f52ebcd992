# syntax=docker/dockerfile:1
# Foyer's image: built with everything, run with production packages only, by an unprivileged user, from files that
# nobody in the container may change. No package runs an install script, in either stage.

FROM node:24.11.1-bookworm-slim AS build
WORKDIR /foyer
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs && rm -rf .next/cache

FROM node:24.11.1-bookworm-slim AS packages
WORKDIR /foyer
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24.11.1-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000
WORKDIR /foyer
COPY --from=packages /foyer/node_modules ./node_modules
COPY --from=build /foyer/package.json /foyer/next.config.js ./
COPY --from=build /foyer/scripts/start.mjs /foyer/scripts/serve.mjs /foyer/scripts/healthcheck.mjs /foyer/scripts/doctor.mjs ./scripts/
COPY --from=build /foyer/scripts/lib/drain.mjs /foyer/scripts/lib/answer-headers.mjs /foyer/scripts/lib/broken-requests.mjs /foyer/scripts/lib/refusals.mjs /foyer/scripts/lib/own-cookies.mjs ./scripts/lib/
COPY --from=build /foyer/public ./public
COPY --from=build /foyer/.next ./.next
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "scripts/healthcheck.mjs"]
CMD ["node", "scripts/start.mjs"]
