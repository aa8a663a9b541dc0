#!/usr/bin/env bash
# Ends the parts that a killed supervisor left behind, by the files in which it noted each part's
# process id and start time: together these two name one process, however often ids are used again.
#
#   reap.sh RUN_DIRECTORY                    now
#   reap.sh RUN_DIRECTORY --after-my-input   once the supervisor, at the other end of standard
#                                            input, is gone
set -u
trap '' HUP INT TERM

run=$1
grace_tenths=100

# PID START_TIME: whether that process still runs. Fields are counted after the program's name,
# which may hold anything.
is_running() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  # shellcheck disable=SC2086
  set -- "$2" ${stat##*) }
  [[ $2 != Z && ${21} == "$1" ]]
}

any_running() {
  local noted
  for noted in "${left[@]}"; do
    # shellcheck disable=SC2086
    is_running $noted && return 0
  done
  return 1
}

signal_all() {
  local noted
  for noted in "${left[@]}"; do
    # Each part leads a process group of its own.
    # shellcheck disable=SC2086
    is_running $noted && kill -s "$1" -- "-${noted% *}" 2>/dev/null
  done
}

[[ ${2:-} == --after-my-input ]] && cat >/dev/null

left=()
for file in "$run"/*.pid; do
  [[ -f $file ]] && left+=("$(cat "$file")")
done
((${#left[@]})) || exit 0

signal_all TERM
for ((i = 0; i < grace_tenths; i++)); do
  any_running || break
  sleep 0.1
done
signal_all KILL
for ((i = 0; i < grace_tenths; i++)); do
  any_running || break
  sleep 0.1
done
for file in "$run"/*.pid; do
  # shellcheck disable=SC2046
  [[ -f $file ]] && ! is_running $(cat "$file") && rm -f "$file"
done
exit 0
