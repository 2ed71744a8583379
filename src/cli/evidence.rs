//! The words of `evidence`.

use clap::{Args, Subcommand, ValueEnum};

use super::args::LanguageWord;

#[derive(Debug, Subcommand)]
pub(super) enum EvidenceVerb {
    /// Print what scenarios can take by name: prices, ready outcomes, published business cases
    List(ListArgs),
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Which list
    #[arg(value_enum)]
    pub(super) what: ListWord,
    /// Print it as JSON, with sources and remarks
    #[arg(long)]
    pub(super) json: bool,
    /// Language [default: from LANG]
    #[arg(long, value_enum)]
    pub(super) lang: Option<LanguageWord>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ListWord {
    /// The price list
    Prices,
    /// Ready outcomes, by type of activity
    Outcomes,
    /// Business cases and landmarks, by quadrant of the typology
    Cases,
}
