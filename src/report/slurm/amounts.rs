//! Times and memory in the spelling of Slurm, read and written.

/// Seconds in a minute, an hour and a day.
const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// The longest time that is read, seconds: a year. No partition allows it; what is longer is a slip.
const LONGEST: u64 = 365 * DAY;

/// The most memory that is read, MiB: 64 TiB.
const LARGEST: u64 = 64 << 20;

/// Seconds as `HH:MM:SS`, from a day on as `D-HH:MM:SS`. Slurm counts in whole minutes: rounded up, and at least one.
pub fn time_text(seconds: u64) -> String {
    let minutes = seconds.div_ceil(MINUTE).max(1);
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let clock = format!("{hours:02}:{minutes:02}:00");
    if days == 0 { clock } else { format!("{days}-{clock}") }
}

/// Seconds of a time as Slurm writes it: `M`, `M:S`, `H:M:S`, `D-H`, `D-H:M` or `D-H:M:S`. None where the text is something else,
/// is zero (which Slurm takes for no limit at all) or is longer than a year.
pub fn time_of(text: &str) -> Option<u64> {
    let text = text.trim();
    let (days, clock) = match text.split_once('-') {
        Some((days, clock)) => (Some(whole(days)?), clock),
        None => (None, text),
    };
    let parts = clock.split(':').map(whole).collect::<Option<Vec<u64>>>()?;
    // Behind days the clock begins with hours; alone it begins with hours only where it has three parts.
    let units = match (days, parts.as_slice()) {
        (None, [minutes]) => [0, 0, *minutes, 0],
        (None, [minutes, seconds]) => [0, 0, *minutes, *seconds],
        (None, [hours, minutes, seconds]) => [0, *hours, *minutes, *seconds],
        (Some(days), [hours]) => [days, *hours, 0, 0],
        (Some(days), [hours, minutes]) => [days, *hours, *minutes, 0],
        (Some(days), [hours, minutes, seconds]) => [days, *hours, *minutes, *seconds],
        _ => return None,
    };
    let seconds = units
        .into_iter()
        .zip([DAY, HOUR, MINUTE, 1])
        .try_fold(0_u64, |sum, (count, unit)| sum.checked_add(count.checked_mul(unit)?))?;
    (1..=LONGEST).contains(&seconds).then_some(seconds)
}

/// Memory as Slurm writes it: whole GiB as `28G`, else MiB as `1500M`; at least one MiB, for zero asks for a whole node.
pub fn memory_text(mebibytes: u64) -> String {
    let mebibytes = mebibytes.max(1);
    if mebibytes.is_multiple_of(1024) {
        format!("{}G", mebibytes / 1024)
    } else {
        format!("{mebibytes}M")
    }
}

/// MiB of memory as Slurm writes it: a whole number with `K`, `M`, `G` or `T`, without a letter MiB. None where the text is something
/// else, is zero (which asks for a whole node) or is more than 64 TiB.
pub fn memory_of(text: &str) -> Option<u64> {
    let text = text.trim();
    let number = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let count = whole(number)?;
    let mebibytes = match text.strip_prefix(number)?.to_ascii_uppercase().as_str() {
        "K" => count.div_ceil(1024),
        "" | "M" => count,
        "G" => count.checked_mul(1 << 10)?,
        "T" => count.checked_mul(1 << 20)?,
        _ => return None,
    };
    (1..=LARGEST).contains(&mebibytes).then_some(mebibytes)
}

/// A number of digits alone: no sign, no space.
fn whole(text: &str) -> Option<u64> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_in_whole_minutes_and_from_a_day_on_with_days() {
        for (seconds, text) in [
            (0, "00:01:00"),
            (1, "00:01:00"),
            (60, "00:01:00"),
            (61, "00:02:00"),
            (3600, "01:00:00"),
            (DAY - 1, "1-00:00:00"),
            (36 * HOUR, "1-12:00:00"),
            (120 * HOUR, "5-00:00:00"),
            (u64::MAX, "213503982334601-07:01:00"),
        ] {
            assert_eq!(time_text(seconds), text);
        }
    }

    #[test]
    fn every_spelling_of_a_time_is_read() {
        for (text, seconds) in [
            ("90", 90 * MINUTE),
            ("5:30", 5 * MINUTE + 30),
            ("01:00:00", HOUR),
            ("36:00:00", 36 * HOUR),
            ("1-12", 36 * HOUR),
            ("1-12:00", 36 * HOUR),
            ("1-12:00:00", 36 * HOUR),
            (" 0-0:1 ", MINUTE),
            ("365-0", LONGEST),
        ] {
            assert_eq!(time_of(text), Some(seconds), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "0",
            "0:0",
            "36h",
            "-5",
            "1-",
            "-1-2",
            "1:2:3:4",
            "1-2:3:4:5",
            "1.5",
            "+5",
            "1::2",
            "UNLIMITED",
            "366-0",
            "18446744073709551615-0",
            "99999999999999999999",
            "٣",
            "5\n#SBATCH",
        ] {
            assert_eq!(time_of(text), None, "{text}");
        }
    }

    #[test]
    fn memory_is_written_in_the_largest_whole_unit_and_read_back() {
        for (mebibytes, text) in
            [(0, "1M"), (1500, "1500M"), (1024, "1G"), (28 << 10, "28G"), (1 << 20, "1024G")]
        {
            assert_eq!(memory_text(mebibytes), text);
            assert_eq!(memory_of(text), Some(mebibytes.max(1)));
        }
        for (text, mebibytes) in [("2T", 2 << 20), ("1k", 1), ("1025K", 2), (" 7g ", 7 << 10)] {
            assert_eq!(memory_of(text), Some(mebibytes), "{text}");
        }
        for text in ["", "0", "G", "28GB", "1.5G", "-1G", "28 G", "65T", "99999999999999999999G"] {
            assert_eq!(memory_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_that_is_written_is_never_shorter_when_read_back() {
        for seconds in (1..=LONGEST).step_by(86_399) {
            let read = time_of(&time_text(seconds)).unwrap_or(0);
            assert!((seconds..seconds + MINUTE).contains(&read), "{seconds}: {read}");
        }
    }
}
