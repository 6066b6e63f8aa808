//! What must not be overlooked.

use hustings_record::Phase;
use maud::{Markup, html};

use crate::pages::language::{Arg, args};
use crate::pages::layout::{Place, cross, time};
use crate::pages::view::ElectionView;

/// Annulment, refusal, a poll that is interrupted or suspended, a result that is not certified.
pub(crate) fn notices(place: &Place, view: &ElectionView) -> Markup {
    let language = place.language();
    let say = |key: &str| language.say(key);
    html! {
        @if let Some(reason) = &view.annulled {
            aside.notice.failed aria-label=(say("notice-annulled.label")) {
                p {
                    strong { (cross()) " " (say("notice-annulled")) } " "
                    @if view.has_result { (say("notice-annulled.result")) " " }
                    (say("notice-annulled.reason"))
                }
                blockquote { p { bdi { (reason) } } }
            }
        }
        @if let Some((false, reason)) = &view.scrutineer {
            aside.notice aria-label=(say("notice-refused.label")) {
                p { strong { (say("notice-refused")) } " " (say("notice-refused.reason")) }
                blockquote { p { bdi { (reason) } } }
            }
        }
        @if view.has_result && view.phase < Phase::Certified && view.annulled.is_none() {
            aside.notice aria-label=(say("notice-uncertified.label")) {
                p {
                    strong { (say("notice-uncertified")) } " "
                    (language.tell("notice-uncertified.once", args![t = Arg::Small(view.offices.threshold)]))
                }
            }
        }
        @if view.phase == Phase::Stalled && view.annulled.is_none() {
            aside.notice.failed aria-label=(say("notice-stalled.label")) {
                p { strong { (say("notice-stalled")) } " " (say("notice-stalled.why")) }
            }
        }
        @if view.is_interrupted() {
            aside.notice aria-label=(say("notice-interrupted.label")) {
                p {
                    strong { (say("notice-interrupted")) } " "
                    @if let Some(last) = view.dates.now {
                        (language.html("notice-interrupted.since", args![time = time(language, last)])) " "
                    }
                    (say("notice-interrupted.then"))
                }
            }
        }
        @if let Some(until) = view.suspended_until() {
            aside.notice aria-label=(say("notice-suspended.label")) {
                p {
                    strong { (language.html("notice-suspended", args![time = time(language, until)])) } " "
                    (language.html("notice-suspended.why", args![record = place.link("record?kind=poll")]))
                }
            }
        }
    }
}
