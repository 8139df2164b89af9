# The static binary on busybox: GitLab and its like run scripts inside the image, so a shell must be in it.
#   docker run --rm --user "$(id -u)" --volume "$PWD:/src" ghcr.io/mailu-lint/mailu-lint
FROM debian:12-slim AS build
WORKDIR /build
COPY .ci .ci
RUN .ci/install build
COPY . .
RUN .ci/build release

FROM busybox:stable-musl
COPY --from=build /build/build/release/src/mailu-lint /usr/bin/mailu-lint
# Where pre-commit mounts the repository. Unprivileged; `--user` lets it read what only you may.
WORKDIR /src
USER 65534:65534
ENTRYPOINT ["/usr/bin/mailu-lint"]
