//! What every page must have, whatever it shows.

use hustings_record::Phase;

use super::fixture::{Fixture, ward};

/// Writes every page to the folder `$HUSTINGS_PAGES`, to be looked at in a browser.
#[test]
#[ignore = "writes files; for looking at the pages"]
fn write_pages() {
    let folder = std::path::PathBuf::from(std::env::var("HUSTINGS_PAGES").unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    let fixture = Fixture::of(&[ward(8)], Phase::Certified);
    let frame = fixture.frame();
    let write = |name: &str, page: String| std::fs::write(folder.join(name), page).unwrap();
    write("index.html", super::election(&frame).into_string());
    write("verify.html", super::verify(&frame).into_string());
    write("record.html", super::record(&frame, &fixture.log, None, 1).unwrap().into_string());
    write("ballots.html", super::record(&frame, &fixture.log, Some(super::log::Group::Ballots), 1).unwrap().into_string());
    write("entry.html", super::entry(&frame, &fixture.log, 28).unwrap().into_string());
    write("manifest.html", super::entry(&frame, &fixture.log, 0).unwrap().into_string());
    write("missing.html", super::problem(&frame, "Not found", "There is nothing at this address.").into_string());
    write("style.css", super::STYLE.to_owned());
    write("icon.svg", super::ICON.to_owned());
}
