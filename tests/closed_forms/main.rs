//! The expected pass by hand: every kind of outcome, money, time and staffing against closed forms.
//!
//! Bounds: both sides are a few dozen operations, each with a relative error of 2^-53 = 1.1e-16, some through powers; so they
//! agree to a relative 1e-12, or where a matching with friction is solved by iteration (stopped at 1e-13), to 1e-11.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod money;
mod outcomes;
mod staffing;
#[path = "../support/mod.rs"]
mod support;
mod time;

/// Equal but for rounding.
#[track_caller]
fn close(got: f64, want: f64) {
    within(got, want, 1e-12 * want.abs().max(1e-3));
}

/// Equal within an absolute bound.
#[track_caller]
fn within(got: f64, want: f64, bound: f64) {
    assert!((got - want).abs() <= bound, "{got}, not {want}");
}
