//! What scenarios lean on and do not hold themselves: price lists, ready outcomes, pooled studies.

mod blocks;
mod business_cases;
mod consulted;
mod expand;
mod place;
mod pooled;
mod prices;
mod shelf;

pub use business_cases::{Anchor, BusinessCase, BusinessCases, built_in_cases};
pub use consulted::{Consulted, Role};
pub(super) use expand::expand;
pub use prices::{Price, PriceList, built_in_prices};
pub(super) use prices::{
    Read as PricesRead, built_in as read_built_in_prices, read as read_prices,
};
pub use shelf::{Activity, Shelf, built_in_outcomes};
