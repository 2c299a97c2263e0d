#!/bin/sh
# Runs what the image is for, with what the JVM kept of a start (JEP 483), or makes that while the image is built: run.sh --learn. That is a whole start,
# beside a broker and a mongod in the folder /stage of the builder alone, or what a service loads without them where they do not run (docs/adr/0052).
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

case ${1:-} in
--record) # a start that is kept when it ends
  run -XX:AOTCacheOutput=$kept
  ;;
--learn)
  case $PASCHIMA_MAIN in *.KeysMain) exit 0 ;; esac # it runs once
  if PASCHIMA_MONGOD=/stage/mongod.sh java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -Djava.time.zone.DefaultZoneRulesProvider=org.paschima.runtime.zone.InstalledZoneRules \
    -cp "/stage/local-stack.jar:/stage/lib/*" org.paschima.localstack.RehearsalMain /bin/sh /app/run.sh --record && [ -s $kept ]; then
    echo "kept: a whole start"
  else
    # It is what a service loads until it misses its Kafka or its MongoDB. That it then ends with an error is expected.
    nobody=127.0.0.1:1
    rm -f $kept
    HTTP_PORT=0 KAFKA_BOOTSTRAP=$nobody MONGO_URI=mongodb://$nobody JWKS_URL=http://$nobody/ START_PATIENCE=PT2S \
      NUDGE_DRAW_KEY=none EXPERIMENT_DRAW_KEY=none /bin/sh /app/run.sh --record >/dev/null 2>&1
    if [ -s $kept ]; then echo "kept: a start without Kafka and MongoDB"; else echo "this JVM keeps nothing of a start"; fi
  fi
  [ ! -s $kept ] || chmod 644 $kept
  exit 0
  ;;
esac
if [ -r $kept ]; then run -XX:AOTCache=$kept "$@"; else run "" "$@"; fi
