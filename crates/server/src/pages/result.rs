//! The result in full: what each contest decided, its story, its table, its chart.

use hustings_record::Phase;
use maud::{Markup, html};

use super::election::{contest, notices, standing};
use super::figures::Moment;
use super::language::args;
use super::layout::{Frame, Tab, believe, page};

/// The page of the result; before there is one, when it is to be expected.
pub fn result(frame: &Frame) -> Markup {
    let (view, place, language) = (frame.view, &frame.place, frame.language());
    let several = view.contests.len() > 1;
    let headline =
        if view.has_result { standing::headline(language, view) } else { language.say("result-none") };
    let main = html! {
        header.head {
            @if !headline.contains(&view.title) { p.kicker { bdi { (view.title) } } }
            h1 { bdi { (headline) } }
            p.standfirst {
                @if view.has_result { (standing::standfirst(language, view)) }
                @else if view.phase <= Phase::Open {
                    (language.tell("result-none.closes", args![time = Moment::of(view.dates.closes).in_full(language)]))
                } @else { (language.say("result-none.opening")) }
            }
        }
        (notices::notices(place, view))
        @if view.has_result {
            @if several {
                nav aria-label=(language.say("result-contests")) {
                    ul.ways {
                        @for one in &view.contests {
                            li { a href=(format!("#contest-{}", one.number)) { bdi { (one.title) } } }
                        }
                    }
                }
            }
            @for one in &view.contests { (contest::section(place, view, one, several)) }
            (believe(frame))
        }
        p { a href=(place.to("")) { (language.say("result-election")) } }
    };
    page(frame, Tab::Elsewhere, "result", &headline, &main)
}
