//! What a user sees for each slip: a good scenario, one thing changed, and the picture of the problem.
//!
//! `BLESS=1 cargo test --test scenarios_refused` rewrites the pictures in `tests/refused/`; look at the difference.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use wijkimpact::scenario::{self, Loaded, Refused};

/// The good scenario with each part replaced by another.
fn patched(patches: &[(&str, &str)]) -> String {
    let mut text = scenario::template("proef");
    for (old, new) in patches {
        assert!(text.contains(old), "the good scenario has no `{old}`");
        text = text.replacen(old, new, 1);
    }
    text
}

fn read(text: &str) -> Result<Loaded, Box<Refused>> {
    scenario::read("proef.toml", text)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/refused")
}

/// Compares a picture with the one on disk.
fn compare(name: &str, picture: &str, parts: &[&str]) {
    for part in parts {
        assert!(picture.contains(part), "`{part}` is not in\n{picture}");
    }
    let path = folder().join(format!("{name}.txt"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, picture).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == picture, "{name} is not as stored:\n{stored}\nbut\n{picture}");
}

/// A scenario that is refused.
fn refused(name: &str, patches: &[(&str, &str)], parts: &[&str]) {
    match read(&patched(patches)) {
        Ok(_) => panic!("not refused"),
        Err(refused) => compare(name, &refused.render(false), parts),
    }
}

/// A scenario that is read with warnings.
fn warned(name: &str, patches: &[(&str, &str)], parts: &[&str]) {
    match read(&patched(patches)) {
        Ok(loaded) => compare(name, &loaded.render(false), parts),
        Err(refused) => panic!("{refused}"),
    }
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest_known_one() {
    refused(
        "an_unknown_key_is_refused_with_the_nearest_known_one",
        &[(
            "uptake = { beta = { mean = 0.55, sd = 0.1 }",
            "uptke = { beta = { mean = 0.55, sd = 0.1 }",
        )],
        &["unknown key `uptke`", "did you mean `uptake`", "1 error,"],
    );
}

#[test]
fn an_unknown_table_is_refused() {
    refused(
        "an_unknown_table_is_refused",
        &[("[prices]", "[price]")],
        &["the file has an unknown key `price`", "did you mean `prices`"],
    );
}

#[test]
fn a_missing_key_is_refused_with_its_meaning() {
    refused(
        "a_missing_key_is_refused_with_its_meaning",
        &[("horizon = 10", "# horizon = 10")],
        &["`scenario` has no `horizon`", "Years followed"],
    );
}

#[test]
fn text_where_a_number_belongs_is_refused() {
    refused(
        "text_where_a_number_belongs_is_refused",
        &[("horizon = 10", "horizon = \"10\"")],
        &["the text \"10\"", "must be a whole number", "leave out the quotes"],
    );
}

#[test]
fn a_broken_number_of_years_is_refused() {
    refused(
        "a_broken_number_of_years_is_refused",
        &[("horizon = 10", "horizon = 10.5")],
        &["the number 10.5", "must be a whole number"],
    );
}

#[test]
fn a_word_that_is_not_one_of_the_allowed_is_refused() {
    refused(
        "a_word_that_is_not_one_of_the_allowed_is_refused",
        &[("kind = \"once\"", "kind = \"ones\"")],
        &["\"ones\"", "did you mean `once`"],
    );
}

#[test]
fn an_interval_of_three_numbers_is_refused() {
    refused(
        "an_interval_of_three_numbers_is_refused",
        &[("interval = [0.5, 0.95]", "interval = [0.5, 0.7, 0.95]")],
        &["has 3 items", "must have 2 items", "1 error,"],
    );
}

#[test]
fn a_missing_key_and_a_wrong_word_hide_nothing_else() {
    refused(
        "a_missing_key_and_a_wrong_word_hide_nothing_else",
        &[
            ("horizon = 10", "# horizon = 10"),
            ("among = \"completers\"\n", ""),
            ("kind = \"once\"", "kind = \"soms\""),
            ("share = 0.7", "share = 0.6"),
            ("to = \"rijk\"", "to = \"riik\""),
        ],
        &[
            "`scenario` has no `horizon`",
            "One of \"participants\", \"completers\".",
            "`outcomes.schooluitval.kind` is \"soms\"",
            "sum to 0.9",
            "did you mean `rijk`",
            "5 errors,",
        ],
    );
}

#[test]
fn one_slip_gives_one_problem() {
    for (old, new, part) in [
        ("value = 1200,", "value = \"1200\",", "leave out the quotes"),
        ("grade = \"D\" }\nturnover", "grade = \"E\" }\nturnover", "is \"E\""),
        ("share = 0.7", "share = 70", "70 % is 0.7"),
        ("baseline = { beta = { mean = 0.4, sd = 0.05 }", "baseline = { value = 4", "is 4"),
        ("kind = \"once\"", "kind = \"eenmalig\"", "did you mean `once`"),
        ("among = \"participants\"", "among = \"deelnemers\"", "did you mean `participants`"),
        ("to = \"zorgverzekeraar\"", "to = \"verzekeraar\"", "did you mean `zorgverzekeraar`"),
        (
            "[programmes.maatjes.effects.eenzaam]",
            "[programmes.maatje.effects.eenzaam]",
            "did you mean `maatjes`",
        ),
        (
            "[programmes.maatjes.effects.eenzaam]",
            "[programmes.maatjes.effects.een]",
            "did you mean `eenzaam`",
        ),
        ("[scenario]", "[scenari]", "did you mean `scenario`"),
        ("base_year = 2024", "", "no `base_year`"),
        ("[groups.ouderen]\nsize = {", "[groups.ouderen]\nsiz = {", "did you mean `size`"),
        ("odds_ratio = {", "odd_ratio = {", "did you mean `odds_ratio`"),
        ("fonds = 0.2", "fons = 0.2", "did you mean `fonds`"),
        ("levels = [0, 1, 2, 4]", "levels = [0, \"1\", 2, 4]", "leave out the quotes"),
    ] {
        let refused = read(&patched(&[(old, new)])).unwrap_err();
        let picture = refused.render(false);
        let errors = refused.problems.iter().filter(|problem| problem.is_error()).count();
        assert!(errors == 1 && picture.contains(part), "{new}: {picture}");
    }
}

#[test]
fn a_number_that_is_not_finite_is_refused() {
    refused(
        "a_number_that_is_not_finite_is_refused",
        &[("value = 1200", "value = inf")],
        &["is inf", "must be a finite number"],
    );
}

#[test]
fn a_horizon_of_no_years_is_refused() {
    refused(
        "a_horizon_of_no_years_is_refused",
        &[("horizon = 10", "horizon = 0")],
        &["`scenario.horizon` is 0", "between 1 and 200"],
    );
}

#[test]
fn a_benefit_that_lasts_no_year_is_refused() {
    refused(
        "a_benefit_that_lasts_no_year_is_refused",
        &[("after = 1\nlasts = 6\nspread", "after = 1\nlasts = 0\nspread")],
        &["is 0", "between 1 and 200"],
    );
}

#[test]
fn an_unknown_value_of_varies_between_is_refused() {
    refused(
        "an_unknown_value_of_varies_between_is_refused",
        &[("value = 1200,", "value = 1200, varies_between = \"buurten\",")],
        &["\"buurten\"", "\"wijken\""],
    );
}

#[test]
fn text_that_is_not_toml_is_refused_at_its_place() {
    refused(
        "text_that_is_not_toml_is_refused_at_its_place",
        &[("horizon = 10", "horizon = = 10")],
        &["this is not TOML"],
    );
}

#[test]
fn numbers_and_quotes_as_people_write_them_are_refused_with_what_to_write() {
    refused(
        "numbers_and_quotes_as_people_write_them_are_refused_with_what_to_write",
        &[
            ("base_year = 2024  ", "base_year = 2024 ;"),
            ("mean = 0.7, sd = 0.1", "mean = 0,7, sd = 0,1"),
            ("share = 0.7", "share = 0,7"),
            ("share = 0.3", "share = 30%"),
            ("value = 0.15,", "value = 15 %,"),
            ("value = 50000,", "value = €50000,"),
            ("value = 1500,", "value = 1,500,"),
            ("kind = \"once\"", "kind = “once”"),
            ("kind = \"state\"", "kind = state"),
        ],
        &[
            "comments start with #",
            "a decimal point, not a comma: 0.7",
            "write 0.3, a share, not a percentage",
            "write 0.15, a share, not a percentage",
            "no euro sign",
            "1500 for thousands, 1.500 for decimals",
            "straight quotes",
            "put text in double quotes: \"state\"",
            "9 errors,",
        ],
    );
}

#[test]
fn a_brace_that_is_not_closed_is_named_with_its_line() {
    refused(
        "a_brace_that_is_not_closed_is_named_with_its_line",
        &[(
            "size = { value = 1200, source = \"made up\", grade = \"D\" }",
            "size = { value = 1200, source = \"made up\", grade = \"D\"",
        )],
        &["the `{` on line", "is not closed", "1 error,"],
    );
}

#[test]
fn a_table_given_twice_is_named_with_the_first() {
    refused(
        "a_table_given_twice_is_named_with_the_first",
        &[("[staffing]", "[outcomes.eenzaam]\n\n[staffing]")],
        &["`[outcomes.eenzaam]` is here twice; first on line", "1 error,"],
    );
}

#[test]
fn a_file_that_is_no_toml_at_all_gives_one_problem() {
    let refused = read("dit is een brief\naan de gemeente,\nover jongeren\n").unwrap_err();
    assert_eq!(refused.problems.len(), 1, "{refused}");
}

#[test]
fn a_scenario_name_with_a_space_is_refused() {
    refused(
        "a_scenario_name_with_a_space_is_refused",
        &[("name = \"proef\"", "name = \"de proef\"")],
        &["called `de proef`", "no spaces"],
    );
}

#[test]
fn a_name_with_a_dot_is_refused() {
    refused(
        "a_name_with_a_dot_is_refused",
        &[("[groups.jongeren.strata.laag]", "[groups.jongeren.strata.\"la.ag\"]")],
        &["called `la.ag`", "letters, digits"],
    );
}

#[test]
fn an_empty_name_is_refused() {
    refused(
        "an_empty_name_is_refused",
        &[("[groups.jongeren.strata.laag]", "[groups.jongeren.strata.\"\"]")],
        &["the name of a stratum is empty"],
    );
}

#[test]
fn a_stratum_called_like_a_family_is_refused() {
    refused(
        "a_stratum_called_like_a_family_is_refused",
        &[("[groups.jongeren.strata.laag]", "[groups.jongeren.strata.beta]")],
        &["a stratum is called `beta`", "meaning of its own"],
    );
}

#[test]
fn a_party_called_all_is_refused() {
    refused(
        "a_party_called_all_is_refused",
        &[("[parties.fonds]", "[parties.all]")],
        &["a party is called `all`"],
    );
}

#[test]
fn two_benefits_of_one_name_are_refused() {
    refused(
        "two_benefits_of_one_name_are_refused",
        &[("name = \"bijstand\"", "name = \"inkomen\"")],
        &["two benefits", "called `inkomen`"],
    );
}

#[test]
fn two_arms_of_one_name_are_refused() {
    refused(
        "two_arms_of_one_name_are_refused",
        &[(
            "[parties.fonds]",
            "[[staffing.arms]]\nname = \"meer vrijwilligers\"\nfte = { jongerenwerk = 4 }\n\n[parties.fonds]",
        )],
        &["two arms are called"],
    );
}

#[test]
fn an_arm_called_like_a_level_is_refused() {
    refused(
        "an_arm_called_like_a_level_is_refused",
        &[("name = \"meer vrijwilligers\"", "name = \"3x\"")],
        &["an arm is called `3x`", "those of the levels"],
    );
}

#[test]
fn a_reference_to_no_group_is_refused() {
    refused(
        "a_reference_to_no_group_is_refused",
        &[(
            "[programmes.jongerenwerk]\ngroup = \"jongeren\"",
            "[programmes.jongerenwerk]\ngroup = \"jongere\"",
        )],
        &["no group called `jongere`", "did you mean `jongeren`"],
    );
}

#[test]
fn a_reference_to_no_outcome_is_refused() {
    refused(
        "a_reference_to_no_outcome_is_refused",
        &[("effects.schooluitval]", "effects.schoolverzuim]")],
        &["no outcome called `schoolverzuim`"],
    );
}

#[test]
fn a_reference_to_no_parameter_is_refused() {
    refused(
        "a_reference_to_no_parameter_is_refused",
        &[("ref = \"causal_youth\"", "ref = \"causal_jeugd\"")],
        &["no parameter called `causal_jeugd`", "causal_youth"],
    );
}

#[test]
fn an_undeclared_party_is_refused() {
    refused(
        "an_undeclared_party_is_refused",
        &[("to = \"rijk\"", "to = \"riik\"")],
        &["no party called `riik`", "did you mean `rijk`"],
    );
}

#[test]
fn a_ratio_for_no_stratum_is_refused() {
    refused(
        "a_ratio_for_no_stratum_is_refused",
        &[("ratio = { hoog", "ratio = { hoogst")],
        &["no stratum called `hoogst`", "stratum `hoog` has no baseline"],
    );
}

#[test]
fn a_ratio_for_the_first_stratum_is_refused() {
    refused(
        "a_ratio_for_the_first_stratum_is_refused",
        &[("ratio = { hoog", "ratio = { laag = 1.0, hoog")],
        &["ratio for the first stratum"],
    );
}

#[test]
fn a_targeting_weight_for_no_stratum_is_refused() {
    refused(
        "a_targeting_weight_for_no_stratum_is_refused",
        &[("targeting = { hoog", "targeting = { midden")],
        &["no stratum called `midden`"],
    );
}

#[test]
fn an_arm_with_an_unknown_programme_is_refused() {
    refused(
        "an_arm_with_an_unknown_programme_is_refused",
        &[("fte = { maatjes = {", "fte = { maatje = {")],
        &["no programme called `maatje`", "did you mean `maatjes`"],
    );
}

#[test]
fn an_arm_with_an_unknown_role_is_refused() {
    refused(
        "an_arm_with_an_unknown_role_is_refused",
        &[("vrijwilliger = 4.0", "vrijwilligers = 4.0")],
        &["has no role called `vrijwilligers`", "how much of role `vrijwilliger`"],
    );
}

#[test]
fn a_negative_number_of_fte_in_an_arm_is_refused() {
    refused(
        "a_negative_number_of_fte_in_an_arm_is_refused",
        &[("vrijwilliger = 4.0", "vrijwilliger = -4.0")],
        &["is -4", "at least 0"],
    );
}

#[test]
fn a_published_figure_of_no_measure_is_refused() {
    refused(
        "a_published_figure_of_no_measure_is_refused",
        &[("measure = \"participants\"", "measure = \"participant\"")],
        &["no measure called `participant`", "did you mean `participants`"],
    );
}

#[test]
fn a_published_figure_of_no_arm_is_refused() {
    refused(
        "a_published_figure_of_no_arm_is_refused",
        &[("arm = \"1x\"", "arm = \"3x\"")],
        &["no arm called `3x`"],
    );
}

#[test]
fn a_published_figure_without_a_number_is_refused() {
    refused(
        "a_published_figure_without_a_number_is_refused",
        &[("within = [50, 120]", "")],
        &["has no figure"],
    );
}

#[test]
fn a_published_interval_the_wrong_way_round_is_refused() {
    refused(
        "a_published_interval_the_wrong_way_round_is_refused",
        &[("within = [50, 120]", "within = [120, 50]")],
        &["[120, 50]", "lo at most hi"],
    );
}

#[test]
fn a_correlation_with_no_parameter_is_refused() {
    refused(
        "a_correlation_with_no_parameter_is_refused",
        &[("b = \"programmes.jongerenwerk.uptake\"", "b = \"programmes.jongerenwerk.uptak\"")],
        &["no parameter at", "did you mean `programmes.jongerenwerk.uptake`"],
    );
}

#[test]
fn a_correlation_with_a_known_number_is_refused() {
    refused(
        "a_correlation_with_a_known_number_is_refused",
        &[("b = \"programmes.jongerenwerk.uptake\"", "b = \"programmes.jongerenwerk.fte\"")],
        &["a number that is known"],
    );
}

#[test]
fn a_parameter_correlated_with_itself_is_refused() {
    refused(
        "a_parameter_correlated_with_itself_is_refused",
        &[("b = \"programmes.jongerenwerk.uptake\"", "b = \"programmes.jongerenwerk.reach\"")],
        &["correlated with itself"],
    );
}

#[test]
fn a_rank_correlation_above_one_is_refused() {
    refused(
        "a_rank_correlation_above_one_is_refused",
        &[("rank = 0.3", "rank = 1.3")],
        &["is 1.3", "between -1 and 1"],
    );
}

#[test]
fn correlations_that_cannot_all_be_true_are_refused() {
    refused(
        "correlations_that_cannot_all_be_true_are_refused",
        &[(
            "rank = 0.3",
            "rank = 0.9\n\n[[correlations]]\na = \"programmes.jongerenwerk.reach\"\nb = \"programmes.jongerenwerk.completion\"\nrank = 0.9\n\n[[correlations]]\na = \"programmes.jongerenwerk.uptake\"\nb = \"programmes.jongerenwerk.completion\"\nrank = -0.9",
        )],
        &["cannot all be true", "`programmes.jongerenwerk.completion`"],
    );
}

#[test]
fn a_value_and_a_family_together_are_refused() {
    refused(
        "a_value_and_a_family_together_are_refused",
        &[("value = 1200,", "value = 1200, uniform = { low = 1000, high = 1400 },")],
        &["`value` and `uniform`", "exactly one"],
    );
}

#[test]
fn a_parameter_without_a_value_is_refused() {
    refused(
        "a_parameter_without_a_value_is_refused",
        &[("{ value = 1200, source", "{ source")],
        &["has no value"],
    );
}

#[test]
fn a_ref_with_a_source_is_refused() {
    refused(
        "a_ref_with_a_source_is_refused",
        &[("{ ref = \"causal_youth\" }", "{ ref = \"causal_youth\", source = \"elsewhere\" }")],
        &["a `ref` and more", "stands alone"],
    );
}

#[test]
fn a_named_parameter_that_is_a_ref_is_refused() {
    refused(
        "a_named_parameter_that_is_a_ref_is_refused",
        &[(
            "beta = { mean = 0.7, sd = 0.1 }\nsource = \"made up\"\ngrade = \"D\"\nnote = \"Share of the measured effects that youth work itself causes.\"",
            "ref = \"other\"",
        )],
        &["refers to `other`"],
    );
}

#[test]
fn figures_that_do_not_go_together_are_refused() {
    refused(
        "figures_that_do_not_go_together_are_refused",
        &[("lognormal = { median = 4, sigma = 0.5 }", "lognormal = { median = 4, sd = 0.5 }")],
        &["`median`, `sd`", "`median, sigma`"],
    );
}

#[test]
fn figures_that_describe_no_distribution_are_refused() {
    refused(
        "figures_that_describe_no_distribution_are_refused",
        &[("beta = { mean = 0.6, sd = 0.1 }", "beta = { mean = 0.6, sd = 0.9 }")],
        &["sd is 0.9"],
    );
}

#[test]
fn weights_of_a_mixture_that_do_not_sum_to_one_are_refused() {
    refused(
        "weights_of_a_mixture_that_do_not_sum_to_one_are_refused",
        &[("weight = 0.7", "weight = 0.6")],
        &["weights of this mixture sum to 0.9"],
    );
}

#[test]
fn a_wrong_part_of_a_mixture_is_refused_at_its_place() {
    refused(
        "a_wrong_part_of_a_mixture_is_refused_at_its_place",
        &[(
            "{ weight = 0.7, lognormal = { interval = [0.7, 0.95] } }",
            "{ weight = 0.7, lognormal = { interval = [0.95, 0.7] } }",
        )],
        &["mixture.1.lognormal"],
    );
}

#[test]
fn a_truncation_that_leaves_nothing_is_refused() {
    refused(
        "a_truncation_that_leaves_nothing_is_refused",
        &[(
            "beta = { mean = 0.6, sd = 0.1 },",
            "beta = { mean = 0.6, sd = 0.1 }, truncate = [2, 3],",
        )],
        &["cannot be truncated to [2, 3]"],
    );
}

#[test]
fn a_share_above_one_is_refused() {
    refused(
        "a_share_above_one_is_refused",
        &[("reach = { beta = { mean = 0.6, sd = 0.1 }", "reach = { value = 1.2")],
        &["is 1.2", "between 0 and 1"],
    );
}

#[test]
fn a_share_that_may_go_above_one_is_refused_with_a_hint() {
    refused(
        "a_share_that_may_go_above_one_is_refused_with_a_hint",
        &[(
            "reach = { beta = { mean = 0.6, sd = 0.1 }",
            "reach = { normal = { mean = 0.8, sd = 0.1 }",
        )],
        &["between -inf and inf", "2.3 %", "truncate"],
    );
}

#[test]
fn a_friction_of_zero_is_refused() {
    refused(
        "a_friction_of_zero_is_refused",
        &[("friction = { lognormal = { median = 4, sigma = 0.5 }", "friction = { value = 0")],
        &["is 0", "above 0"],
    );
}

#[test]
fn a_ramp_below_one_is_refused() {
    refused(
        "a_ramp_below_one_is_refused",
        &[("overhead = {", "ramp = 0.5\noverhead = {")],
        &["`programmes.jongerenwerk.ramp` is 0.5", "at least 1"],
    );
}

#[test]
fn negative_staff_is_refused() {
    refused(
        "negative_staff_is_refused",
        &[("fte = { value = 3.0", "fte = { value = -3.0")],
        &["is -3", "at least 0"],
    );
}

#[test]
fn a_price_year_of_people_is_refused() {
    refused(
        "a_price_year_of_people_is_refused",
        &[("value = 1200,", "value = 1200, price_year = 2020,")],
        &["has a price_year", "only money"],
    );
}

#[test]
fn a_price_year_without_an_index_is_refused() {
    refused(
        "a_price_year_without_an_index_is_refused",
        &[("price_year = 2020", "price_year = 2019")],
        &["no index for 2019"],
    );
}

#[test]
fn money_of_another_year_as_a_beta_is_refused() {
    refused(
        "money_of_another_year_as_a_beta_is_refused",
        &[("gamma = { mean = 4000, sd = 800 }", "beta = { mean = 0.4, sd = 0.1 }")],
        &["has a beta distribution"],
    );
}

#[test]
fn an_index_of_something_else_than_years_is_refused() {
    refused(
        "an_index_of_something_else_than_years_is_refused",
        &[("index = { 2020 = 85.0", "index = { vorig = 1.0, 2020 = 85.0")],
        &["`vorig`", "not a year"],
    );
}

#[test]
fn shares_of_strata_that_do_not_sum_to_one_are_refused() {
    refused(
        "shares_of_strata_that_do_not_sum_to_one_are_refused",
        &[("share = 0.7", "share = 0.6")],
        &["sum to 0.9", "must sum to 1"],
    );
}

#[test]
fn shares_of_payers_that_do_not_sum_to_one_are_refused() {
    refused(
        "shares_of_payers_that_do_not_sum_to_one_are_refused",
        &[("fonds = 0.2", "fonds = 0.3")],
        &["sum to 1.1"],
    );
}

#[test]
fn nobody_who_pays_is_refused() {
    refused(
        "nobody_who_pays_is_refused",
        &[("{ gemeente = 0.8, fonds = 0.2 }", "{}")],
        &["names nobody"],
    );
}

#[test]
fn more_programme_years_than_the_horizon_are_refused() {
    refused(
        "more_programme_years_than_the_horizon_are_refused",
        &[("years = 1 ", "years = 11 ")],
        &["run 11 years", "the horizon is 10"],
    );
}

#[test]
fn a_group_without_need_is_refused() {
    refused(
        "a_group_without_need_is_refused",
        &[(
            "need = { beta = { successes = 45, trials = 150 }, source = \"made up\", grade = \"D\" }\n",
            "",
        )],
        &["how many people are in need"],
    );
}

#[test]
fn a_programme_without_staff_is_refused() {
    refused(
        "a_programme_without_staff_is_refused",
        &[("fte = { value = 3.0, source = \"made up\", grade = \"D\" }\n", "")],
        &["has no `fte` and no roles"],
    );
}

#[test]
fn roles_beside_fte_are_refused() {
    refused(
        "roles_beside_fte_are_refused",
        &[(
            "[programmes.maatjes]\n",
            "[programmes.maatjes]\nfte = { value = 3.0, source = \"made up\", grade = \"D\" }\n",
        )],
        &["has roles and `fte`"],
    );
}

#[test]
fn a_programme_without_places_is_refused() {
    refused(
        "a_programme_without_places_is_refused",
        &[(
            "participants_now = { gamma = { mean = 60, sd = 6 }, source = \"made up\", grade = \"D\" }\n",
            "",
        )],
        &["how many people the staff can guide"],
    );
}

#[test]
fn places_from_two_sides_are_refused() {
    refused(
        "places_from_two_sides_are_refused",
        &[(
            "participants_now = {",
            "places_per_fte = { value = 20, source = \"made up\", grade = \"D\" }\nparticipants_now = {",
        )],
        &["`places_per_fte` and `participants_now`"],
    );
}

#[test]
fn some_roles_without_places_are_refused() {
    refused(
        "some_roles_without_places_are_refused",
        &[("places_per_fte = { value = 6, source = \"made up\", grade = \"D\" }\n", "")],
        &["some roles of `programmes.maatjes`"],
    );
}

#[test]
fn participants_without_staff_are_refused() {
    refused(
        "participants_without_staff_are_refused",
        &[("fte = { value = 3.0", "fte = { value = 0.0")],
        &["participants now and no staff"],
    );
}

#[test]
fn targeting_nobody_is_refused() {
    refused(
        "targeting_nobody_is_refused",
        &[("targeting = { hoog = { value = 2.0,", "targeting = { laag = 0, hoog = { value = 0,")],
        &["every weight", "is 0"],
    );
}

#[test]
fn an_effect_without_a_measure_is_refused() {
    refused(
        "an_effect_without_a_measure_is_refused",
        &[(
            "odds_ratio = { lognormal = { interval = [0.5, 0.95] }, source = \"made up\", grade = \"D\" }\n",
            "",
        )],
        &["has none of the measures"],
    );
}

#[test]
fn an_effect_with_two_measures_is_refused() {
    refused(
        "an_effect_with_two_measures_is_refused",
        &[("odds_ratio = {", "relative_risk = 0.8\nodds_ratio = {")],
        &["`relative_risk` and `odds_ratio`"],
    );
}

#[test]
fn a_relative_risk_for_use_is_refused() {
    refused(
        "a_relative_risk_for_use_is_refused",
        &[
            ("kind = \"state\"\ntitle = \"Ernstig eenzaam\"", "kind = \"use\""),
            (
                "keep = { beta = { mean = 0.7, sd = 0.1 }, source = \"made up\", grade = \"D\" }\n",
                "",
            ),
            ("natural = { value = 0.1, source = \"made up\", grade = \"D\" }\n", ""),
        ],
        &["only a `rate_ratio` fits"],
    );
}

#[test]
fn a_change_of_an_event_is_refused() {
    refused(
        "a_change_of_an_event_is_refused",
        &[("odds_ratio = { lognormal = { interval = [0.5, 0.95] }", "change = { value = -0.2")],
        &["only a `score` has a `change`"],
    );
}

#[test]
fn a_relapse_of_an_event_is_refused() {
    refused(
        "a_relapse_of_an_event_is_refused",
        &[("at_risk = 4", "at_risk = 4\nkeep = 0.5")],
        &["is a `once` and has `keep`"],
    );
}

#[test]
fn a_half_life_of_a_state_is_refused() {
    refused(
        "a_half_life_of_a_state_is_refused",
        &[("relative_risk = { mixture", "half_life = 3\nrelative_risk = { mixture")],
        &["given for a state"],
    );
}

#[test]
fn an_effect_on_an_outcome_of_another_group_is_refused() {
    refused(
        "an_effect_on_an_outcome_of_another_group_is_refused",
        &[("[outcomes.eenzaam]\ngroup = \"ouderen\"", "[outcomes.eenzaam]\ngroup = \"jongeren\"")],
        &["one of group `jongeren`"],
    );
}

#[test]
fn an_outcome_without_a_baseline_is_refused() {
    refused(
        "an_outcome_without_a_baseline_is_refused",
        &[(
            "baseline = { beta = { mean = 0.4, sd = 0.05 }, source = \"made up\", grade = \"D\" }\n",
            "",
        )],
        &["has no baseline"],
    );
}

#[test]
fn a_baseline_above_one_is_refused() {
    refused(
        "a_baseline_above_one_is_refused",
        &[("hoog = { lognormal = { median = 2.2, sigma = 0.2 }", "hoog = { value = 50")],
        &["baseline of stratum `hoog` is 1.5"],
    );
}

#[test]
fn no_factors_by_age_are_refused() {
    refused(
        "no_factors_by_age_are_refused",
        &[("at_risk = 4", "at_risk = 4\nby_age = []")],
        &["is an empty list"],
    );
}

#[test]
fn a_benefit_worth_nothing_is_refused() {
    refused(
        "a_benefit_worth_nothing_is_refused",
        &[(
            "[[outcomes.eenzaam.benefits]]",
            "[[outcomes.eenzaam.benefits]]\nname = \"niets\"\n\n[[outcomes.eenzaam.benefits]]",
        )],
        &["has no `euro`, no `care` and no `qaly`"],
    );
}

#[test]
fn euros_for_nobody_are_refused() {
    refused("euros_for_nobody_are_refused", &[("to = \"rijk\"\n", "")], &["nobody who gains them"]);
}

#[test]
fn a_transfer_from_nobody_is_refused() {
    refused("a_transfer_from_nobody_is_refused", &[("from = \"inwoner\"\n", "")], &["from whom"]);
}

#[test]
fn a_transfer_to_oneself_is_refused() {
    refused(
        "a_transfer_to_oneself_is_refused",
        &[("from = \"inwoner\"\n", "from = \"gemeente\"\n")],
        &["from `gemeente` to `gemeente`"],
    );
}

#[test]
fn a_level_listed_twice_is_refused() {
    refused(
        "a_level_listed_twice_is_refused",
        &[("levels = [0, 1, 2, 4]", "levels = [0, 1, 2, 2.0]")],
        &["level 2 is listed twice"],
    );
}

#[test]
fn a_negative_level_is_refused() {
    refused(
        "a_negative_level_is_refused",
        &[("levels = [0, 1, 2, 4]", "levels = [0, 1, -2]")],
        &["is -2", "at least 0"],
    );
}

#[test]
fn a_value_without_a_source_is_a_warning() {
    warned(
        "a_value_without_a_source_is_a_warning",
        &[("{ value = 1200, source = \"made up\", grade = \"D\" }", "1200")],
        &["`groups.jongeren.size` = 1200 has no source"],
    );
}

#[test]
fn a_source_without_a_grade_is_a_warning() {
    warned(
        "a_source_without_a_grade_is_a_warning",
        &[(
            "{ value = 1200, source = \"made up\", grade = \"D\" }",
            "{ value = 1200, source = \"made up\" }",
        )],
        &["a source and no grade"],
    );
}

#[test]
fn a_parameter_that_nothing_uses_is_a_warning() {
    warned(
        "a_parameter_that_nothing_uses_is_a_warning",
        &[("causal = { ref = \"causal_youth\" }\n", "")],
        &["nothing refers to parameter `causal_youth`"],
    );
}

#[test]
fn an_outcome_without_an_effect_is_a_warning() {
    warned(
        "an_outcome_without_an_effect_is_a_warning",
        &[
            (
                "[programmes.maatjes.effects.eenzaam]\namong = \"participants\"\nrelative_risk = {",
                "[parameters.los]\nnote = \"was an effect\"\nsource = \"made up\"\ngrade = \"D\"\nmixture = [",
            ),
            (
                "weight = 0.3, value = 1.0 }, { weight = 0.7, lognormal = { interval = [0.7, 0.95] } }], source = \"made up\", grade = \"D\" }",
                "weight = 0.3, value = 1.0 }, { weight = 0.7, lognormal = { interval = [0.7, 0.95] } }]",
            ),
            ("mixture = [ mixture = [", "mixture = ["),
        ],
        &["no programme has an effect on outcome `eenzaam`", "only costs"],
    );
}

#[test]
fn money_that_may_be_counted_twice_is_a_warning() {
    warned(
        "money_that_may_be_counted_twice_is_a_warning",
        &[("to = \"gemeente\"\ncategory = \"income\"", "to = \"rijk\"\ncategory = \"income\"")],
        &["are both `income` for `rijk`", "state `overlap`"],
    );
}

#[test]
fn money_beyond_the_horizon_is_a_warning() {
    warned(
        "money_beyond_the_horizon_is_a_warning",
        &[("horizon = 10", "horizon = 6 ")],
        &["falls beyond the horizon of 6 years"],
    );
}

#[test]
fn a_programme_without_staff_in_any_arm_is_a_warning() {
    warned(
        "a_programme_without_staff_in_any_arm_is_a_warning",
        &[
            ("fte = { value = 1.0", "fte = { value = 0.0"),
            ("fte = { value = 2.0", "fte = { value = 0.0"),
            ("beroepskracht = 1.0, vrijwilliger = 4.0", "beroepskracht = 0.0, vrijwilliger = 0.0"),
        ],
        &["has no staff in any arm"],
    );
}

#[test]
fn numbers_that_are_hardly_ever_meant_are_warnings() {
    warned(
        "numbers_that_are_hardly_ever_meant_are_warnings",
        &[
            ("rate = 0.0225", "rate = 2.25"),
            ("cost_per_fte = { value = 78000", "cost_per_fte = { value = 78.000"),
        ],
        &["the rate is 225 % a year", "an FTE costs 78 euro a year"],
    );
}

#[test]
fn more_people_than_can_be_counted_are_refused() {
    refused(
        "more_people_than_can_be_counted_are_refused",
        &[("size = { value = 1200", "size = { value = 900000000000")],
        &["must be between 0 and 100000000"],
    );
}

#[test]
fn many_problems_are_reported_together() {
    let patches = [
        ("horizon = 10", "horizon = 400"),
        ("value = 1200,", "value = -1200, sorce = \"x\","),
        ("share = 0.7", "share = 1.7"),
        ("to = \"rijk\"", "to = \"riik\""),
        ("kind = \"state\"", "kind = \"state\"\nby_age = []"),
        ("rank = 0.3", "rank = 3"),
        ("arm = \"1x\"", "arm = \"9x\""),
    ];
    let parts = [
        "`scenario.horizon` is 400",
        "unknown key `sorce`",
        "`groups.jongeren.size` is -1200",
        "is 1.7",
        "no party called `riik`",
        "is an empty list",
        "`correlations.0.rank` is 3",
        "no arm called `9x`",
    ];
    refused("many_problems_are_reported_together", &patches, &parts);
}

#[test]
fn a_rank_correlation_of_one_is_refused() {
    refused(
        "a_rank_correlation_of_one_is_refused",
        &[("rank = 0.3", "rank = 1")],
        &["cannot all be true", "makes one parameter of two"],
    );
}

#[test]
fn an_empty_scenario_is_refused() {
    let text = "[scenario]\nname = \"leeg\"\nbase_year = 2024\nhorizon = 1\n";
    let refused = read(text).unwrap_err();
    compare(
        "an_empty_scenario_is_refused",
        &refused.render(false),
        &["has no groups", "has no programmes"],
    );
}

#[test]
fn an_empty_file_is_refused() {
    let refused = read("").unwrap_err();
    compare("an_empty_file_is_refused", &refused.render(false), &["the file has no `scenario`"]);
}

const CARE: &str =
    r#"euro = { gamma = { mean = 600, sd = 200 }, source = "made up", grade = "D" }"#;
const ODDS: &str =
    r#"odds_ratio = { lognormal = { interval = [0.5, 0.95] }, source = "made up", grade = "D" }"#;

#[test]
fn a_price_that_is_not_on_the_list_is_refused_with_the_nearest() {
    refused(
        "a_price_that_is_not_on_the_list_is_refused_with_the_nearest",
        &[(CARE, "euro = { price = \"huisartsconsut\" }")],
        &["no price called `huisartsconsut`", "did you mean `huisartsconsult`", "1 error,"],
    );
}

#[test]
fn a_price_with_a_source_of_its_own_is_refused() {
    refused(
        "a_price_with_a_source_of_its_own_is_refused",
        &[(CARE, "euro = { price = \"huisartsconsult\", source = \"ik\" }")],
        &["`price` stands alone", "1 error,"],
    );
}

#[test]
fn a_price_list_that_is_not_there_is_refused() {
    refused(
        "a_price_list_that_is_not_there_is_refused",
        &[
            (CARE, "euro = { price = \"huisartsconsult\" }"),
            ("[prices]", "[prices]\nlist = \"nergens/lijst.toml\""),
        ],
        &["there is no file `nergens/lijst.toml`", "1 error,"],
    );
}

#[test]
fn an_old_price_is_a_warning() {
    warned(
        "an_old_price_is_a_warning",
        &[
            ("base_year = 2024", "base_year = 2060"),
            ("2024 = 100.0 }", "2022 = 95.0, 2060 = 100.0 }"),
            (CARE, "euro = { price = \"huisartsconsult\" }"),
        ],
        &["was meant to be used until", "1 warning"],
    );
}

#[test]
fn an_unknown_ready_outcome_is_one_problem() {
    refused(
        "an_unknown_ready_outcome_is_one_problem",
        &[(
            "[outcomes.eenzaam]\ngroup = \"ouderen\"\nkind = \"state\"",
            "[outcomes.eenzaam]\ngroup = \"ouderen\"\nblock = \"verpleeghuys\"",
        )],
        &["no ready outcome called `verpleeghuys`", "did you mean `verpleeghuis`", "1 error,"],
    );
}

#[test]
fn studies_of_another_measure_are_refused() {
    refused(
        "studies_of_another_measure_are_refused",
        &[(
            ODDS,
            "odds_ratio = { evidence = \"src/evidence/bcg.csv\", measure = \"rr\", grade = \"A\" }",
        )],
        &["studies whose measure is `rr`", "takes studies whose measure is", "1 error,"],
    );
}

#[test]
fn few_studies_are_a_warning() {
    warned(
        "few_studies_are_a_warning",
        &[(
            ODDS,
            "odds_ratio = { evidence = \"tests/refused/studies.csv\", measure = \"or\", use = \"mean\", interval = \"z\", grade = \"A\" }",
        )],
        &["studies.csv", "evidence-doubt"],
    );
}

#[test]
fn lists_of_unequal_length_do_not_belong_together() {
    refused(
        "lists_of_unequal_length_do_not_belong_together",
        &[
            (
                "uptake = { beta = { mean = 0.55, sd = 0.1 }",
                "uptake = { empirical = { values = [0.5, 0.6] }",
            ),
            (
                "completion = { beta = { mean = 0.7, sd = 0.08 }",
                "completion = { empirical = { values = [0.5, 0.6, 0.7] }",
            ),
            (
                "[[correlations]]\na = \"programmes.jongerenwerk.reach\"\nb = \"programmes.jongerenwerk.uptake\"\nrank = 0.3",
                "[[joint]]\nof = [\"programmes.jongerenwerk.uptake\", \"programmes.jongerenwerk.completion\"]",
            ),
        ],
        &["has 3 values", "1 error,"],
    );
}

#[test]
fn a_missing_file_is_refused() {
    let refused = scenario::load(Path::new("nowhere/none.toml")).unwrap_err();
    compare("a_missing_file_is_refused", &refused.render(false), &["there is no file"]);
}

#[test]
fn colour_is_drawn_only_when_asked_for() {
    let refused = read("").unwrap_err();
    assert!(refused.render(true).contains('\u{1b}'));
    assert!(!refused.render(false).contains('\u{1b}'));
}

#[test]
fn a_column_of_wijken_that_is_multiplied_by_an_uncertain_number_is_refused() {
    let size = "[areas.columns.\"groups.ouderen.size\"]\nproduct = [\"a_inw\"]";
    refused(
        "a_column_of_wijken_that_is_multiplied_by_an_uncertain_number_is_refused",
        &[(
            "[staffing]",
            &format!("{size}\ntimes = {{ uniform = {{ low = 0.1, high = 0.3 }} }}\n\n[staffing]"),
        )],
        &["[bad-area-column]", "not a number that is known"],
    );
}

#[test]
fn a_column_of_wijken_for_a_value_that_is_not_there_is_refused() {
    refused(
        "a_column_of_wijken_for_a_value_that_is_not_there_is_refused",
        &[(
            "[staffing]",
            "[areas.columns.\"groups.ouderen.sise\"]\nproduct = [\"a_inw\"]\n\n[staffing]",
        )],
        &["[unknown-name]", "groups.ouderen.size"],
    );
}

#[test]
fn every_kind_of_problem_is_unique_and_documented() {
    let book = include_str!("../docs/problems.md");
    let mut codes = scenario::codes();
    codes.extend(wijkimpact::app::RUN_CODES);
    for (position, code) in codes.iter().enumerate() {
        let twin = codes[..position].iter().any(|other| other.name == code.name);
        assert!(!twin, "{} is there twice", code.name);
        assert!(book.contains(&format!("| `{}` |", code.name)), "{} is not in the book", code.name);
    }
    let rows = book.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(rows, codes.len(), "the book has rows for problems that are no more");
}

#[test]
fn every_kind_of_problem_is_shown_by_a_picture() {
    let pictures: String = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    // Files that cannot be read have tests where they are read; `unreadable` is for faults in this program.
    let elsewhere = |name: &str| name.starts_with("file-") || name == "unreadable";
    for code in scenario::codes().iter().filter(|code| !elsewhere(code.name)) {
        assert!(pictures.contains(&format!("[{}]", code.name)), "no picture shows {}", code.name);
    }
}
