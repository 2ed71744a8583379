//! A run as a job array on a cluster with Slurm: the script, and what it asks of the cluster.

mod amounts;
mod estimate;
mod fault;
mod plan;
mod script;
mod shell;

pub use amounts::{memory_of, memory_text, time_of, time_text};
pub use estimate::{Effort, Need};
pub use fault::SlurmFault;
pub use plan::SlurmPlan;
