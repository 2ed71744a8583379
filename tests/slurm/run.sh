#!/usr/bin/env bash
# Runs what `wijkimpact slurm` writes on a real Slurm: eight shards and the merge, with one task killed and one put back into the queue
# halfway, must leave the same bytes as one run; and a merge without a shard must refuse.
#
#     tests/slurm/run.sh BINARY [SCENARIO]
#
# Root installs Slurm where it is missing. SLURM_TEST_OPTIONS are further words for the run; a shard must take some seconds.
# Says PASS or FAIL on each point and ends with 1 where one failed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
binary=$(realpath -- "${1:?the program to test}")
scenario=$(realpath -- "${2:-$here/../../scenarios/moerwijk.toml}")
read -ra options <<<"${SLURM_TEST_OPTIONS:---trials 262144 --arms 0,1 --seed 7}"
shards=8
patience=${SLURM_TEST_PATIENCE:-600}

failed=0
begun=$SECONDS
check() { # WORDS COMMAND...
  local words=$1
  shift
  if "$@"; then
    printf 'PASS %4d s  %s\n' $((SECONDS - begun)) "$words"
  else
    printf 'FAIL %4d s  %s\n' $((SECONDS - begun)) "$words"
    failed=1
  fi
}
give_up() {
  check "$1" false
  tail -n 20 "$work"/slurm-logs/*.log >&2 || true
  exit 1
}

# The caller may be a job of a cluster itself.
for name in $(compgen -e | grep -E '^(SLURM|SBATCH|SQUEUE)_' | grep -v '^SLURM_TEST_' || true); do unset "$name"; done
place=$(mktemp -d /tmp/wijk-slurm-XXXXXX)
mkdir "$place/cluster"
trap '"$here/loopback.sh" stop "$place/cluster"; rm -rf "$place"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
"$here/loopback.sh" install >"$place/install.log" 2>&1 || { cat "$place/install.log" >&2; exit 1; }
"$here/loopback.sh" start "$place/cluster"
export SLURM_CONF=$place/cluster/slurm.conf
check "a cluster of two nodes is up: $(sbatch --version)" true

# Everything that a shell or Slurm could misread.
work="$place/it's \$HOME"
mkdir "$work"
cp "$scenario" "$work/50% of %A & co.toml"
cd "$work"
"$binary" run "50% of %A & co.toml" "${options[@]}" --out whole --quiet || give_up "an unsharded run"
check "an unsharded run" true
"$binary" slurm "50% of %A & co.toml" "${options[@]}" --shards $shards --out "the %j run" \
  --partition rome --time 00:30:00 --mem 900M --cpus 1 --script job.sh || give_up "a script is written"
check "a script is written" bash -n job.sh

# ---- words about jobs

until_true() { # COMMAND... ; within the patience
  local end=$((SECONDS + patience))
  until "$@"; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.1
  done
}
field() { # JOB KEY
  scontrol -o show job "$1" 2>/dev/null | tr ' ' '\n' | sed -n "s/^$2=//p" | head -n 1
}
ended() { [ -z "$(squeue -h -j "$1" -o %T 2>/dev/null)" ]; }
state_is() { [ "$(field "$1" JobState)" = "$2" ]; }
restarted() { [ "$(field "$1" Restarts)" -ge 1 ]; }
absent() { [ ! -e "$1" ]; }
runs_or_has_ended() { [ -n "$(process_of "${1#*_}")" ] || ended "$1"; }
# The process of a shard that Slurm itself started: the program, where it has taken the place of the script's shell.
process_of() { # SHARD
  local entry parent
  for entry in /proc/[0-9]*; do
    grep -qxzF "SLURM_CONF=$SLURM_CONF" "$entry/environ" 2>/dev/null || continue
    grep -qxzF "SLURM_ARRAY_TASK_ID=$1" "$entry/environ" 2>/dev/null || continue
    parent=$(sed -n 's/^PPid:\t//p' "$entry/status" 2>/dev/null) || continue
    grep -qx slurmstepd "/proc/$parent/comm" 2>/dev/null || continue
    grep -qxzF -- --shard "$entry/cmdline" 2>/dev/null || continue
    printf '%s' "${entry#/proc/}"
    return
  done
}
submit() { # ARGUMENT... ; sets array and merge
  local said
  said=$(bash job.sh "$@") || give_up "job.sh $* is submitted"
  array=$(sed -n 's/^shards .* job \([0-9]*\)$/\1/p' <<<"$said")
  merge=$(sed -n 's/^merge: job \([0-9]*\);.*$/\1/p' <<<"$said")
  [ -n "$array" ] && [ -n "$merge" ] || give_up "job.sh $* says its jobs"
}
wait_for_merge() {
  until_true ended "$merge" || { squeue >&2; give_up "the merge ends within $patience s"; }
}
same_run() { # FOLDER FOLDER
  python3 - "$1" "$2" <<'PYTHON'
import json, pathlib, sys

def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(pathlib.Path(folder).rglob("*")) if path.is_file()}

def asked(text):
    manifest = json.loads(text)
    return json.dumps({key: value for key, value in manifest.items() if key not in ("timing", "fingerprint")})

left, right = (files(folder) for folder in sys.argv[1:3])
different = sorted(left.keys() ^ right.keys())
for name in left.keys() & right.keys():
    same = asked(left[name]) == asked(right[name]) if name == "manifest.json" else left[name] == right[name]
    if not same:
        different.append(name)
if different or not left:
    sys.exit(f"differ: {different}, of {len(left)} files")
PYTHON
}
completed() { # JOB SHARD...
  local job=$1 shard
  shift
  for shard; do state_is "${job}_$shard" COMPLETED || { printf 'shard %s: %s\n' "$shard" "$(field "${job}_$shard" JobState)"; return 1; }; done
}
shards_as_before() { [ "$(stat -c '%n %i %Y' "the %j run.shards"/*-of-$shards | grep -v "/5-of-")" = "$before" ]; }

# ---- all shards, with accidents

submit
until_true runs_or_has_ended "${array}_3" || give_up "shard 3 runs"
sleep 1
killed=$(process_of 3)
[ -n "$killed" ] || give_up "shard 3 still runs after a second: ask for more trials in SLURM_TEST_OPTIONS"
check "the program has taken the place of the shell" true
kill -KILL "$killed"
scontrol requeue "${array}_2" || give_up "shard 2 still runs: ask for more trials in SLURM_TEST_OPTIONS"
until_true state_is "${array}_3" FAILED || give_up "the killed shard is seen to have failed"
scontrol requeue "${array}_3"
check "halfway shard 3 was killed, 2 was put back while it ran, 3 after it had failed" absent "the %j run.shards/3-of-$shards"
wait_for_merge
check "shard 2 was run again" restarted "${array}_2"
check "shard 3 was run again" restarted "${array}_3"
check "all shards completed" completed "$array" $(seq $shards)
check "the merge completed" state_is "$merge" COMPLETED
check "merged and unsharded run are the same bytes" same_run whole "the %j run"

# ---- a shard is missing, and is made again

rm -r "the %j run" "the %j run.shards/5-of-$shards"
before=$(stat -c '%n %i %Y' "the %j run.shards"/*-of-$shards)
submit 4
wait_for_merge
check "a finished shard ends well when submitted again" completed "$array" 4
check "without shard 5 the merge ends with code 3" [ "$(field "$merge" ExitCode)" = 3:0 ]
check "and names it" grep -qw 5 slurm-logs/*-merge-"$merge".log
check "and leaves no run" absent "the %j run"
submit 5
wait_for_merge
check "shard 5 alone is made again" completed "$array" 5
check "the merge completed" state_is "$merge" COMPLETED
check "merged and unsharded run are the same bytes" same_run whole "the %j run"
check "the other shards were left as they were" shards_as_before
[ $failed = 0 ] || tail -n 20 slurm-logs/*.log >&2
exit $failed
