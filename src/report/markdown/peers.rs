//! Beside other studies: benefits over costs, published landmarks, and what is won soon and late.

use super::cells::{plain, table, text_table};
use super::page::Page;
use crate::report::sentences::{quadrant, ratio_sentence, term};
use crate::report::words::plain_name;

impl Page<'_> {
    pub(super) fn peers(&self) -> String {
        let peers = &self.material.peers;
        if !peers.any() {
            return String::new();
        }
        let focus = self.view.focus();
        let mut parts = vec![self.heading("Naast andere studies", "Beside other studies")];
        for (programme, place) in self.material.model.programmes.iter().zip(&peers.quadrants) {
            if let Some(place) = place {
                let name = plain(&plain_name(&programme.name));
                parts.push(format!("{name}: {}.", quadrant(self.said, *place)));
            }
        }
        if let Some(ratio) = self.view.band(focus, "benefit_cost_ratio") {
            parts.push(plain(&ratio_sentence(self.said, peers, ratio, &self.arm(focus))));
        }
        parts.push(self.landmarks());
        if !peers.terms.is_empty() {
            let arms = self.view.staffed();
            let rows: Vec<Vec<String>> = peers
                .terms
                .iter()
                .map(|(kind, bands)| {
                    let cells = arms.iter().filter_map(|&arm| bands.get(arm));
                    Self::row(
                        term(self.said, *kind),
                        cells.map(|band| format!("{} ({})", self.mean(band), self.range(band))),
                    )
                })
                .collect();
            parts.push(self.say(
                "Vervangen van zorg werkt meteen; voorkomen van problemen werkt later en is onzekerder. Uitkomsten zonder zo'n plaats tellen hier niet mee.",
                "Replacing care works at once; preventing trouble works later and is less certain. Outcomes without such a place are not counted here.",
            ).to_owned());
            let head = self.say("Baten, contante waarde", "Benefits, present value");
            parts.push(table(&self.heads(head, &arms), &rows));
        }
        parts.join("\n\n")
    }

    fn landmarks(&self) -> String {
        let heads = self
            .said
            .one(["IJkpunt", "Baten / kosten", "Bron"], ["Landmark", "Benefits / costs", "Source"]);
        let rows: Vec<Vec<String>> = self
            .material
            .peers
            .anchors
            .iter()
            .map(|anchor| {
                let ratio = anchor.ratio.map(|ratio| self.numbers().decimal(ratio, 1));
                let ratio = ratio.or_else(|| anchor.ratio_words.clone());
                vec![
                    plain(&anchor.name),
                    plain(ratio.as_deref().unwrap_or("–")),
                    plain(&anchor.source),
                ]
            })
            .collect();
        text_table(&heads, &rows)
    }
}
