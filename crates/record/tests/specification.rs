//! The specification's table of checks (§10.3) says what the code says, check by check.

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
