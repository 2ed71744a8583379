//! A stretch of a sample as a piece.

use super::folder::FolderError;
use super::pieces::Pieces;
use crate::engine::Sample;

/// Keeps a stretch of a sample.
///
/// # Errors
/// When the disk refuses.
pub fn save_sample(pieces: &Pieces, number: usize, sample: &Sample) -> Result<(), FolderError> {
    let counts = counts(sample);
    let mut columns = sample.slices().to_vec();
    columns.extend(counts.iter().map(Vec::as_slice));
    pieces.save(number, &columns)
}

/// Reads a stretch into a sample of as many trials; false if there is none that can be used.
pub fn load_sample(pieces: &Pieces, number: usize, sample: &mut Sample) -> bool {
    let read = |columns: &mut [&mut [f64]]| pieces.load(number, columns).then_some(()).ok_or(());
    counted(sample, read).is_ok()
}

/// Reads a stretch into a sample by `read`, which fills its columns.
///
/// # Errors
/// What `read` says.
pub fn counted<E>(
    sample: &mut Sample,
    read: impl FnOnce(&mut [&mut [f64]]) -> Result<(), E>,
) -> Result<(), E> {
    let mut counts = counts(sample);
    {
        let mut columns: Vec<&mut [f64]> = sample.slices_mut().into();
        columns.extend(counts.iter_mut().map(Vec::as_mut_slice));
        read(&mut columns)?;
    }
    let whole = |column: &[f64]| column.iter().map(|count| *count as usize).collect();
    sample.pool_too_small = whole(&counts[0]);
    sample.baseline_cut = whole(&counts[1]);
    Ok(())
}

/// Counts as numbers, which hold them exactly.
fn counts(sample: &Sample) -> [Vec<f64>; 2] {
    [&sample.pool_too_small, &sample.baseline_cut]
        .map(|counts| counts.iter().map(|count| *count as f64).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_for_tests::sample;
    use crate::results::{Found, Identity, Question};

    #[test]
    fn a_sample_comes_back_as_it_was() {
        let place = tempfile::tempdir().unwrap();
        let identity = Identity {
            program_version: "1".to_owned(),
            scenario_sha256: "x".to_owned(),
            consulted: Vec::new(),
            seed: 1,
            trials: Some(64),
            design: "sobol".to_owned(),
            chance: "sampled".to_owned(),
            arms: Vec::new(),
        };
        let question = Question { identity, unit: "trials".to_owned(), ends: vec![64] };
        let pieces = Pieces::open(&place.path().join("run"), &question, Found::Refuse).unwrap();
        let mut written = sample(64);
        written.pool_too_small[0] = 3;
        save_sample(&pieces, 0, &written).unwrap();
        let mut read = sample(64);
        read.measures.fill(-1.0);
        assert!(load_sample(&pieces, 0, &mut read));
        assert_eq!(read.pool_too_small, written.pool_too_small);
        let bits = |sample: &Sample| {
            sample.slices().map(|column| column.iter().map(|x| x.to_bits()).collect::<Vec<_>>())
        };
        assert_eq!(bits(&read), bits(&written));
    }
}
