//! A run cut into the jobs of a cluster, and what keeps it from being one.

use std::path::{Path, PathBuf};

use super::estimate::Need;
use super::fault::SlurmFault;
use super::script::script;
use super::shell;

/// A run as a job array and a job that merges its shards.
#[derive(Debug, Clone, PartialEq)]
pub struct SlurmPlan {
    /// The program; best named from the root, for a job need not find what a login shell finds.
    pub program: PathBuf,
    /// The folder in which the other paths hold, named from the root and without `%` and `\`. Logs come in `slurm-logs` below it.
    pub folder: PathBuf,
    /// The scenario.
    pub scenario: PathBuf,
    /// Tables of wijken.
    pub areas: Vec<PathBuf>,
    /// Further words for `run`, each as typed: `--trials`, `65536`. Not those that the script gives itself (`--out`, `--shard`,
    /// `--threads`), and not `--force`: a shard that was interrupted would begin again.
    pub options: Vec<String>,
    /// The run folder; the shards come in a folder beside it.
    pub out: PathBuf,
    /// Number of shards, 1 to [`SlurmPlan::MOST_SHARDS`].
    pub shards: u32,
    /// Name of the jobs; what no job name may hold becomes `-`.
    pub name: String,
    /// Partition; none: the cluster's.
    pub partition: Option<String>,
    /// Cores and threads of a job, 1 to [`SlurmPlan::MOST_CPUS`].
    pub cpus: u32,
    /// Time and memory of a shard.
    pub shard: Need,
    /// Time and memory of the merge.
    pub merge: Need,
}

impl SlurmPlan {
    /// Most shards: as many as a Slurm that is set up for it can number. Most clusters allow 1,000 (`MaxArraySize`).
    pub const MOST_SHARDS: u32 = 4_000_000;

    /// Most cores of a job: the most threads that a run takes.
    pub const MOST_CPUS: u32 = 4096;

    /// The script: run with `bash` it submits itself as the array and then the merge; as a task of the array it runs a shard.
    ///
    /// # Errors
    /// Everything that cannot stand in a script, at once.
    pub fn script(&self) -> Result<String, Vec<SlurmFault>> {
        let faults = self.faults();
        if faults.is_empty() { Ok(script(self)) } else { Err(faults) }
    }

    /// The command of a task, without the shard and the threads that only the task knows.
    pub(super) fn words_of_run(&self) -> Vec<String> {
        let path = |path: &Path| shell::path(path).unwrap_or_default();
        let mut words = vec![format!("run {}", path(&self.scenario))];
        words.extend(self.areas.iter().map(|areas| format!("--areas {}", path(areas))));
        let options: Vec<String> = self.options.iter().map(|option| shell::word(option)).collect();
        words.extend((!options.is_empty()).then(|| options.join(" ")));
        words
    }

    /// Name of the jobs, of letters and digits, `-`, `_` and `.` alone, and never empty.
    pub(super) fn job(&self) -> String {
        let plain =
            |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
        let name: String =
            self.name.chars().map(|letter| if plain(letter) { letter } else { '-' }).collect();
        if name.is_empty() { "wijkimpact".to_owned() } else { name }
    }

    fn faults(&self) -> Vec<SlurmFault> {
        let paths = [
            ("the program", &self.program),
            ("the folder", &self.folder),
            ("the scenario", &self.scenario),
            ("--out", &self.out),
        ];
        let paths = paths.into_iter().chain(self.areas.iter().map(|path| ("--areas", path)));
        let mut faults: Vec<SlurmFault> = paths
            .filter(|(_, path)| shell::path(path).is_none())
            .map(|(what, path)| SlurmFault::Path { what, path: path.clone() })
            .collect();
        if !self.folder.has_root() {
            faults.push(SlurmFault::Folder(self.folder.clone()));
        }
        if self.folder.to_string_lossy().contains(['%', '\\']) {
            faults.push(SlurmFault::Logs(self.folder.clone()));
        }
        let bad = self.options.iter().filter(|option| !shell::plain(option));
        faults.extend(bad.cloned().map(SlurmFault::Option));
        if let Some(partition) = self.partition.as_ref().filter(|name| !is_partition(name)) {
            faults.push(SlurmFault::Partition(partition.clone()));
        }
        if !(1..=Self::MOST_SHARDS).contains(&self.shards) {
            faults.push(SlurmFault::Shards(self.shards));
        }
        if !(1..=Self::MOST_CPUS).contains(&self.cpus) {
            faults.push(SlurmFault::Cpus(self.cpus));
        }
        faults
    }
}

/// Names of partitions stand in a line that Slurm reads and no shell quotes.
fn is_partition(text: &str) -> bool {
    text.split(',').all(|name| {
        name.starts_with(|first: char| first.is_ascii_alphanumeric())
            && name
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.'))
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::report::slurm) fn plan() -> SlurmPlan {
        SlurmPlan {
            program: "/opt/wijkimpact".into(),
            folder: "/home/ada".into(),
            scenario: "moerwijk.toml".into(),
            areas: Vec::new(),
            options: Vec::new(),
            out: "results/moerwijk".into(),
            shards: 8,
            name: "moerwijk".to_owned(),
            partition: None,
            cpus: 16,
            shard: Need { seconds: 3600, mebibytes: 28 << 10 },
            merge: Need { seconds: 600, mebibytes: 1500 },
        }
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let plan = SlurmPlan {
            program: PathBuf::new(),
            folder: "home%A\\".into(),
            scenario: "a\nb".into(),
            areas: vec!["good.csv".into(), "bad\r.csv".into()],
            options: vec!["--trials".to_owned(), String::new(), "7\n8".to_owned()],
            out: "\u{1b}[2J".into(),
            shards: 0,
            partition: Some("rome\n#SBATCH --wrap=x".to_owned()),
            cpus: 4097,
            ..plan()
        };
        let faults = plan.script().unwrap_err();
        let of = |kind: fn(&SlurmFault) -> bool| faults.iter().filter(|one| kind(one)).count();
        assert_eq!(of(|one| matches!(one, SlurmFault::Path { .. })), 4, "{faults:?}");
        assert_eq!(of(|one| matches!(one, SlurmFault::Option(_))), 2, "{faults:?}");
        assert_eq!(faults.len(), 11, "{faults:?}");
        // A message is one line, whatever it tells of.
        assert!(faults.iter().all(|one| !one.to_string().contains(char::is_control)), "{faults:?}");
    }

    #[test]
    fn shards_and_cores_have_edges() {
        for (shards, cpus, good) in [
            (1, 1, true),
            (SlurmPlan::MOST_SHARDS, SlurmPlan::MOST_CPUS, true),
            (SlurmPlan::MOST_SHARDS + 1, 1, false),
            (1, 0, false),
        ] {
            assert_eq!(SlurmPlan { shards, cpus, ..plan() }.script().is_ok(), good);
        }
    }

    #[test]
    fn a_partition_is_a_name_or_several() {
        for (name, good) in [
            ("rome", true),
            ("rome,genoa", true),
            ("thin_2.b-1", true),
            ("", false),
            ("rome,", false),
            ("-x", false),
            ("a b", false),
            ("rome#", false),
            ("é", false),
        ] {
            assert_eq!(is_partition(name), good, "{name}");
        }
    }

    #[test]
    fn the_name_of_a_job_is_plain() {
        for (name, job) in [
            ("moerwijk-2.0_b", "moerwijk-2.0_b"),
            ("Zuid $(id)\n%A", "Zuid---id---A"),
            ("", "wijkimpact"),
        ] {
            assert_eq!(SlurmPlan { name: name.to_owned(), ..plan() }.job(), job);
        }
    }
}
