//! The API as a client meets it: every test starts a server on a free port.

mod answers;
mod datasets;
mod faults;
mod hostile;
mod judging;
mod rights;
mod together;
mod world;
