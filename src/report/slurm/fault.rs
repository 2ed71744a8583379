//! What a job script cannot hold, with the word that is wrong.

/// A part of a plan that no script can be made of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SlurmFault {
    /// A path that is empty, is no text or has control characters.
    #[error(
        "{what}: {path:?} cannot stand in a script: it is empty, is no text, or has control characters"
    )]
    Path {
        /// What lies there.
        what: &'static str,
        /// The path.
        path: std::path::PathBuf,
    },
    /// The folder of the submission is not named from the root.
    #[error("{0:?} must be named from the root: a job starts wherever the cluster pleases")]
    Folder(std::path::PathBuf),
    /// The folder of the submission has letters in its name that Slurm replaces, and would look for the logs elsewhere.
    #[error(
        "{0:?} has a `%` or `\\` in it, which Slurm would replace in the names of logs: submit from another folder"
    )]
    Logs(std::path::PathBuf),
    /// An option that is empty or has control characters.
    #[error("option {0:?} cannot stand in a script: it is empty or has control characters")]
    Option(String),
    /// A partition whose name is none.
    #[error(
        "--partition: {0:?} is no name: letters, digits, `-`, `_` and `.`, with commas between several"
    )]
    Partition(String),
    /// No shard, or more than Slurm can number.
    #[error("--shards: {0} must lie between 1 and {most}", most = super::SlurmPlan::MOST_SHARDS)]
    Shards(u32),
    /// No core, or more than a node has.
    #[error("--cpus: {0} must lie between 1 and {most}", most = super::SlurmPlan::MOST_CPUS)]
    Cpus(u32),
}
