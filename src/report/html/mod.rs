//! The report of a run as one page of HTML: no script, nothing from elsewhere, readable on paper and on a telephone.

mod budget;
mod context;
mod decision;
mod drivers;
mod evidence;
mod figure;
mod front;
mod health;
mod knowing;
mod labour;
mod levels;
mod limits;
mod names;
mod nation;
mod outcomes;
mod page;
mod parties;
mod peers;
mod published;
mod reproduce;
mod sheet;
mod steps;
mod table;
mod years;

pub use page::page;
