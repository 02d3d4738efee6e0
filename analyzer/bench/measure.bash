# For the benchmarks of this directory, to be sourced: makes traces, measures processes. Needs $directory, and the
# repository's root as working directory.

clients=100000
exec {never}<> <(:) # nothing ever comes: to read from it is to wait

make_trace() { # FILE EVENTS
  local classpath=analyzer/target/bench.classpath samples=sample-traces healthy=()
  mvn -q -o -Dquick -pl analyzer test-compile dependency:build-classpath -Dmdep.outputFile="$PWD/$classpath"
  for _ in 1 2 3 4 5 6 7 8; do healthy+=("$samples/healthy/trace.parquet"); done
  java -cp "analyzer/target/test-classes:analyzer/target/classes:$(cat $classpath)" dev.skbtrail.analyzer.bench.RepeatedTrace \
    "$1.part" "$2" $clients "${healthy[@]}" \
    $samples/{no-route,spoofed,tcp-blocked,ttl-expired,udp-blocked,udp-closed}/trace.parquet
  mv "$1.part" "$1"
}

# What a report needs after the trace.
arguments() {
  case $1 in
    packet | calls | journey) echo 4711 ;;
    between) echo --from netif_rx --to tcp_data_queue ;;
    histogram) echo --from netif_rx --to tcp_data_queue ;;
  esac
}

# What a process says of itself while it runs, read by the shell alone: a helper every few milliseconds would take from
# the two processors what is measured.
watch_process() { # PID: sets peak (MiB) and ticks
  local key value state line
  while state='' && while read -r key value _; do
    case $key in
      State:) state=$value ;;
      # Begins anew when it is exec'd; for a moment, and when the process has ended, it is not there.
      VmHWM:) peak=$((value / 1024 > peak ? value / 1024 : peak)) ;;
    esac
  done 2>/dev/null <"/proc/$1/status"; do
    read -r line 2>/dev/null <"/proc/$1/stat" || break
    # shellcheck disable=SC2086  # words
    set -- "$1" ${line##*) }
    ticks=$((${13} + ${14}))
    [ "$state" != Z ] || break
    read -rt 0.02 -u "$never" || true
  done
}

measure() { # COMMAND...: seconds, seconds of processor time, and the most memory (MiB) that the process ever had
  local begin peak=0 ticks=0 status=0
  begin=$(date +%s%N)
  "$@" >/dev/null 2>"$directory/error" &
  watch_process $!
  wait $! || status=$?
  awk -v ns=$(($(date +%s%N) - begin)) -v cpu="$ticks" -v hz="$(getconf CLK_TCK)" -v peak="$peak" -v status=$status \
    'BEGIN { printf "%8.2f s %7.2f cpu %5d MiB%s", ns / 1e9, cpu / hz, peak, status ? " FAILED" : "" }'
}
