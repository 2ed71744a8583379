//! What each column of a table is for.

use super::super::nearest::nearest;
use super::super::raw::{RawAreas, RawIgnore};
use super::fault::{Fault, TOLD, UnknownColumn};
use super::known;
use super::places::{NotReplaceable, Places};
use crate::source::Cells;

/// What the columns of one table are for.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) code: usize,
    pub(super) name: Option<usize>,
    pub(super) kind: Option<usize>,
    pub(super) municipality: Option<usize>,
    /// Columns called by the path of a quantity.
    pub(super) direct: Vec<(usize, String)>,
    /// Columns of CBS or RIVM that nothing uses.
    pub(super) unused: Vec<String>,
}

impl Columns {
    /// Looks at every column of a table; `made_of` are the columns that `[areas.columns]` names.
    pub(super) fn new(
        cells: &Cells,
        raw: &RawAreas,
        places: &Places,
        made_of: &[&str],
        ignore_unknown: bool,
    ) -> Result<Self, Vec<Fault>> {
        let names = &cells.names;
        let mut faults = repeated(cells);
        let named = |asked: &Option<String>| {
            let asked = asked.as_ref()?;
            known::matching(asked, names).first().copied()
        };
        let usual = |list: &[&str], taken: &[Option<usize>]| {
            list.iter().find_map(|usual| {
                let fits = |name: &String| known::plain(name) == *usual;
                let place = names.iter().position(fits)?;
                (!taken.contains(&Some(place))).then_some(place)
            })
        };
        let Some(code) = named(&raw.code).or_else(|| usual(known::CODE, &[])) else {
            faults.push(Fault::NoCode { file: cells.file.clone(), names: names.clone() });
            return Err(faults);
        };
        let kind = usual(known::KIND, &[Some(code)]);
        let municipality =
            named(&raw.municipality).or_else(|| usual(known::MUNICIPALITY, &[Some(code), kind]));
        let taken = [Some(code), kind, municipality];
        let name = named(&raw.name).or_else(|| usual(known::NAME, &taken));
        let used: Vec<usize> =
            made_of.iter().flat_map(|asked| known::matching(asked, names)).collect();
        let mut all = Self { code, name, kind, municipality, ..Self::default() };
        let mut unknown = Vec::new();
        for (place, column) in names.iter().enumerate() {
            let has_role = [Some(code), name, kind, municipality].contains(&Some(place));
            let ignored = match &raw.ignore {
                RawIgnore::All(_) => false,
                RawIgnore::Columns(listed) => listed.iter().any(|other| other.trim() == column),
            };
            if has_role || used.contains(&place) || ignored {
                continue;
            }
            match places.at(column) {
                Ok(_) => all.direct.push((place, column.clone())),
                Err(error @ NotReplaceable::Shared { .. }) => {
                    faults.push(Fault::NotReplaceable { file: cells.file.clone(), error });
                }
                Err(NotReplaceable::Unknown { .. }) => unknown.push(place),
            }
        }
        let publications = known::Publication::of(names);
        let (published, unknown): (Vec<usize>, Vec<usize>) =
            unknown.into_iter().partition(|place| known::is_known(&names[*place], &publications));
        all.unused = published.into_iter().map(|place| names[place].clone()).collect();
        let ignored = ignore_unknown || matches!(raw.ignore, RawIgnore::All(_));
        if !ignored && !unknown.is_empty() {
            let columns = unknown.iter().enumerate().map(|(count, place)| {
                let name = names[*place].clone();
                // Of a thousand unknown columns a dozen is told.
                let meant = (count < TOLD).then(|| meant(&name, places)).flatten();
                UnknownColumn { place: place + 1, name, meant }
            });
            faults.push(Fault::Unknown { file: cells.file.clone(), columns: columns.collect() });
        }
        if faults.is_empty() { Ok(all) } else { Err(faults) }
    }
}

/// The known name that may have been meant by an unknown one.
fn meant(name: &str, places: &Places) -> Option<String> {
    let usual = known::CODE.iter().chain(known::NAME).copied();
    nearest(name, places.paths().chain(usual)).map(str::to_owned)
}

/// Columns with the same name.
fn repeated(cells: &Cells) -> Vec<Fault> {
    let mut order: Vec<usize> = (0..cells.names.len()).collect();
    order.sort_by_key(|place| (&cells.names[*place], *place));
    let twins = order.windows(2).filter_map(|pair| {
        let [first, second] = *pair else { return None };
        let name = &cells.names[first];
        (*name == cells.names[second] && !name.is_empty()).then(|| Fault::SameName {
            file: cells.file.clone(),
            name: name.clone(),
            columns: [first + 1, second + 1],
        })
    });
    twins.collect()
}
