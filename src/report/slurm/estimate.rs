//! What a shard and the merge ask of a cluster, from what a few trials took.

/// Seconds for a start: reading from a shared file system, waiting for it.
const START: f64 = 60.0;

/// Share of its cores that a run is taken to use. Two threads were measured at 0.87 (docs/speed.md); many are not, and writing is done
/// by few. A judgement, on the careful side.
const EFFICIENCY: f64 = 0.5;

/// How many times the expected time and memory are asked for: cores differ, and a job that meets its limit is stopped. A
/// judgement: asking too much costs a longer wait in the queue, asking too little costs the run of a shard.
const MARGIN: f64 = 2.0;

/// The least time that is asked for, seconds.
const LEAST_SECONDS: f64 = 600.0;

/// Bytes of the program itself, its tables and buffers: 512 MiB, a judgement.
const BASE: f64 = 512.0 * MEBIBYTE;

/// Bytes of its trials that the merge reads and writes in a second: 10 MiB, a judgement for a busy shared file system and compression.
const MERGED_PER_SECOND: f64 = 10.0 * MEBIBYTE;

const MEBIBYTE: f64 = 1_048_576.0;

/// What a run takes, measured on a few of its trials and counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// Seconds of one trial on one thread, all arms and areas together, at least 0. What is no number counts as nothing.
    pub seconds_per_trial: f64,
    /// Trials of the whole run.
    pub trials: u64,
    /// Shards of the run; zero counts as one.
    pub shards: u32,
    /// Cores of a shard; zero counts as one.
    pub cpus: u32,
    /// Bytes of one trial in memory.
    pub bytes_per_trial: u64,
}

/// What a job asks of a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Need {
    /// Time, seconds, at least 1.
    pub seconds: u64,
    /// Memory, MiB, at least 1.
    pub mebibytes: u64,
}

impl Effort {
    /// What the largest shard asks for: `2 (60 s + trials · seconds / (0.5 cpus))`, at least ten minutes, in whole minutes; and
    /// `2 (512 MiB + trials · bytes)`, in whole GiB.
    pub fn shard(&self) -> Need {
        let trials = self.trials.div_ceil(u64::from(self.shards.max(1))) as f64;
        let cores = f64::from(self.cpus.max(1));
        let work = trials * self.seconds_per_trial.max(0.0) / (cores * EFFICIENCY);
        need(START + work, BASE + trials * self.bytes_per_trial as f64)
    }

    /// What the merge asks for: it holds all trials, and reads and writes them at 10 MiB a second.
    pub fn merge(&self) -> Need {
        let bytes = self.trials as f64 * self.bytes_per_trial as f64;
        need(START + bytes / MERGED_PER_SECOND, BASE + bytes)
    }
}

/// With the margin, rounded up. A cast from a float stops at the largest whole number.
fn need(seconds: f64, bytes: f64) -> Need {
    let minutes = ((seconds * MARGIN).max(LEAST_SECONDS) / 60.0).ceil() as u64;
    let gibibytes = (bytes * MARGIN / (1024.0 * MEBIBYTE)).ceil() as u64;
    Need { seconds: minutes.saturating_mul(60), mebibytes: gibibytes.max(1).saturating_mul(1024) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EFFORT: Effort = Effort {
        seconds_per_trial: 0.01,
        trials: 16_000_000,
        shards: 16,
        cpus: 16,
        bytes_per_trial: 8192,
    };

    #[test]
    fn a_shard_asks_for_its_part_with_a_margin() {
        // 1,000,000 trials · 0.01 s / (16 · 0.5) = 1250 s; 2 (60 + 1250) = 2620 s = 43.67 minutes.
        // 2 (512 MiB + 1,000,000 · 8 KiB = 7812.5 MiB) = 16,649 MiB = 16.26 GiB.
        assert_eq!(EFFORT.shard(), Need { seconds: 44 * 60, mebibytes: 17 * 1024 });
    }

    #[test]
    fn the_merge_asks_for_all_trials() {
        // 16,000,000 · 8 KiB = 125,000 MiB: 2 (60 + 12,500) s = 418.67 minutes; 2 · 125,512 MiB = 245.1 GiB.
        assert_eq!(EFFORT.merge(), Need { seconds: 419 * 60, mebibytes: 246 * 1024 });
    }

    #[test]
    fn a_small_run_asks_for_ten_minutes_and_a_gibibyte() {
        let small = Effort { seconds_per_trial: 1e-6, trials: 16, bytes_per_trial: 0, ..EFFORT };
        let least = Need { seconds: 600, mebibytes: 1024 };
        assert_eq!((small.shard(), small.merge()), (least, least));
    }

    #[test]
    fn shards_and_cores_divide_the_time_and_only_shards_divide_the_memory() {
        let half = Effort { trials: EFFORT.trials * 2, shards: 32, ..EFFORT };
        assert_eq!(half.shard(), EFFORT.shard());
        let wide = Effort { cpus: 32, ..EFFORT }.shard();
        // 2 (60 + 625) s = 22.83 minutes.
        assert_eq!(wide, Need { seconds: 23 * 60, ..EFFORT.shard() });
        // Trials that do not divide: the largest shard counts. 3 of 7 s on a core: 2 (60 + 3 · 700) s = 72 minutes.
        let uneven =
            Effort { seconds_per_trial: 350.0, trials: 5, shards: 2, cpus: 1, bytes_per_trial: 1 };
        assert_eq!(uneven.shard().seconds, 72 * 60);
    }

    #[test]
    fn no_number_breaks_it() {
        for seconds_per_trial in [0.0, -1.0, f64::NAN, f64::INFINITY, f64::MAX] {
            for most in [0, u64::MAX] {
                let effort = Effort {
                    seconds_per_trial,
                    trials: most,
                    shards: 0,
                    cpus: 0,
                    bytes_per_trial: most,
                };
                for need in [effort.shard(), effort.merge()] {
                    assert!(need.seconds >= 600 && need.mebibytes >= 1024, "{effort:?}: {need:?}");
                }
            }
        }
    }
}
