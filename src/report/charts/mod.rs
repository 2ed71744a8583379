//! Figures of the report: from data to the text of an SVG, with coordinates that tests read back.

mod acceptability;
mod axis;
mod band;
mod bar;
mod canvas;
mod composition;
mod dot;
mod effect_axis;
mod estimates;
mod fan;
mod forest;
mod funnel;
mod histogram;
mod label;
mod look;
mod net;
mod parties;
mod ranked;
#[cfg(test)]
pub(super) mod reading;
mod rows;
mod scale;
mod tornado;

pub(super) use acceptability::{Curves, acceptability, index_curves};
pub(super) use canvas::Caption;
pub(super) use composition::{Composed, Part, composition};
pub(super) use dot::Interval;
pub(super) use estimates::{Estimated, estimates};
pub(super) use fan::{Fan, Series, fan};
pub(super) use forest::{Forest, Planted, forest};
pub(super) use funnel::{Funnel, funnel};
pub(super) use histogram::{Counted, histogram};
pub(super) use look::{COLOURS, Look, NARROW, WIDE};
pub(super) use net::{ArmBand, net_benefit};
pub(super) use parties::{PartyBars, parties};
pub(super) use ranked::{Order, Placed, ranked};
pub(super) use scale::Unit;
pub(super) use tornado::{Swing, tornado};
