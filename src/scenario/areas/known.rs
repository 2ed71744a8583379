//! The names that columns have in tables of CBS and RIVM, listed in `docs/scenario.md`.

/// Columns with the code of a row, the most specific first.
pub(super) const CODE: &[&str] = &[
    "code",
    "gwb_code_10",
    "gwb_code",
    "codering",
    "wijkenenbuurten",
    "buurtcode",
    "bu_code",
    "wijkcode",
    "wk_code",
    "statcode",
    "regiocode",
    "gebiedscode",
    "regios",
    "gemeentecode",
    "gm_code",
    "regio",
];

/// Columns with the name of a row, the most specific first.
pub(super) const NAME: &[&str] = &[
    "name",
    "naam",
    "regio",
    "gwb_naam",
    "buurtnaam",
    "bu_naam",
    "wijknaam",
    "wk_naam",
    "statnaam",
    "regionaam",
    "gebiedsnaam",
    "gemeentenaam",
    "gm_naam",
    "gemeente",
];

/// Columns with a word for what a row is about.
pub(super) const KIND: &[&str] = &["recs", "soort", "soortregio", "soort_regio"];

/// Columns with the code of the municipality.
pub(super) const MUNICIPALITY: &[&str] = &["gemeentecode", "gm_code", "municipality"];

/// Further columns that say which row it is and hold no figure.
const LABELS: &[&str] = &[
    "gwb_code_8",
    "ind_wbi",
    "indelingswijzigingwijkenenbuurten",
    "id",
    "jrstatcode",
    "perioden",
    "leeftijd",
    "marges",
];

/// Columns that make tables of CBS, by which their other columns are known.
const KWB: &[&str] = &["gwb_code_10", "gwb_code_8", "gwb_code", "recs"];
const STATLINE: &[&str] = &["wijkenenbuurten", "codering", "soortregio"];
const MAP: &[&str] = &["buurtcode", "wijkcode", "gemeentecode"];

/// How figures of the file `kwb` begin.
const KWB_FIGURES: [&str; 7] = ["a_", "p_", "g_", "m_", "pst_", "ste_", "bev_dich"];

/// How figures of the wijk- en buurtkaart begin.
const MAP_FIGURES: [&str; 5] =
    ["aantal_", "percentage_", "gemiddeld", "oppervlakte_", "bevolkingsdichtheid"];

/// One figure under the names of kerncijfers wijken en buurten: the short one of `kwb-2024`, that of StatLine without its
/// number, that of the wijk- en buurtkaart.
const SAME: &[&[&str]] = &[
    &["a_inw", "aantalinwoners", "aantal_inwoners"],
    &["a_man", "mannen"],
    &["a_vrouw", "vrouwen"],
    &["a_00_14", "k_0tot15jaar"],
    &["a_15_24", "k_15tot25jaar"],
    &["a_25_44", "k_25tot45jaar"],
    &["a_45_64", "k_45tot65jaar"],
    &["a_65_oo", "k_65jaarofouder"],
    &["a_hh", "huishoudenstotaal", "aantal_huishoudens"],
];

/// A name without what differs between years and files: the number that StatLine puts behind it (`AantalInwoners_5`)
/// and capitals.
pub(super) fn plain(name: &str) -> String {
    let name = name.trim();
    let stem = name.rsplit_once('_').filter(|(stem, number)| {
        let counts = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        // Short names such as `a_00_14` have a number of their own and no capitals.
        counts && stem.bytes().any(|byte| byte.is_ascii_uppercase())
    });
    stem.map_or(name, |(stem, _)| stem).to_lowercase()
}

/// The columns that a name may mean: the one of that name, else those of that name in another year, else those with the
/// same figure under another name of CBS.
pub(super) fn matching(asked: &str, names: &[String]) -> Vec<usize> {
    let places = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let found = names.iter().enumerate().filter(|(_, name)| fits(name));
        found.map(|(place, _)| place).collect()
    };
    let exact = places(&|name| name == asked.trim());
    if !exact.is_empty() {
        return exact;
    }
    let asked = plain(asked);
    let plainly = places(&|name| plain(name) == asked);
    if !plainly.is_empty() {
        return plainly;
    }
    let same = SAME.iter().find(|same| same.contains(&asked.as_str()));
    same.map_or_else(Vec::new, |same| places(&|name| same.contains(&plain(name).as_str())))
}

/// A publication that a table is like, by which its further columns are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Publication {
    /// The file `kwb` of CBS.
    Kwb,
    /// StatLine, of CBS or RIVM.
    StatLine,
    /// The wijk- en buurtkaart of CBS.
    Map,
    /// Figures of RIVM by age.
    Rivm,
}

impl Publication {
    /// Those that a table with these columns is like.
    pub(super) fn of(names: &[String]) -> Vec<Self> {
        let plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let has = |list: &[&str]| plain.iter().any(|name| list.contains(&name.as_str()));
        let marks =
            [(Self::Kwb, KWB), (Self::StatLine, STATLINE), (Self::Map, MAP), (Self::Rivm, KIND)];
        marks
            .into_iter()
            .filter(|(_, list)| has(list))
            .map(|(publication, _)| publication)
            .collect()
    }

    /// Whether a column is one of its figures.
    fn has(self, name: &str) -> bool {
        let one_of = |starts: &[&str]| starts.iter().any(|start| name.starts_with(start));
        let simple = plain(name);
        match self {
            Self::Kwb => one_of(&KWB_FIGURES),
            Self::StatLine => simple != name.to_lowercase(),
            Self::Map => {
                one_of(&MAP_FIGURES) || SAME.iter().any(|same| same.contains(&simple.as_str()))
            }
            Self::Rivm => name.ends_with("_18plus") || name.ends_with("_65plus"),
        }
    }
}

/// Whether a column is known in a table that is like these publications.
pub(super) fn is_known(name: &str, publications: &[Publication]) -> bool {
    let simple = plain(name);
    let is_label =
        [CODE, NAME, KIND, MUNICIPALITY, LABELS].iter().any(|list| list.contains(&simple.as_str()));
    // A path has points, and a slip of one is no figure.
    !name.contains('.') && (is_label || publications.iter().any(|one| one.has(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn one_figure_is_found_under_the_names_of_other_years_and_files() {
        assert_eq!(plain("k_65JaarOfOuder_12"), "k_65jaarofouder");
        assert_eq!(plain("a_00_14"), "a_00_14");
        let kwb = names(&["gwb_code_10", "regio", "a_inw", "a_65_oo"]);
        assert_eq!(matching("AantalInwoners_5", &kwb), [2]);
        assert_eq!(matching("k_65JaarOfOuder_12", &kwb), [3]);
        let statline = names(&["Codering_3", "AantalInwoners_5", "k_65JaarOfOuder_13"]);
        assert_eq!(matching("a_inw", &statline), [1]);
        assert_eq!(matching("k_65JaarOfOuder_12", &statline), [2]);
        assert_eq!(matching("inwoners", &statline), [0; 0]);
        assert_eq!(matching("x_1", &names(&["X_1", "x_1"])), [1]);
    }

    #[test]
    fn columns_of_cbs_are_known_in_a_table_of_cbs_and_nowhere_else() {
        let knows =
            |columns: &[&str], name: &str| is_known(name, &Publication::of(&names(columns)));
        let kwb = ["gwb_code_10", "recs", "p_hh_li"];
        assert!(knows(&kwb, "p_hh_li") && knows(&kwb, "ind_wbi"));
        assert!(!knows(&kwb, "bewoners") && !knows(&kwb, "a_b.size"));
        assert!(!knows(&["code", "p_hh_li"], "p_hh_li"));
        let statline = ["WijkenEnBuurten", "Eenzaam_27"];
        assert!(knows(&statline, "Eenzaam_27") && !knows(&statline, "eenzaam_27"));
        assert!(knows(&["code", "soort"], "eenzaam_65plus"));
    }
}
