# One image per service and one for the command line, from the same build. PACKAGE is the package's name without scope:
#   docker build --target service --build-arg PACKAGE=ingress --tag wabastream-ingress .
#   docker build --target cli --build-arg PACKAGE=cli --tag wabastream-cli .
ARG NODE_VERSION=24.21.0

FROM node:${NODE_VERSION}-trixie-slim AS build
WORKDIR /build
RUN npm install --global pnpm@12
# The dependencies are a layer of their own: they change less often than the code.
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
RUN pnpm fetch
COPY . .
RUN pnpm install --frozen-lockfile --offline && pnpm exec tsc -b scripts services/*

# The package with its production dependencies. Node runs dist: it strips no types under node_modules.
FROM build AS packed
ARG PACKAGE
RUN pnpm --filter "@wabastream/${PACKAGE}" deploy --prod /packed

FROM node:${NODE_VERSION}-trixie-slim AS runtime
WORKDIR /app
COPY --from=packed /packed ./
USER node

FROM runtime AS cli
ENTRYPOINT ["node", "--enable-source-maps", "dist/waba.js"]

FROM runtime AS service
# The container's own network decides who reaches this port; it holds no secrets and no personal data.
ENV OPS_HOST=0.0.0.0 OPS_PORT=9464
EXPOSE 8080 8090 9464
# Whether the process lives. Readiness is /readyz: a restart does not bring Kafka back.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.OPS_PORT + '/livez').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/main.js"]
