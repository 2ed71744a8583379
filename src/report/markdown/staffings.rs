//! The arms side by side: the same rows as in the terminal.

use super::cells::table;
use super::page::Page;
use crate::report::teller::Teller;

impl Page<'_> {
    pub(super) fn staffings(&self) -> String {
        let arms: Vec<usize> = (0..self.view.arms.len()).collect();
        let teller = Teller::new(self.view, self.language());
        let columns = teller.columns();
        let rows: Vec<Vec<String>> = teller
            .labels()
            .into_iter()
            .enumerate()
            .map(|(row, label)| {
                Self::row(
                    &label.replace("  ", "– "),
                    columns.iter().map(|column| column[row].clone()),
                )
            })
            .collect();
        let note = self.say(
            "Alles is vergeleken met helemaal geen programma. Meer personeel is niet altijd te vinden: daarom staat er gewenst én in dienst.",
            "Everything is compared with no programme at all. More staff cannot always be found: hence wanted and hired.",
        );
        format!(
            "{}\n\n{note}\n\n{}",
            self.heading("Bezettingen naast elkaar", "Staffings side by side"),
            table(&self.heads("", &arms), &rows)
        )
    }
}
