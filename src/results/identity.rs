//! What makes two runs the same run.

use serde::{Deserialize, Serialize};

use super::manifest::{ConsultedRecord, Manifest};

/// Two runs with the same identity have the same bytes in every file but the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Version of the program.
    pub program_version: String,
    /// SHA-256 of the scenario as typed.
    pub scenario_sha256: String,
    /// The texts it leaned on.
    pub consulted: Vec<ConsultedRecord>,
    /// Seed.
    pub seed: u64,
    /// Number of trials; none: as many as it takes.
    pub trials: Option<usize>,
    /// Layout of the parameter draws.
    pub design: String,
    /// `sampled` or `expected`.
    pub chance: String,
    /// Names of the arms; what they mean is in the scenario.
    pub arms: Vec<String>,
}

impl Identity {
    /// The identity of a run that is finished.
    pub fn of(manifest: &Manifest) -> Self {
        Self {
            program_version: manifest.program.version.clone(),
            scenario_sha256: manifest.scenario.sha256.clone(),
            consulted: manifest.consulted.clone(),
            seed: manifest.seed,
            trials: Some(manifest.trials),
            design: manifest.design.clone(),
            chance: manifest.chance.clone(),
            arms: manifest.arms.iter().map(|arm| arm.arm.clone()).collect(),
        }
    }

    /// In what another run differs, in words; empty if in nothing.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let differ = |what: &str, theirs: &str, ours: &str| {
            (theirs != ours).then(|| format!("{what} {theirs}, not {ours}"))
        };
        let scenario = (self.scenario_sha256 != other.scenario_sha256)
            .then(|| "another text of the scenario".to_owned());
        let texts = (scenario.is_none() && self.consulted != other.consulted).then(|| {
            let changed = |one: &&ConsultedRecord| !other.consulted.contains(one);
            let files: Vec<&str> =
                self.consulted.iter().filter(changed).map(|one| one.file.as_str()).collect();
            format!("another text of {}", files.join(" and "))
        });
        let counted = [
            differ("seed", &other.seed.to_string(), &self.seed.to_string()),
            self.trials.zip(other.trials).and_then(|(ours, theirs)| {
                differ("trials", &theirs.to_string(), &ours.to_string())
            }),
            differ("design", &other.design, &self.design),
            differ("chance", &other.chance, &self.chance),
            differ("arms", &other.arms.join(","), &self.arms.join(",")),
            differ("program version", &other.program_version, &self.program_version),
        ];
        scenario.into_iter().chain(texts).chain(counted.into_iter().flatten()).collect()
    }
}
