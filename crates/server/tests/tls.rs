//! HTTPS with a certificate and key from files.
#![allow(clippy::unwrap_used, clippy::panic)]

mod running;

use hustings_server::service::Tls;
use running::{Hands, OPENS, Place, Running, open_meeting};
use ureq::tls::TlsConfig;

#[test]
fn with_a_certificate_the_server_speaks_https_and_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::folders();
    let (everyone, id) = open_meeting(&place, 3);
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let tls = Tls { certificate: dir.path().join("cert.pem"), key: dir.path().join("key.pem") };
    std::fs::write(&tls.certificate, made.cert.pem()).unwrap();
    std::fs::write(&tls.key, made.signing_key.serialize_pem()).unwrap();
    let running = Running::with_tls(&place, &everyone, &Hands::at(OPENS + 5), tls);

    // Nobody vouches for a certificate that was made a moment ago.
    let trusting = TlsConfig::builder().disable_verification(true).build();
    let agent = ureq::Agent::config_builder().tls_config(trusting).build().new_agent();
    let https = running.address.replace("http://", "https://");
    let mut answer = agent.get(format!("{https}/{id}/standing")).call().unwrap();
    assert!(answer.body_mut().read_to_string().unwrap().contains("\"phase\":\"open\""));
    let plain = ureq::get(format!("{}/{id}/standing", running.address)).call();
    assert!(plain.is_err(), "in the clear nothing is answered");
    let strict = ureq::get(format!("{https}/{id}/standing")).call();
    assert!(strict.is_err(), "the certificate is nobody's");
}
