//! Boosted regression trees (Friedman 2001, "Greedy function approximation"), as `training/sides.py` and `training/link.py` write them.

use std::iter::{Enumerate, Peekable};
use std::str::Lines;

/// Beginnings of the lines that are none of a tree's.
const OTHERS: [&str; 4] = ["stands\t", "shape\t", "reports\t", "claims\t"];
/// Deepest tree that is read.
const DEEPEST: usize = 32;

/// The leaves of a tree, a bit each: few, so that all splits stay in the cache next to the processor.
type Leaves = u16;
const MOST_LEAVES: usize = Leaves::BITS as usize;

/// Trees whose sum is the answer: log odds, or a share of them. A tree is not walked: every split whose bound a sign is above says which leaves
/// it is not, and the first one left is the answer (QuickScorer: Lucchese and others 2015).
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Trees {
    /// What the leaves say, tree after tree, and where each tree's begin.
    leaves: Vec<f64>,
    firsts: Vec<u32>,
    /// Where the splits of each sign begin, and where the last one's end.
    signs: Vec<usize>,
    /// Bounds of the splits, in their order within a sign, with the tree and the leaves that are left above them.
    bounds: Vec<f64>,
    above: Vec<(u16, Leaves)>,
}

/// A split as it is read: its sign and bound, its tree, and the leaves that are left above it.
struct Split {
    sign: usize,
    bound: f64,
    above: (u16, Leaves),
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
        let mut trees = Self::default();
        let mut splits = Vec::new();
        while lines.peek().is_some_and(|(_, line)| !OTHERS.iter().any(|other| line.starts_with(other))) {
            trees.firsts.push(trees.leaves.len() as u32);
            trees.read_node(lines, names, 0, &mut splits)?;
        }
        splits.sort_by(|a, b| a.sign.cmp(&b.sign).then(a.bound.total_cmp(&b.bound)));
        trees.signs = (0..=names.len()).map(|sign| splits.partition_point(|split| split.sign < sign)).collect();
        trees.bounds = splits.iter().map(|split| split.bound).collect();
        trees.above = splits.iter().map(|split| split.above).collect();
        Ok(trees)
    }

    fn read_node(
        &mut self,
        lines: &mut Numbered,
        names: &[&str],
        depth: usize,
        splits: &mut Vec<Split>,
    ) -> Result<(), String> {
        let (number, line) = lines.next().ok_or("the table ends within a tree")?;
        let fault = |cause: &str| format!("line {}: {cause}", number + 1);
        let (name, value) = line.split_once('\t').ok_or_else(|| fault("expected two fields"))?;
        let value: f64 = value.parse().ok().filter(|v: &f64| v.is_finite()).ok_or_else(|| fault("not a number"))?;
        let last = self.firsts.len() - 1;
        let tree = u16::try_from(last).map_err(|_| fault("too many trees"))?;
        let first = self.firsts[last] as usize;
        let before = self.leaves.len() - first;
        if name == "=" {
            if before == MOST_LEAVES {
                return Err(fault("too many leaves in a tree"));
            }
            self.leaves.push(value);
            return Ok(());
        }
        if depth == DEEPEST {
            return Err(fault("too deep a tree"));
        }
        let sign = names.iter().position(|n| *n == name).ok_or_else(|| fault(&format!("no sign '{name}'")))?;
        self.read_node(lines, names, depth + 1, splits)?;
        let below = (before..self.leaves.len() - first).fold(0, |bits: Leaves, leaf| bits | 1 << leaf);
        splits.push(Split { sign, bound: value, above: (tree, !below) });
        self.read_node(lines, names, depth + 1, splits)
    }

    /// The sum of what all trees say, in their order.
    pub(crate) fn sum(&self, signs: &[f64]) -> f64 {
        let mut left = vec![Leaves::MAX; self.firsts.len()];
        for (sign, of_sign) in signs.iter().zip(self.signs.windows(2)) {
            let passed = self.bounds[of_sign[0]..of_sign[1]].partition_point(|bound| bound < sign);
            for (tree, above) in &self.above[of_sign[0]..of_sign[0] + passed] {
                left[usize::from(*tree)] &= above;
            }
        }
        let leaf = |(first, left): (&u32, &Leaves)| self.leaves[(first + left.trailing_zeros()) as usize];
        self.firsts.iter().zip(&left).map(leaf).sum()
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
        let bush = |depth: usize| (0..depth).fold("=\t1\n".to_owned(), |tree, _| format!("here\t0\n{tree}{tree}"));
        assert!(read(&bush(5)).unwrap_err().contains("too many leaves"));
        let trees = read(&bush(4)).unwrap();
        assert_eq!([-1.0, 1.0].map(|sign| trees.sum(&[sign, 0.0])), [1.0; 2]);
    }
}
