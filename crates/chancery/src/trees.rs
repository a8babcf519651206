//! Boosted regression trees (Friedman 2001, "Greedy function approximation"), as `training/sides.py` and `training/link.py` write them.

use std::iter::{Enumerate, Peekable};
use std::str::Lines;

/// Beginnings of the lines that are none of a tree's.
const OTHERS: [&str; 4] = ["stands\t", "shape\t", "reports\t", "claims\t"];
/// Deepest tree that is read.
const DEEPEST: usize = 32;

/// Trees whose sum is the answer: log odds, or a share of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Trees {
    roots: Vec<usize>,
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Node {
    Leaf(f64),
    /// Up to the bound the node that follows, else that at `above`.
    Split {
        sign: usize,
        bound: f64,
        above: usize,
    },
}

/// Lines of a table with their numbers, without comments.
pub(crate) type Numbered<'a> = Peekable<std::iter::Filter<Enumerate<Lines<'a>>, fn(&(usize, &str)) -> bool>>;

/// The lines of a table that say something.
pub(crate) fn numbered(table: &str) -> Numbered<'_> {
    let says: fn(&(usize, &str)) -> bool = |(_, line)| !line.is_empty() && !line.starts_with('#');
    table.lines().enumerate().filter(says).peekable()
}

impl Trees {
    /// Reads trees up to the end of the table or a line that is none of theirs. A split is `sign<TAB>bound`, before the tree up to the bound and the
    /// tree above it; a leaf `=<TAB>log odds`. An error names its line.
    pub(crate) fn read(lines: &mut Numbered, names: &[&str]) -> Result<Self, String> {
        let mut trees = Self { roots: Vec::new(), nodes: Vec::new() };
        while lines.peek().is_some_and(|(_, line)| !OTHERS.iter().any(|other| line.starts_with(other))) {
            trees.roots.push(trees.nodes.len());
            trees.read_node(lines, names, 0)?;
        }
        Ok(trees)
    }

    fn read_node(&mut self, lines: &mut Numbered, names: &[&str], depth: usize) -> Result<(), String> {
        let (number, line) = lines.next().ok_or("the table ends within a tree")?;
        let fault = |cause: &str| format!("line {}: {cause}", number + 1);
        let (name, value) = line.split_once('\t').ok_or_else(|| fault("expected two fields"))?;
        let value: f64 = value.parse().ok().filter(|v: &f64| v.is_finite()).ok_or_else(|| fault("not a number"))?;
        if name == "=" {
            self.nodes.push(Node::Leaf(value));
            return Ok(());
        }
        if depth == DEEPEST {
            return Err(fault("too deep a tree"));
        }
        let sign = names.iter().position(|n| *n == name).ok_or_else(|| fault(&format!("no sign '{name}'")))?;
        let at = self.nodes.len();
        self.nodes.push(Node::Leaf(0.0));
        self.read_node(lines, names, depth + 1)?;
        let above = self.nodes.len();
        self.read_node(lines, names, depth + 1)?;
        self.nodes[at] = Node::Split { sign, bound: value, above };
        Ok(())
    }

    /// The sum of what all trees say.
    pub(crate) fn sum(&self, signs: &[f64]) -> f64 {
        self.roots.iter().map(|root| self.leaf(*root, signs)).sum()
    }

    fn leaf(&self, mut at: usize, signs: &[f64]) -> f64 {
        loop {
            match self.nodes[at] {
                Node::Leaf(value) => return value,
                Node::Split { sign, bound, above } => at = if signs[sign] <= bound { at + 1 } else { above },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &str) -> Result<Trees, String> {
        Trees::read(&mut numbered(table), &["here", "there"])
    }

    #[test]
    fn the_leaves_are_summed() {
        let trees = read("# a comment\nhere\t0.5\n=\t1\nthere\t2\n=\t-1\n=\t3\n=\t0.25\n").unwrap();
        for (signs, want) in [([0.5, 9.0], 1.25), ([0.6, 2.0], -0.75), ([0.6, 2.5], 3.25)] {
            assert!((trees.sum(&signs) - want).abs() < 1e-9, "{signs:?}");
        }
    }

    #[test]
    fn a_damaged_table_is_an_error_that_names_its_line() {
        for (table, cause) in [
            ("here\t0.5\n=\t1\n", "ends within"),
            ("here\t0.5\n=\tx\n=\t1\n", "line 2"),
            ("nowhere\t0.5\n=\t1\n=\t1\n", "no sign 'nowhere'"),
            ("here 0.5", "line 1"),
        ] {
            let error = read(table).unwrap_err();
            assert!(error.contains(cause), "{error}");
        }
        assert!(read(&"here\t0\n".repeat(100)).unwrap_err().contains("too deep"));
    }
}
