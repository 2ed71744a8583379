//! A scenario as it was typed: one file a table, defaults filled in, nothing judged yet.

mod about;
mod areas;
mod baseline;
mod benefit;
mod discounting;
mod document;
mod effect;
mod families;
mod group;
mod outcome;
mod parameter;
mod programme;
mod published;
mod staffing;
mod value;
mod world;

pub use about::RawAbout;
pub use areas::{RawAll, RawAreaColumn, RawAreas, RawIgnore, RawLevel, RawWhich};
pub use baseline::{RawBaseline, RawFirst};
pub use benefit::{RawBenefit, RawCare, RawLedger};
pub use discounting::{RawDiscounting, RawTiming};
pub use document::RawScenario;
pub use effect::{RawAmong, RawEffect};
pub use families::{
    RawBeta, RawEmpirical, RawGamma, RawLogNormal, RawMixturePart, RawNormal, RawPert,
    RawQuantiles, RawTriangular, RawUniform,
};
pub use group::{RawGroup, RawStratum};
pub use outcome::{RawKind, RawOutcome, RawTerm};
pub use parameter::{Grade, RawParameter, VariesBetween};
pub use programme::{RawPayers, RawProgramme, RawRole, RawTypology};
pub use published::RawPublished;
pub use staffing::{RawArm, RawFte, RawStaffing};
pub use value::RawValue;
pub use world::{RawCorrelation, RawJoint, RawParty, RawPrices};
