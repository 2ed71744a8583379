//! What a run says, told to people and to programs.

mod arms;
mod calibration;
mod cases;
mod charts;
mod compare;
mod compare_json;
mod evidence;
mod evidence_pool;
mod findings;
pub mod html;
mod json;
mod layout;
mod lists;
pub mod markdown;
mod material;
mod nation;
mod nation_figures;
mod nation_json;
mod nation_text;
mod notes;
mod numbers;
mod rough;
mod sentences;
pub mod slurm;
mod teller;
mod text;
mod told;
mod view;
mod whom;
mod words;
pub mod xlsx;

pub use calibration::{Calibrated, PublishedFigure, calibrated_json, calibrated_text};
pub use cases::{case_line, cases_figure, cases_json, cases_text};
pub use compare::{Compared, ComparedRun, compare_text};
pub use compare_json::compare_json;
pub use evidence_pool::{evidence_json, evidence_text, forest_figure, funnel_figure};
pub use findings::{
    Answer, Driven, DrivenInput, Found, GivenIndex, Sensitivity, Studied, Valued, answer_json,
    answer_text, driven_figure, driven_json, driven_text, sensitivity_figure, sensitivity_json,
    sensitivity_text, valued_figure, valued_json, valued_text,
};
pub use json::summary_json;
pub use lists::{
    Quadrant, business_cases_json, business_cases_text, outcomes_json, outcomes_text, prices_json,
    prices_text,
};
pub use material::{Knowing, Material, Peers, Provenance};
pub use nation::{Filled, Nation, NationRow};
pub use nation_figures::{ranked_figure, spread_figure};
pub use nation_json::nation_json;
pub use nation_text::nation_text;
pub use numbers::{Language, Numbers};
pub use text::summary_text;
pub use view::{Notice, View};
