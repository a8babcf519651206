//! Coding of tables. In: batches of reports. Out: for every row, in their order, the report with its claims or why there is none. Always: the
//! claims are those that `chancery code` gives, with any number of threads and however the rows are cut into batches; no batch is asked for
//! before the one before it is coded.

use arrow_array::RecordBatch;
use chancery::Chancery;
use chancery::read::Options;
use chancery::record::Coded;

use crate::Error;
use crate::reports::{Reject, Reports};
use crate::threads::side_by_side;

/// Reports that a thread codes, about, before the results are given: enough that threads that wait for the last of them cost little.
const A_THREAD: usize = 32;

/// Codes batches of reports.
pub struct Coding<'c, I> {
    chancery: &'c Chancery,
    batches: I,
    options: Options,
    threads: usize,
    /// The batch at hand, the next of its rows, and how many rows stand before it.
    at: Option<(Reports, usize)>,
    before: u64,
}

impl<'c, I, E> Coding<'c, I>
where
    I: Iterator<Item = Result<RecordBatch, E>>,
    E: From<Error>,
{
    /// Of batches that may each have columns of their own, on so many threads.
    pub fn new(chancery: &'c Chancery, batches: I, options: Options, threads: usize) -> Self {
        Self { chancery, batches, options, threads: threads.max(1), at: None, before: 0 }
    }

    /// The batch at hand while it has rows, else the next that has some.
    fn batch(&mut self) -> Option<Result<(Reports, usize), E>> {
        if let Some((reports, row)) = self.at.take() {
            if row < reports.rows() {
                return Some(Ok((reports, row)));
            }
            self.before += reports.rows() as u64;
        }
        loop {
            let reports = match self.batches.next()? {
                Ok(batch) => Reports::of(&batch, &self.options).map_err(E::from),
                Err(error) => Err(error),
            };
            match reports {
                Ok(reports) if reports.rows() == 0 => {}
                reports => return Some(reports.map(|reports| (reports, 0))),
            }
        }
    }
}

impl<I, E> Iterator for Coding<'_, I>
where
    I: Iterator<Item = Result<RecordBatch, E>>,
    E: From<Error>,
{
    type Item = Result<Vec<Result<Coded, Reject>>, E>;

    fn next(&mut self) -> Option<Self::Item> {
        let (reports, row) = match self.batch()? {
            Ok(at) => at,
            Err(error) => return Some(Err(error)),
        };
        let (chancery, before) = (self.chancery, self.before);
        let count = (reports.rows() - row).min(self.threads * A_THREAD);
        let coded = side_by_side(count, self.threads, |n| code(chancery, &reports, row + n, before));
        self.at = Some((reports, row + count));
        Some(coded.into_iter().collect::<Result<_, _>>().map_err(|fault| Error::from(fault).into()))
    }
}

/// Codes the report of a row, which so many stand before.
fn code(
    chancery: &Chancery,
    reports: &Reports,
    row: usize,
    before: u64,
) -> Result<Result<Coded, Reject>, chancery::Error> {
    let raw = match reports.report(row, before) {
        Ok(raw) => raw,
        Err(reject) => return Ok(Err(reject)),
    };
    match chancery.code(raw) {
        Ok(coded) => Ok(Ok(coded)),
        Err(fault @ chancery::Error::Model { .. }) => Err(fault),
        Err(fault) => Ok(Err(reports.reject(row, before, fault))),
    }
}
