//! The specification's table of checks (§10.3) says what the code says, check by check.

#![allow(clippy::panic, reason = "a test that cannot go on has failed")]

use hustings_record::Check;

#[test]
fn every_check_stands_in_the_specification_as_it_stands_in_the_code() {
    let specification = include_str!("../../../docs/protocol.md");
    let (_, table) = specification.split_once("\n## 10 ").expect("the specification has a section 10");
    for check in Check::ALL {
        let row = format!("| {check} | {} | {} |", check.title(), check.meaning());
        assert!(table.contains(&row), "docs/protocol.md §10 lacks the row\n{row}");
    }
    let rows =
        table.lines().filter(|l| l.starts_with("| ") && l[2..3].chars().all(|c| "LARKBMDCZ".contains(c)));
    let rows = rows.filter(|l| l[3..4].chars().all(|c| c.is_ascii_digit())).count();
    assert_eq!(rows, Check::ALL.len(), "docs/protocol.md §10 has rows for checks that there are not");
}

#[test]
fn every_act_has_its_place_in_the_specification() {
    let specification = include_str!("../../../docs/protocol.md");
    for kind in hustings_record::Act::KINDS {
        let named = [format!("`{kind}`"), format!(" {kind}"), format!("{kind},")];
        assert!(
            named.iter().any(|n| specification.contains(n)),
            "docs/protocol.md does not say what {kind} is"
        );
    }
}

/// The counting rules are data, there and here: the tables of §9.1 and §9.5 say what the presets are.
#[test]
fn every_preset_has_the_options_that_the_specification_gives() {
    let counting = include_str!("../../../docs/protocol-counting.md");
    let rows: Vec<Vec<&str>> = (counting.lines())
        .skip_while(|line| !line.starts_with("| option | scottish-stv"))
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let (head, rows) = rows.split_first().expect("§9.5 has a table of options");
    for (column, rules) in head.iter().enumerate().skip(1) {
        let rules = hustings_count::Rules::from_name(rules).expect("rules");
        // Of rules for one seat only some options can be set; those they have are `wigm`'s all the same.
        for setting in rules.settings().iter().filter(|s| s.name != "skipped") {
            let name = format!("`{}`", setting.name);
            let row = rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("§9.5 lacks {name}"));
            let is_moot = row[column] == "–" && rules.settings().iter().any(|s| s.value == "exact");
            assert!(row[column] == setting.value || is_moot, "{name} of {}: {setting:?}", rules.name());
        }
    }
}

/// Whatever can be counted can be voted by; a rule that joins the count joins the specification.
#[test]
fn elections_are_held_by_every_rule_of_the_count() {
    let known: Vec<&str> = hustings_count::Rules::ALL.iter().map(hustings_count::Rules::name).collect();
    assert_eq!(known, hustings_record::RULES);
}

#[test]
fn every_rule_of_an_election_has_its_row_in_the_specification() {
    let specification = include_str!("../../../docs/protocol.md");
    for rules in hustings_record::RULES {
        let named = [format!("\n| `{rules}` | "), format!("\n| `{rules}`, `"), format!(", `{rules}` | ")];
        assert!(named.iter().any(|n| specification.contains(n)), "docs/protocol.md §9.1 lacks {rules}");
    }
}
