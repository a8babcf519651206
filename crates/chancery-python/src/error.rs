//! What goes wrong, in Rust and as exceptions of Python. Always: every exception is a [`ChanceryError`], but for those that the caller's own
//! tables raise, which go on as they are.

use arrow_schema::ArrowError;
use chancery_arrow::reports::Reject;
use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyValueError};
use pyo3::prelude::*;

create_exception!(chancery, ChanceryError, PyException, "What Chancery cannot do, why, and what to do about it.");
create_exception!(
    chancery,
    ReportError,
    ChanceryError,
    "A row is no report, or a report that cannot be coded. `row` (from 1), `id`, `cause` and `remedy` tell which, why, and what to do."
);
create_exception!(
    chancery,
    TableError,
    ChanceryError,
    "A table does not have the columns or values that it should have."
);
create_exception!(
    chancery,
    StoreError,
    ChanceryError,
    "A store cannot be opened or read, or was asked for what makes no sense."
);

/// What goes wrong.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("{0}")]
    Report(Reject),
    #[error("{0}")]
    Table(#[from] chancery_arrow::Error),
    #[error("{0}")]
    Store(#[from] chancery_store::Error),
    #[error("{0}")]
    Core(#[from] chancery::Error),
    /// An argument that makes no sense.
    #[error("{0}")]
    Argument(String),
    /// What the caller's table says.
    #[error("{0}")]
    Given(#[from] ArrowError),
    /// What the caller's iterator raised.
    #[error("{0}")]
    Raised(#[from] PyErr),
}

impl From<Fault> for PyErr {
    fn from(fault: Fault) -> PyErr {
        let told = fault.to_string();
        match fault {
            Fault::Report(reject) => report_error(reject, told),
            Fault::Table(_) => TableError::new_err(told),
            Fault::Store(_) => StoreError::new_err(told),
            Fault::Core(_) => ChanceryError::new_err(told),
            Fault::Argument(_) => PyValueError::new_err(told),
            Fault::Given(ArrowError::ExternalError(source)) => match source.downcast::<PyErr>() {
                Ok(raised) => *raised,
                Err(_) => TableError::new_err(told),
            },
            Fault::Given(_) => TableError::new_err(told),
            Fault::Raised(error) => error,
        }
    }
}

fn report_error(reject: Reject, told: String) -> PyErr {
    Python::attach(|py| {
        let error = ReportError::new_err(told);
        let value = error.value(py);
        let Reject { row, id, cause, remedy } = reject;
        let set = value.setattr("row", row).and_then(|()| value.setattr("id", id));
        match set.and_then(|()| value.setattr("cause", cause)).and_then(|()| value.setattr("remedy", remedy)) {
            Ok(()) => error,
            Err(other) => other,
        }
    })
}
