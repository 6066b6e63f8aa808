//! Attacks on a mix that a mixer, or whoever holds its output, can mount (§8.1).

use crate::election::{Election, MIXER, election, parse, rng};
use hustings_proofs::{
    RistrettoPoint, Scalar,
    elgamal::Ciphertext,
    generators,
    list::CiphertextList,
    shuffle::{Proof, ShuffleError, Statement, challenge, row_weights, seed, verify},
};

fn refused(e: &Election, input: &CiphertextList, output: Vec<Ciphertext>, proof: &Proof) {
    let output = CiphertextList::from_ciphertexts(output, input.width()).unwrap();
    let statement = e.statement(input, &output, 1);
    assert_eq!(verify(&statement, proof, &mut rng(50)), Err(ShuffleError::Equation));
}

#[test]
fn an_output_changed_after_the_proof_is_refused() {
    let e = election(2, 3, 51);
    let (input, _) = e.list(4, 2, 52);
    let mix = e.mix(&input, 1, 53);
    let (good, proof) = (mix.output.ciphertexts().to_vec(), parse(&mix));

    let mut blocks_swapped = good.clone();
    blocks_swapped.swap(2, 3);
    refused(&e, &input, blocks_swapped, &proof);
    let mut rows_swapped = good.clone();
    rows_swapped.swap(0, 2);
    rows_swapped.swap(1, 3);
    refused(&e, &input, rows_swapped, &proof);
    let mut blocks_of_two_rows = good.clone();
    blocks_of_two_rows.swap(1, 3);
    refused(&e, &input, blocks_of_two_rows, &proof);
    let mut row_doubled = good.clone();
    row_doubled.copy_within(0..2, 2);
    refused(&e, &input, row_doubled, &proof);
    let mut vote_changed = good.clone();
    vote_changed[0].b += RistrettoPoint::mul_base(&Scalar::ONE);
    refused(&e, &input, vote_changed, &proof);
    refused(&e, &input, input.ciphertexts().to_vec(), &proof);
}

#[test]
fn a_mix_is_not_taken_for_the_next_one() {
    let e = election(2, 3, 54);
    let (input, _) = e.list(4, 1, 55);
    let first = e.mix(&input, 1, 56);
    let second = e.mix(&first.output, 2, 57);
    assert!(verify(&e.statement(&first.output, &second.output, 2), &parse(&second), &mut rng(58)).is_ok());
    assert!(verify(&e.statement(&input, &second.output, 2), &parse(&second), &mut rng(58)).is_err());
    assert!(verify(&e.statement(&first.output, &first.output, 2), &parse(&second), &mut rng(58)).is_err());
    // The same rows in the same order, unmixed, with another's proof.
    assert!(verify(&e.statement(&input, &first.output, 1), &parse(&second), &mut rng(58)).is_err());
}

/// A mixer that applies any invertible matrix M whose rows add up to 1 instead of a permutation: two
/// rows, one block. Every equation but the second (the product of the weights) can be met.
fn matrix_mix(e: &Election, input: &CiphertextList, m: [[i64; 2]; 2]) -> Result<(), ShuffleError> {
    let mut rng = rng(59);
    let mut draw = || Scalar::random(&mut rng);
    let scalar =
        |x: i64| if x < 0 { -Scalar::from(x.unsigned_abs()) } else { Scalar::from(x.unsigned_abs()) };
    let m = m.map(|row| row.map(scalar));
    let (g, h, hs, y) =
        (RistrettoPoint::mul_base(&Scalar::ONE), generators::h(), generators::generators(2), e.key.point());
    // Step 1: the transposed inverse of M takes the input's rows to the output's.
    let inverse = (m[0][0] * m[1][1] - m[0][1] * m[1][0]).invert();
    let transposed = [[m[1][1] * inverse, -m[1][0] * inverse], [-m[0][1] * inverse, m[0][0] * inverse]];
    let rho = [draw(), draw()];
    let mixed = |part: fn(&Ciphertext) -> RistrettoPoint, i: usize| -> RistrettoPoint {
        input.ciphertexts().iter().zip(transposed[i]).map(|(c, x)| x * part(c)).sum()
    };
    let output =
        [0, 1].map(|i| Ciphertext { a: mixed(|c| c.a, i) + rho[i] * g, b: mixed(|c| c.b, i) + rho[i] * y });
    let output = CiphertextList::from_ciphertexts(output.to_vec(), 1).unwrap();
    // Step 2: c_j commits to column j.
    let r = [draw(), draw()];
    let c = [0, 1].map(|j: usize| r[j] * g + m[0][j] * hs[0] + m[1][j] * hs[1]);
    // Steps 3 and 4, with u′ = M·u.
    let encode =
        |points: &[RistrettoPoint]| points.iter().flat_map(|p| p.compress().to_bytes()).collect::<Vec<u8>>();
    let statement = Statement { mixer: &MIXER, ..e.statement(input, &output, 1) };
    let seed = seed(&statement, &encode(&c));
    let u = row_weights(&seed, 2);
    let permuted = [0, 1].map(|i: usize| m[i][0] * u[0] + m[i][1] * u[1]);
    // Steps 5 and 6.
    let link = [draw(), draw()];
    let first = link[0] * g + permuted[0] * h;
    let chain = [first, link[1] * g + permuted[1] * first];
    let (w, w4, w_link, w_u) = ([draw(), draw(), draw()], draw(), [draw(), draw()], [draw(), draw()]);
    let [out_1, out_2] = [output.ciphertexts()[0], output.ciphertexts()[1]];
    let nonces = [
        w[0] * g,
        w[1] * g,
        w[2] * g + w_u[0] * hs[0] + w_u[1] * hs[1],
        w_u[0] * out_1.a + w_u[1] * out_2.a - w4 * g,
        w_u[0] * out_1.b + w_u[1] * out_2.b - w4 * y,
    ];
    let chain_nonces = [w_link[0] * g + w_u[0] * h, w_link[1] * g + w_u[1] * first];
    // Steps 7 and 8.
    let x = challenge(&seed, &encode(&chain), &encode(&nonces), &encode(&chain_nonces));
    let responses = [
        w[0] + x * (r[0] + r[1]),
        w[1] + x * (link[1] + permuted[1] * link[0]),
        w[2] + x * (u[0] * r[0] + u[1] * r[1]),
        w4 + x * (permuted[0] * rho[0] + permuted[1] * rho[1]),
        w_link[0] + x * link[0],
        w_link[1] + x * link[1],
        w_u[0] + x * permuted[0],
        w_u[1] + x * permuted[1],
    ];
    let mut bytes = [encode(&c), encode(&chain), encode(&chain_nonces), encode(&nonces)].concat();
    bytes.extend(responses.iter().flat_map(|s| s.to_bytes()));
    verify(&statement, &Proof::parse(bytes, 2, 1).unwrap(), &mut rng).map(|_| ())
}

#[test]
fn a_matrix_that_is_no_permutation_is_refused() {
    let e = election(2, 3, 60);
    let (input, _) = e.list(2, 1, 61);
    // That permutations pass shows that the prover here is a right one.
    assert_eq!(matrix_mix(&e, &input, [[1, 0], [0, 1]]), Ok(()));
    assert_eq!(matrix_mix(&e, &input, [[0, 1], [1, 0]]), Ok(()));
    for m in [[[2, -1], [-1, 2]], [[1, 0], [5, -4]], [[-1, 2], [1, 0]], [[3, 0], [0, 1]]] {
        assert_eq!(matrix_mix(&e, &input, m), Err(ShuffleError::Equation));
    }
}
