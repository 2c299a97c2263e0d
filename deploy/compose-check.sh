#!/usr/bin/env bash
# Brings docker-compose.yml up under a project of its own, walks the story through it, and takes it down. Build first:
# mvn -DskipTests package. Fails when any step does not happen; bounded in time.
set -euo pipefail
cd "$(dirname "$0")/.."
export COMPOSE_PROJECT_NAME=paschima-check DOCKER_BUILDKIT=0 COMPOSE_DOCKER_CLI_BUILD=0
export SESSION_PORT=${SESSION_PORT:-18081} INSIGHT_PORT=${INSIGHT_PORT:-18082} NOTIFY_PORT=${NOTIFY_PORT:-18083}
export INSIGHT_URL=http://127.0.0.1:$INSIGHT_PORT CLOCK=settable MEMBER_LOG_PARTITIONS=6

compose() {
  if docker compose version >/dev/null 2>&1; then docker compose "$@"; else docker-compose "$@"; fi
}
down() {
  local status=$?
  [ $status -eq 0 ] || compose logs --tail 40 || true
  compose down --volumes --timeout 20 >/dev/null 2>&1 || true
  rm -f "${key:-}"
  exit $status
}
trap down EXIT

timeout 300 bash -c "$(declare -f compose); compose up --build --detach"
for service in "session:$SESSION_PORT" "insight:$INSIGHT_PORT" "notify:$NOTIFY_PORT"; do
  for attempt in $(seq 120); do
    if curl -fsS "http://127.0.0.1:${service#*:}/health/ready" >/dev/null 2>&1; then
      echo "${service%%:*}-service is ready"
      break
    fi
    [ "$attempt" -lt 120 ] || { echo "${service%%:*}-service did not become ready within 120 s" >&2; exit 1; }
    sleep 1
  done
done

# a whole start was kept while the image was built, and is used: what a service loads once a broker has answered comes from there
answered=org.apache.kafka.common.requests.ApiVersionsResponse
for service in session-service insight-service notify-service; do
  # shellcheck disable=SC2016 # for the container's shell
  loaded=$(compose run --rm -T --no-deps -e JAVA_TOOL_OPTIONS=-Xlog:class+load --entrypoint /bin/sh $service -c '
    sh /app/run.sh >/tmp/loaded 2>&1 & service=$!
    seconds=0
    until grep -q " ready on " /tmp/loaded || [ $seconds -ge 60 ]; do sleep 1; seconds=$((seconds + 1)); done
    kill $service; wait $service; cat /tmp/loaded' 2>/dev/null || true)
  grep -q "$answered source: shared objects file" <<<"$loaded" || { echo "$service loads what it needs from elsewhere than /app/start.aot" >&2; exit 1; }
  echo "$service begins with what was kept of a whole start"
done

key=$(mktemp)
compose run --rm -T --entrypoint /bin/cat keys /keys/development-key.json > "$key"
JAVA_HOME=${JAVA_HOME:-} timeout 300 ./paschima demo --key "$key" \
  --session "http://127.0.0.1:$SESSION_PORT" --insight "http://127.0.0.1:$INSIGHT_PORT" --notify "http://127.0.0.1:$NOTIFY_PORT"

compose stop --timeout 20
for service in session-service insight-service notify-service; do
  code=$(docker inspect --format '{{.State.ExitCode}}' "$(compose ps --quiet --all $service 2>/dev/null || compose ps -q $service)")
  case $code in 0 | 143) echo "$service stopped in order" ;; *) echo "$service ended with $code" >&2; exit 1 ;; esac
done
echo "docker-compose.yml came up, told the story and stopped"
