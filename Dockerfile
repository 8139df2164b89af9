# A container with nothing in it but the static binary: docker run --rm -v "$PWD:/src" ghcr.io/mailu-lint/mailu-lint
FROM debian:12-slim AS build
WORKDIR /build
COPY .ci .ci
RUN .ci/install build
COPY . .
RUN .ci/build release

FROM scratch
COPY --from=build /build/build/release/src/mailu-lint /usr/bin/mailu-lint
# Where pre-commit mounts the repository. An unprivileged user by number: there is no /etc/passwd in here.
WORKDIR /src
USER 65534:65534
ENTRYPOINT ["/usr/bin/mailu-lint"]
