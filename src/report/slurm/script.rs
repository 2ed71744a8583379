//! The job script of a plan.

use super::amounts::{memory_text, time_text};
use super::estimate::Need;
use super::plan::SlurmPlan;
use super::shell;

/// Where logs come, below the folder of the plan. Slurm replaces `%` and `\` in it, also in the folder: so neither is of a user.
const LOGS: &str = "slurm-logs";

/// What a reader of the script must know; the lines of Slurm go before it, for Slurm stops reading them at the first command.
const ABOUT: &str = r"#
# One run in shards, and a job that merges them. Written by `wijkimpact slurm`. Run it on a login node, do not submit it:
#
#     bash SCRIPT            submits all shards as one job array, and the merge behind it
#     bash SCRIPT 3,7        submits only these shards, and the merge behind them
#     bash SCRIPT 1-64%8     at most eight at a time
#
# The merge runs when every task has ended, well or not, and sees for itself whether all shards are there. Where some are missing it
# ends with code 3 and its log names them: give those numbers to this script. A finished shard is left as it is and an interrupted one
# goes on where it was, so submitting too many does no harm. Node failures and preemption put a task back into the queue by themselves;
# a task that met its time limit or failed waits for you. The number of shards belongs to the run: never change it halfway.
#
# Snellius: the smallest allocation of rome is 16 cores and 28 GiB (24 and 42 GiB on genoa), billed in full: ask for no fewer cores. A
# job takes at most 120 hours: more shards make each shorter. An account is given by `export SBATCH_ACCOUNT=...` before the first line.
";

/// The script of a plan without faults.
pub(super) fn script(plan: &SlurmPlan) -> String {
    let job = plan.job();
    let [program, folder, out] =
        [&plan.program, &plan.folder, &plan.out].map(|path| shell::path(path).unwrap_or_default());
    let words = plan.words_of_run().join(" \\\n    ");
    let array = format!("#SBATCH --array=1-{}\n", plan.shards);
    let shard = header(plan, &job, plan.shard, "%A_%a") + &array;
    let merge = header(plan, &format!("{job}-merge"), plan.merge, "%j");
    format!(
        r#"#!/bin/bash
{shard}{ABOUT}set -euo pipefail

# Never from Slurm's count of tasks: that of `--array=3,7` is 2.
shards={shards}

# A task of the array: one shard. The program takes the place of this shell, so that Slurm's signals reach it.
if [ -n "${{SLURM_ARRAY_TASK_ID:-}}" ]; then
  cd -- {folder}
  exec {program} {words} \
    --out {out} --shard "$SLURM_ARRAY_TASK_ID/$shards" --threads "${{SLURM_CPUS_PER_TASK:-1}}"
fi

merge_job() {{
  cat <<'MERGE'
#!/bin/bash
{merge}set -euo pipefail
cd -- {folder}
exec {program} merge {out}
MERGE
}}

refuse() {{
  printf '%s: shards are numbers from 1 to %s, such as 3,7 or 1-64%%8\n' "$1" "$shards" >&2
  exit 2
}}

self=$(realpath -- "$0")
which=${{1:-1-$shards}}
[[ $which =~ ^[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*(%[0-9]+)?$ ]] || refuse "$which"
numbers=${{which%%\%*}}
for number in ${{numbers//[,-]/ }}; do
  ((${{#number}} < 9 && 10#$number >= 1 && 10#$number <= shards)) || refuse "$which"
done

cd -- {folder}
# Slurm makes no folders: without this one every task fails, and no log says why.
mkdir -p {LOGS}
array=$(sbatch --parsable --array="$which" "$self")
array=${{array%%;*}}
printf 'shards %s of %s: job %s\n' "$which" "$shards" "$array"
# afterany: after a failed task, afterok never comes, not even when that task is run again.
merge=$(merge_job | sbatch --parsable --dependency="afterany:$array")
printf 'merge: job %s; logs in %s\n' "${{merge%%;*}}" "$PWD/{LOGS}"
"#,
        shards = plan.shards,
    )
}

/// What a job asks of Slurm.
fn header(plan: &SlurmPlan, job: &str, need: Need, log: &str) -> String {
    let partition = plan
        .partition
        .as_ref()
        .map_or_else(String::new, |partition| format!("#SBATCH --partition={partition}\n"));
    format!(
        "#SBATCH --job-name={job}\n\
         {partition}\
         #SBATCH --nodes=1\n\
         #SBATCH --ntasks=1\n\
         #SBATCH --cpus-per-task={cpus}\n\
         #SBATCH --mem={memory}\n\
         #SBATCH --time={time}\n\
         #SBATCH --requeue\n\
         #SBATCH --open-mode=append\n\
         #SBATCH --output={LOGS}/%x-{log}.log\n",
        cpus = plan.cpus,
        memory = memory_text(need.mebibytes),
        time = time_text(need.seconds),
    )
}

#[cfg(test)]
mod tests {
    use super::super::plan::tests::plan;
    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        text.lines().collect()
    }

    #[test]
    fn the_array_asks_for_what_a_shard_needs() {
        let need = Need { seconds: 36 * 3600, mebibytes: 28 << 10 };
        let plan = SlurmPlan { shard: need, partition: Some("rome".to_owned()), ..plan() };
        let script = plan.script().unwrap();
        let head: Vec<&str> = script.lines().take_while(|line| *line != "#").collect();
        assert_eq!(
            head,
            [
                "#!/bin/bash",
                "#SBATCH --job-name=moerwijk",
                "#SBATCH --partition=rome",
                "#SBATCH --nodes=1",
                "#SBATCH --ntasks=1",
                "#SBATCH --cpus-per-task=16",
                "#SBATCH --mem=28G",
                "#SBATCH --time=1-12:00:00",
                "#SBATCH --requeue",
                "#SBATCH --open-mode=append",
                "#SBATCH --output=slurm-logs/%x-%A_%a.log",
                "#SBATCH --array=1-8",
            ]
        );
        assert_eq!(script.matches("--partition=").count(), 2);
        assert!(!super::super::plan::tests::plan().script().unwrap().contains("--partition"));
    }

    #[test]
    fn the_merge_asks_for_its_own() {
        let script = plan().script().unwrap();
        let merge = script.split("<<'MERGE'\n").nth(1).unwrap().split("\nMERGE\n").next().unwrap();
        for line in [
            "#SBATCH --job-name=moerwijk-merge",
            "#SBATCH --mem=1500M",
            "#SBATCH --time=00:10:00",
            "#SBATCH --output=slurm-logs/%x-%j.log",
            "exec '/opt/wijkimpact' merge 'results/moerwijk'",
        ] {
            assert!(lines(merge).contains(&line), "{line}\n{merge}");
        }
        assert!(!merge.contains("--array"), "{merge}");
    }

    #[test]
    fn no_line_for_slurm_stands_behind_a_command() {
        let script = plan().script().unwrap();
        let body = script.split("\nset -euo pipefail\n").nth(1).unwrap();
        assert!(!body.split("<<'MERGE'").next().unwrap().contains("#SBATCH"), "{body}");
    }

    #[test]
    fn the_number_of_shards_is_fixed() {
        let script = SlurmPlan { shards: 365, ..plan() }.script().unwrap();
        assert!(lines(&script).contains(&"shards=365"));
        assert!(lines(&script).contains(&"#SBATCH --array=1-365"));
        assert!(!script.contains("TASK_COUNT"), "{script}");
    }

    /// Runs a script as task 3 of an array, with a program that prints its words.
    #[cfg(unix)]
    fn said_by_a_task(plan: &SlurmPlan, arguments: &[&str]) -> String {
        let said = std::process::Command::new("bash")
            .args(["-c", &plan.script().unwrap(), "script"])
            .args(arguments)
            .env("SLURM_ARRAY_TASK_ID", "3")
            .env("SLURM_ARRAY_TASK_COUNT", "2")
            .env("SLURM_CPUS_PER_TASK", "5")
            .output()
            .unwrap();
        assert!(said.status.success(), "{said:?}");
        String::from_utf8(said.stdout).unwrap()
    }

    #[test]
    #[cfg(unix)]
    fn a_task_gives_the_program_every_word_as_it_was_typed() {
        // A program that prints its words, one a line.
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("it's a $program");
        std::fs::write(&program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n").unwrap();
        let made = std::process::Command::new("chmod").arg("700").arg(&program).status().unwrap();
        assert!(made.success());
        let plan = SlurmPlan {
            program,
            folder: "/".into(),
            scenario: "it's $HOME/`id`.toml".into(),
            areas: vec!["-a b.csv".into(), "\"c\"\\.csv".into()],
            options: vec!["--trials".to_owned(), "64".to_owned(), "$(id) #".to_owned()],
            out: "uit 50% $x".into(),
            ..plan()
        };
        let words = [
            "run",
            "it's $HOME/`id`.toml",
            "--areas",
            "./-a b.csv",
            "--areas",
            "\"c\"\\.csv",
            "--trials",
            "64",
            "$(id) #",
            "--out",
            "uit 50% $x",
            "--shard",
            "3/8",
            "--threads",
            "5",
        ];
        assert_eq!(lines(&said_by_a_task(&plan, &[])), words);
        // A task is a shard whatever it is told: it must not submit.
        assert_eq!(lines(&said_by_a_task(&plan, &["1-8"])), words);
    }

    #[test]
    #[cfg(unix)]
    fn shards_that_are_none_are_refused_before_anything_is_submitted() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("script.sh");
        let plan = SlurmPlan { folder: folder.path().to_owned(), ..plan() };
        std::fs::write(&file, plan.script().unwrap()).unwrap();
        for which in
            ["0", "9", "1-9", "a", "1,", "1 2", "--help", "%2", "1-8%", "99999999999999999999"]
        {
            let said = std::process::Command::new("bash")
                .arg(&file)
                .arg(which)
                .env_remove("SLURM_ARRAY_TASK_ID")
                .output()
                .unwrap();
            assert_eq!(said.status.code(), Some(2), "{which}: {said:?}");
            let told = String::from_utf8(said.stderr).unwrap();
            assert_eq!(
                told,
                format!("{which}: shards are numbers from 1 to 8, such as 3,7 or 1-64%8\n")
            );
        }
        assert!(!folder.path().join("slurm-logs").exists());
    }
}
