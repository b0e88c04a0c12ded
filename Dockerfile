# syntax=docker/dockerfile:1

# --- Builds with everything a build needs ------------------------------------------------------------------------
FROM node:22-trixie-slim AS build

RUN apt-get update \
 && apt-get install -y --no-install-recommends g++ make python3 tini \
 && rm -rf /var/lib/apt/lists/*

# SQLite is compiled from the source that package-lock.json vouches for, against the headers of this very Node. Nothing comes
# from anywhere but the npm registry and Debian, on amd64 and on arm64.
ENV npm_config_build_from_source=true \
    npm_config_nodedir=/usr/local \
    npm_config_update_notifier=false

WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund \
 && npm rebuild better-sqlite3

# Builds, as `prepare` says, and packs the same files as the npm package has.
COPY . .
RUN npm pack --pack-destination /tmp

# The packages they need, without what nothing loads: sources, types, maps.
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 && find node_modules -type f \( -name '*.map' -o -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.md' \) ! -iname '*licen*' -delete \
 && rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/src \
 && find node_modules/better-sqlite3/build -type f ! -name better_sqlite3.node -delete \
 && find node_modules -type d -empty -delete

RUN mkdir -p /image/app /image/bin /image/data \
 && tar -xzf /tmp/seatkeeper-*.tgz -C /image/app --strip-components=1 --no-same-owner \
 && mv node_modules /image/app/ \
 && printf '#!/nodejs/bin/node\nimport("/app/dist/main.js");\n' > /image/bin/seatkeeper \
 && chmod 755 /image/bin/seatkeeper

# --- What runs: Node and Seatkeeper, no shell, no package manager ---------------------------------------------------
FROM gcr.io/distroless/nodejs22-debian13:nonroot

COPY --from=build /usr/bin/tini-static /sbin/tini
COPY --from=build /image/bin/seatkeeper /usr/local/bin/seatkeeper
COPY --from=build /image/app /app
COPY --from=build --chown=65532:65532 /image/data /data

ENV NODE_ENV=production \
    PORT=3000 \
    SEATKEEPER_CONFIG=/etc/seatkeeper/seatkeeper.yaml \
    SEATKEEPER_DB=/data/seatkeeper.db

# A number, so that Kubernetes can see that it is not root.
USER 65532:65532
WORKDIR /data
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM

# Opening a large database and bringing it up to date comes before the first answer.
HEALTHCHECK --interval=30s --timeout=5s --start-period=5m --start-interval=2s --retries=4 \
  CMD ["/nodejs/bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

# As process 1, Node would ignore a SIGTERM that comes before it listens for it; tini passes every signal on.
ENTRYPOINT ["/sbin/tini", "--", "/usr/local/bin/seatkeeper"]
CMD ["start"]
