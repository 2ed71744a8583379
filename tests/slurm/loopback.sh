#!/usr/bin/env bash
# A real Slurm for a test: one controller and two nodes, all on 127.0.0.1, that leaves nothing behind.
#
#     loopback.sh install      installs slurm-wlm and munge with apt where they are missing (root)
#     loopback.sh start DIR    starts a new cluster with all its files in DIR (empty, short, on a local disk); then
#                              `export SLURM_CONF=DIR/slurm.conf` lets sbatch and the others find it
#     loopback.sh stop DIR     ends what was started in DIR, and nothing else
#
# A node has SLURM_TEST_CPUS cores [2] and 4000 MB, whatever the machine has: without cgroups they are booked, not enforced.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
nodes=2

die() { printf 'loopback: %s\n' "$*" >&2; exit 1; }

installed() {
  local program
  for program in munged slurmctld slurmd sbatch scontrol; do command -v "$program" >/dev/null || return 1; done
}

install_slurm() {
  local policy=/usr/sbin/policy-rc.d mine=no code=0
  installed && return
  [ "$(id -u)" = 0 ] || die "slurm-wlm and munge are missing; root can install them"
  # The packages would start daemons of the system's own; 101 forbids it.
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod 755 $policy
    mine=yes
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq -o DPkg::Lock::Timeout=300 update </dev/null >&2 &&
    apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends slurm-wlm munge </dev/null >&2 || code=$?
  if [ $mine = yes ]; then rm -f $policy; fi
  [ $code = 0 ] || die "apt-get ended with code $code"
  hash -r
  installed || die "apt-get installed them, and yet some are missing"
}

# Start time of a process, in ticks: with its id it names a process for good. Nothing for one that is gone or only waits to be buried.
born() {
  local line fields
  # `read`, for `$(<file)` ends a bash 5.2 under `set -e` where the file has just gone.
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
  read -ra fields <<<"${line##*) }"
  [ "${fields[0]}" != Z ] || return 1
  printf '%s' "${fields[19]}"
}

# Starts a daemon in a session of its own and notes which process it is.
daemon() { # NAME COMMAND...
  local name=$1 pid time
  shift
  setsid "$@" </dev/null >>"$dir/log/$name.out" 2>&1 &
  pid=$!
  time=$(born $pid) || die "$name did not start: $(tail -n 5 "$dir/log/$name.out")"
  printf '%s %s %s\n' "$name" $pid "$time" >>"$dir/daemons"
}

# The daemons of Slurm listen at the address of the machine's own name. Where that is not 127.0.0.1 they get another name, in a
# namespace of their own.
named_daemon() { # NAME COMMAND...
  local name=$1
  shift
  if [ "$host" = localhost ]; then
    daemon "$name" unshare --uts sh -c 'echo localhost >/proc/sys/kernel/hostname && exec "$@"' sh "$@"
  else
    daemon "$name" "$@"
  fi
}

find_host() {
  host=$(uname -n)
  host=${host%%.*}
  [ "$(getent ahostsv4 "$host" | awk 'NR == 1 { print $1 }')" != 127.0.0.1 ] || return 0
  host=localhost
  unshare --uts true 2>/dev/null || die "$(uname -n) is not 127.0.0.1: add it to /etc/hosts, or be root"
}

find_ports() { # sets port: the first of three that nobody listens at
  local number free
  for _ in {1..50}; do
    port=$((20000 + RANDOM % 4000 * 3))
    free=yes
    for ((number = 0; number <= nodes; number++)); do
      if (exec 3<>"/dev/tcp/127.0.0.1/$((port + number))") 2>/dev/null; then free=no; fi
    done
    [ $free = no ] || return 0
  done
  die "no free ports"
}

write_conf() {
  local user number
  user=$(id -un)
  # cred_expire is also the wait before a job runs again, 120 s by default. The options of AuthInfo are parted by commas.
  # MinJobAge keeps ended jobs in sight, for there is no accounting. EnforcePartLimits refuses what no node can run.
  cat <<CONF
ClusterName=loopback
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$dir/munge/socket,cred_expire=5
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/%n
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/%n.pid
SlurmctldLogFile=$dir/log/slurmctld.log
SlurmdLogFile=$dir/log/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SwitchType=switch/none
MpiDefault=none
SlurmdParameters=config_overrides
EnforcePartLimits=ALL
ReturnToService=2
MinJobAge=7200
KillWait=5
BatchStartTimeout=1
MessageTimeout=5
SlurmdTimeout=30
SchedulerParameters=batch_sched_delay=1,sched_interval=1,bf_interval=1
PartitionName=rome Nodes=ALL Default=YES MaxTime=5-00:00:00 State=UP
CONF
  for ((number = 1; number <= nodes; number++)); do
    echo "NodeName=n$number NodeHostname=$host NodeAddr=127.0.0.1 Port=$((port + number))" \
      "CPUs=${SLURM_TEST_CPUS:-2} RealMemory=128000"
  done
}

start() {
  local number
  installed || die "slurm-wlm and munge are missing: loopback.sh install"
  # The path of a socket below it has at most 107 bytes.
  [ ${#dir} -le 60 ] || die "$dir is too long"
  [[ $dir =~ ^[A-Za-z0-9/_.-]+$ ]] || die "$dir has characters that slurm.conf cannot hold"
  [ -z "$(ls -A "$dir")" ] || die "$dir is not empty"
  mkdir -p "$dir"/{munge,state,log,n1,n2}
  chmod 755 "$dir/munge"
  (umask 077 && head -c 128 /dev/urandom >"$dir/munge/key")
  trap 'tail -n 5 "$dir"/log/* >&2; stop' EXIT
  # --force: a private folder above the socket is meant.
  daemon munged munged --foreground --force --num-threads=10 --key-file="$dir/munge/key" --socket="$dir/munge/socket" \
    --pid-file="$dir/munge/pid" --log-file="$dir/log/munged.log" --seed-file="$dir/munge/seed"
  until_true 10 eval 'munge -n -S "$dir/munge/socket" 2>/dev/null | unmunge -S "$dir/munge/socket" >/dev/null 2>&1' ||
    die "munged gives no answer"
  find_host
  find_ports
  write_conf >"$dir/slurm.conf"
  export SLURM_CONF=$dir/slurm.conf
  named_daemon slurmctld slurmctld -D -c -f "$SLURM_CONF"
  for ((number = 1; number <= nodes; number++)); do named_daemon "slurmd-n$number" slurmd -D -N "n$number" -f "$SLURM_CONF"; done
  until_true 60 eval '[ "$(sinfo -h -N -t idle -o %N 2>/dev/null | wc -l)" = $nodes ]' || die "the nodes did not come up"
  trap - EXIT
}

until_true() { # SECONDS COMMAND...
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.1
  done
}

# "PID BORN" of all jobs and of their keepers, which outlive their node: found by this cluster in their environment, where that of a
# job has its number too (and that of the caller has not).
jobs_left() {
  local entry time
  for entry in /proc/[0-9]*; do
    grep -qxzF "SLURM_CONF=$dir/slurm.conf" "$entry/environ" 2>/dev/null || continue
    grep -qx slurmstepd "$entry/comm" 2>/dev/null || grep -qz '^SLURM_JOB_ID=' "$entry/environ" 2>/dev/null || continue
    time=$(born "${entry#/proc/}") && printf '%s %s\n' "${entry#/proc/}" "$time"
  done
  return 0
}

end_processes() { # SIGNAL; "PID BORN" on standard input
  local pid time
  while read -r pid time; do
    if [ "$(born "$pid")" = "$time" ]; then kill "-$1" "$pid" 2>/dev/null || true; fi
  done
}

# The daemons whose name begins so, as "PID BORN", while they live.
living() {
  local name pid time
  while read -r name pid time; do
    case $name in "$1"*) if [ "$(born "$pid")" = "$time" ]; then printf '%s %s\n' "$pid" "$time"; fi ;; esac
  done <"$dir/daemons"
}

stop() {
  local kind
  [ -f "$dir/daemons" ] || return 0
  export SLURM_CONF=$dir/slurm.conf
  if [ -n "$(living slurmctld)" ]; then
    timeout 10 squeue -h -o %A 2>/dev/null | sort -u | timeout 10 xargs -r scancel 2>/dev/null || true
    until_true 10 eval '[ -z "$(jobs_left)" ]' || true
  fi
  jobs_left | end_processes KILL
  for kind in slurmctld slurmd munged; do
    living $kind | end_processes TERM
    until_true 10 eval '[ -z "$(living $kind)" ]' || living $kind | end_processes KILL
  done
  rm -f "$dir/daemons"
}

# A job of another cluster that we may be in ourselves is no matter here.
unset SLURM_JOB_ID
case ${1:-} in
  install) install_slurm ;;
  start | stop)
    [ -d "${2:-}" ] || die "$1 DIR: a folder that is there"
    dir=$(cd "$2" && pwd -P)
    "$1"
    ;;
  *) die "install, start DIR or stop DIR" ;;
esac
