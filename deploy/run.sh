#!/bin/sh
# Runs what the image is for, with what the JVM kept of a start (JEP 483), or makes that while the image is built: run.sh --learn.
set -u
kept=/app/start.aot
# Named one by one, in an order that is the same each time: what was kept holds for that very class path alone.
path=/app/service.jar
for jar in /app/lib/*.jar; do path=$path:$jar; done
# Streams are held for long, and what is young is short-lived whoever listens: a young generation that grows with them is memory for nothing.
case $PASCHIMA_MAIN in *.NotifyMain) young=-XX:MaxNewSize=48m ;; *) young= ;; esac

run() {
  first=$1
  shift
  # shellcheck disable=SC2086 # no word, or one, each
  exec java $first $young -XX:MaxRAMPercentage=60 -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -Djava.time.zone.DefaultZoneRulesProvider=org.paschima.runtime.zone.InstalledZoneRules \
    -cp "$path" "$PASCHIMA_MAIN" "$@"
}

if [ "${1:-}" = --learn ]; then
  # Nobody listens there: it is what a service loads until it misses its Kafka or its MongoDB. That it then ends with an error is expected.
  nobody=127.0.0.1:1
  export HTTP_PORT=0 KAFKA_BOOTSTRAP=$nobody MONGO_URI=mongodb://$nobody JWKS_URL=http://$nobody/ START_PATIENCE=PT2S \
    NUDGE_DRAW_KEY=none EXPERIMENT_DRAW_KEY=none
  (run -XX:AOTCacheOutput=$kept) >/dev/null 2>&1
  if [ -s $kept ]; then chmod 644 $kept; else echo "this JVM keeps nothing of a start"; fi
  exit 0
fi
if [ -r $kept ]; then run -XX:AOTCache=$kept "$@"; else run "" "$@"; fi
