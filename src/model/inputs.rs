//! Every input of a model as a distribution with a path, so that a trial is one draw of each.

use crate::distributions::Distribution;

/// A number the model needs, known or uncertain: the index of an [`Input`].
///
/// Two places that share a named parameter hold the same `Quantity`, so it is drawn once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(usize);

impl Quantity {
    /// Its place in [`Inputs::list`].
    pub const fn index(self) -> usize {
        self.0
    }
}

/// One input: where it stands in the scenario and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Input {
    /// Full path, e.g. `programmes.jongerenwerk.uptake`; the name of its random address.
    pub path: String,
    /// What is known: a fixed number or a distribution.
    pub distribution: Distribution,
    /// True if every wijk has its own draw; the wijk's code is then part of the address.
    pub varies_between_wijken: bool,
}

/// Rank correlation asked for between two inputs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// One input, uncertain.
    pub a: Quantity,
    /// The other, uncertain.
    pub b: Quantity,
    /// Spearman's rank correlation, in [-1, 1].
    pub rank: f64,
}

/// Inputs whose values belong together row by row, as in a sample drawn jointly.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// The inputs, all uncertain, at least two.
    pub members: Vec<Quantity>,
    /// `[member][row]`: a probability at which the member's quantile is its value in that row.
    pub probabilities: Vec<Vec<f64>>,
}

impl Rows {
    /// From lists of equally likely values, all of one length; `columns` is `[member][row]`.
    pub fn new(members: Vec<Quantity>, columns: &[&[f64]]) -> Self {
        let probabilities = columns
            .iter()
            .map(|column| {
                let mut order: Vec<usize> = (0..column.len()).collect();
                order.sort_by(|a, b| column[*a].total_cmp(&column[*b]));
                let mut own = vec![0.0; column.len()];
                for (place, row) in order.into_iter().enumerate() {
                    own[row] = (place as f64 + 0.5) / column.len() as f64;
                }
                own
            })
            .collect();
        Self { members, probabilities }
    }

    /// Without an input: the others still belong together. None if that leaves only one.
    fn without(mut self, quantity: Quantity) -> Option<Self> {
        if let Some(place) = self.members.iter().position(|member| *member == quantity) {
            self.members.remove(place);
            self.probabilities.remove(place);
        }
        (self.members.len() > 1).then_some(self)
    }
}

/// All inputs of a model.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inputs {
    list: Vec<Input>,
    /// Correlations between them; together positive definite (checked where they are read).
    pub correlations: Vec<Correlation>,
    /// Inputs that belong together row by row; none of them is correlated with anything.
    pub rows: Vec<Rows>,
}

impl Inputs {
    /// Adds an input and returns its handle.
    pub fn add(&mut self, input: Input) -> Quantity {
        self.list.push(input);
        Quantity(self.list.len() - 1)
    }

    /// Adds a number that is known.
    pub fn fixed(&mut self, path: &str, value: f64) -> Quantity {
        self.add(Input {
            path: path.to_owned(),
            distribution: Distribution::Fixed(value),
            varies_between_wijken: false,
        })
    }

    /// Adds an uncertain number.
    pub fn uncertain(&mut self, path: &str, distribution: Distribution) -> Quantity {
        self.add(Input { path: path.to_owned(), distribution, varies_between_wijken: false })
    }

    /// Sets an input to a value that is known. Its correlations go with it: the others vary as they would without it,
    /// as when somebody chooses the value, not as when somebody observes it.
    pub fn fix(&mut self, quantity: Quantity, value: f64) {
        self.list[quantity.0].distribution = Distribution::Fixed(value);
        self.correlations.retain(|pair| pair.a != quantity && pair.b != quantity);
        let rows = std::mem::take(&mut self.rows);
        self.rows = rows.into_iter().filter_map(|rows| rows.without(quantity)).collect();
    }

    /// Every input, in the order added.
    pub fn list(&self) -> &[Input] {
        &self.list
    }

    /// The input behind a handle.
    pub fn get(&self, quantity: Quantity) -> &Input {
        &self.list[quantity.0]
    }

    /// The uncertain inputs, in the order added.
    pub fn uncertain_inputs(&self) -> impl Iterator<Item = (Quantity, &Input)> {
        self.list
            .iter()
            .enumerate()
            .filter(|(_, input)| !input.distribution.is_fixed())
            .map(|(index, input)| (Quantity(index), input))
    }
}
