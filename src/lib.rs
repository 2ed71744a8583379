//! Monte Carlo simulation of what social work in a wijk costs and yields.

pub mod analysis;
#[allow(missing_docs)]
pub mod distributions {
    #[derive(Debug, Clone, PartialEq)]
    pub enum Distribution { Fixed(f64), Uniform(f64, f64) }
    impl Distribution {
        pub fn mean(&self) -> f64 { match self { Self::Fixed(x) => *x, Self::Uniform(a, b) => (a + b) / 2.0 } }
        pub fn is_fixed(&self) -> bool { matches!(self, Self::Fixed(_)) }
    }
}
pub mod engine;
pub mod model;
#[cfg(test)]
mod model_for_tests;
pub mod numeric;
pub mod plan;
pub mod report;
pub mod results;
