//! The staffing levels that are compared.

/// One staffing level or named arm.
#[derive(Debug, Clone, PartialEq)]
pub struct Arm {
    /// `0x`, `1x`, `2.5x` or the name in the scenario.
    pub name: String,
    /// Multiple of present staffing; none for a named arm.
    pub level: Option<f64>,
    /// What is wanted, one for each programme.
    pub wanted: Vec<Wanted>,
}

/// Staff an arm wants for one programme.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// A multiple of present staffing, every role alike.
    Level(f64),
    /// FTE in all, in the present mix.
    Fte(f64),
    /// FTE of each role, in the order of the programme's roles.
    Roles(Vec<f64>),
}

impl Arm {
    /// The arm that multiplies all present staffing by `level`.
    pub fn level(level: f64, programmes: usize) -> Self {
        Self {
            // `+ 0.0` turns a typed -0 into 0.
            name: format!("{}x", level + 0.0),
            level: Some(level + 0.0),
            wanted: vec![Wanted::Level(level + 0.0); programmes],
        }
    }
}
