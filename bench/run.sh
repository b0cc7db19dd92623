#!/usr/bin/env bash
# Compares a bare WebSocket echo (raw), the Socket.IO server (sio) and a SignalR hub (hub) on this machine, in one run
# and in turns, and prints medians and ratios as Markdown. What is measured, and how: docs/performance.md.
#   bench/run.sh [echo] [bcast] [idle]        all three without arguments
#   ROUNDS=3 MEASURE=3 WARMUP=4 PROTOCOLS="raw sio hub" CONNECTIONS=200 RECEIVERS=1000 IDLE=10000 bench/run.sh
set -euo pipefail
cd "$(dirname "$0")"
rounds=${ROUNDS:-3} measure=${MEASURE:-3} first_warmup=${WARMUP:-4}
read -ra protocols <<<"${PROTOCOLS:-raw sio hub}"
scenarios=("${@:-echo bcast idle}")
read -ra scenarios <<<"${scenarios[*]}"
for s in "${scenarios[@]}"; do [[ $s =~ ^(echo|bcast|idle)$ ]] || { echo "unknown scenario '$s'" >&2; exit 2; }; done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
for project in BenchServer LoadGenerator; do
  dotnet build -c Release -m:1 -v quiet --nologo "$project" >&2
done

temp=$(mktemp -d)
results=$temp/results
server=
stop_server() { if [[ -n $server ]]; then kill "$server" 2>/dev/null || true; wait "$server" || true; server=; fi; }
trap 'stop_server; rm -rf "$temp"' EXIT

start_server() { # sets $server and $port
  : >"$temp/server" # it is read before the server may have been started
  dotnet BenchServer/bin/Release/net10.0/AkkaSocketIo.BenchServer.dll --port 0 >"$temp/server" 2>&1 &
  server=$!
  for _ in {1..100}; do
    port=$(sed -n 's|^listening on http://127.0.0.1:||p' "$temp/server")
    [[ -n $port ]] && return
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  cat "$temp/server" >&2
  exit 1
}

load() { # load ROUND SCENARIO PROTOCOL OPTIONS…
  local round=$1 line
  shift
  line=$(timeout 180 dotnet LoadGenerator/bin/Release/net10.0/AkkaSocketIo.LoadGenerator.dll "$@" \
    --port "$port" --pid "$server" --seconds "$measure") || { echo "failed: $*" >&2; cat "$temp/server" >&2; exit 1; }
  echo "round=$round $line" | tee -a "$results" >&2
}

flowing() { # flowing ROUND: one after the other on one server, so that the drift of the machine meets all alike
  local warmup=$first_warmup s w p windows connections
  if (($1 > 1)); then warmup=1; fi # the just-in-time compiler has done its work in the first round
  for s in "${scenarios[@]}"; do
    case $s in
      echo) windows="1 8" connections=${CONNECTIONS:-200} ;;
      bcast) windows=4 connections=${RECEIVERS:-1000} ;;
      *) continue ;;
    esac
    for w in $windows; do
      for p in "${protocols[@]}"; do
        [[ $s == bcast && $p == raw ]] && continue # it has none
        load "$1" "$s" "$p" --window "$w" --warmup "$warmup" --connections "$connections"
      done
    done
  done
}

if [[ " ${scenarios[*]} " =~ \ (echo|bcast)\  ]]; then
  start_server
  for ((round = 1; round <= rounds; round++)); do flowing "$round"; done
  stop_server
fi

if [[ " ${scenarios[*]} " == *" idle "* ]]; then
  for ((round = 1; round <= rounds; round++)); do
    for p in "${protocols[@]}"; do
      start_server
      load "$round" idle "$p" --connections "${IDLE:-10000}"
      stop_server
    done
  done
fi

awk -f table.awk "$results"
