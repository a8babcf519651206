//! The stages in their order: a report in, its claims out.

use std::borrow::Cow;

use crate::Error;
use crate::code;
use crate::custom::{self, CustomCodebook};
use crate::knowledge::Knowledge;
use crate::mention::Mentions;
use crate::mention::dateline::Head;
use crate::model::Model;
use crate::read::Raw;
use crate::record::{Coded, Report};
use crate::settle::{self, Sides};
use crate::text::{self, Document};

/// Everything that is loaded once: the model and the knowledge. Shared between threads.
pub struct Chancery {
    model: &'static Model,
    knowledge: &'static Knowledge,
    codebook: Option<CustomCodebook>,
    sides: Cow<'static, Sides>,
}

impl Chancery {
    /// The model and knowledge built into the program.
    pub fn embedded() -> Result<Self, Error> {
        Ok(Self::new(Model::embedded()?, Knowledge::embedded()))
    }

    /// This model with this knowledge.
    pub fn new(model: &'static Model, knowledge: &'static Knowledge) -> Self {
        Self { model, knowledge, codebook: None, sides: Cow::Borrowed(Sides::embedded()) }
    }

    /// The same, that also labels sentences after a user's own codebook.
    pub fn with_codebook(self, codebook: CustomCodebook) -> Self {
        Self { codebook: Some(codebook), ..self }
    }

    /// The same, that settles who stands on which side in another way.
    pub fn with_sides(self, sides: Sides) -> Self {
        Self { sides: Cow::Owned(sides), ..self }
    }

    /// The knowledge in use.
    pub fn knowledge(&self) -> &Knowledge {
        self.knowledge
    }

    /// The model in use.
    pub fn model(&self) -> &Model {
        self.model
    }

    /// Codes one report as it was read. A pure function of the report, the knowledge and the model.
    ///
    /// # Errors
    /// [`Error::Rejected`] when the report is in no language that Chancery reads.
    pub fn code(&self, raw: Raw) -> Result<Coded, Error> {
        self.code_document(text::prepare(raw)?)
    }

    /// Codes a report whose language is known.
    ///
    /// # Errors
    /// [`Error::Model`] when the model fails on a sentence.
    pub fn code_report(&self, report: Report) -> Result<Coded, Error> {
        self.code_document(Document::new(report))
    }

    /// The questions whose country stands on which side of the acts of a report, to learn their answers from.
    ///
    /// # Errors
    /// [`Error::Model`] when the model fails on a sentence.
    pub fn questions(&self, report: Report) -> Result<Vec<settle::Question>, Error> {
        let (document, mentions) = self.find(Document::new(report));
        let drafts = code::code(self.model, &document, &mentions)?;
        Ok(settle::questions(self.knowledge, &document, &mentions, drafts))
    }

    /// A document without its dateline, dated by it if it has no date of its own, and what is found in it.
    fn find(&self, mut document: Document) -> (Document, Mentions) {
        let head = Head::of(&document.report.text, document.report.language);
        head.part(&mut document);
        let published = &mut document.report.published;
        *published = published.take().or(head.published.map(|day| day.edtf));
        let mentions = Mentions::find(self.knowledge, &document);
        (document, mentions)
    }

    fn code_document(&self, document: Document) -> Result<Coded, Error> {
        let (document, mentions) = self.find(document);
        let Some(codebook) = &self.codebook else {
            let drafts = code::code(self.model, &document, &mentions)?;
            let claims = settle::settle(&self.sides, self.knowledge, &document, &mentions, drafts);
            return Ok(Coded { report: document.report, claims, labels: Vec::new() });
        };
        // The gate knows PLOVER's acts only: every sentence is read.
        let mut told = Vec::new();
        let drafts = code::code_with(self.model, &document, &mentions, |sentence| {
            let reading = self.model.read(sentence)?;
            told.push(codebook.told(&reading));
            Ok(Some(reading).filter(|r| r.may_claim()))
        })?;
        let claims = settle::settle(&self.sides, self.knowledge, &document, &mentions, drafts);
        let labels = custom::labels(codebook, &document, &told, &claims);
        Ok(Coded { report: document.report, claims, labels })
    }
}
