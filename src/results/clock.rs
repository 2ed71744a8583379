//! The time of day, for the manifest alone.

#[expect(clippy::disallowed_types, reason = "the manifest tells when a run started")]
use std::time::SystemTime;
use std::time::{Duration, Instant};

use super::manifest::Timing;

/// Runs from the start of a run to its manifest.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// Since 1970-01-01 00:00 UTC.
    started: Duration,
    running: Instant,
}

impl Clock {
    /// Starts now.
    pub fn start() -> Self {
        #[expect(clippy::disallowed_types, reason = "the manifest tells when a run started")]
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        Self { started: since.unwrap_or_default(), running: Instant::now() }
    }

    /// When it started and how long it has run.
    pub fn read(&self) -> Timing {
        let seconds = (self.running.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
        Timing { started: utc(self.started.as_secs()), seconds }
    }
}

/// Seconds since 1970 as `2026-05-04T03:02:01Z`.
fn utc(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = date(days);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
        rest / 3600,
        rest / 60 % 60,
        rest % 60
    )
}

/// Date of a day counted from 1970-01-01, in eras of 400 years that begin on 1 March (Hinnant, "chrono-compatible
/// low-level date algorithms").
const fn date(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let january_or_february = if month <= 2 { 1 } else { 0 };
    (era * 400 + year_of_era + january_or_february, month, day)
}

#[cfg(test)]
mod tests {
    use super::utc;

    #[test]
    fn known_moments() {
        for (seconds, written) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(utc(seconds), written);
        }
    }
}
