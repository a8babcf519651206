//! Who forms a bloc. In: friendly and hostile ties. Out: the number of each member's bloc. Always: the members of a bloc are joined by friendly ties.
//!
//! Communities by signed modularity (Gómez, Jensen and Arenas 2009; Traag and Bruggeman 2009): more friendship inside than chance gives, and less hostility.
//! It is raised by moving one member, then by joining two communities, as long as that raises it (Blondel et al. 2008). Of the libraries none knows
//! hostile ties, and those at hand follow the order of a hash map that differs from run to run.

/// Numbers of blocs, from 0 for the largest, of members with symmetric ties; `None` for who has no friend in his community.
pub(super) fn blocs(ties: &[Vec<f64>]) -> Vec<Option<usize>> {
    let gains = modularity(ties);
    let mut of: Vec<usize> = (0..ties.len()).collect();
    while moved(&gains, &mut of) || joined(&gains, &mut of) {}
    numbered(ties, &of)
}

/// By how much each two raise the modularity when they are in one community.
fn modularity(ties: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let sum = |row: &Vec<f64>, sign: f64| row.iter().map(|tie| (sign * tie).max(0.0)).sum::<f64>();
    let [friendly, hostile] = [1.0, -1.0].map(|sign| ties.iter().map(|row| sum(row, sign)).collect::<Vec<f64>>());
    let expected = |of: &[f64], i: usize, j: usize| {
        let all: f64 = of.iter().sum();
        if all > 0.0 { of[i] * of[j] / all } else { 0.0 }
    };
    let gain = |i: usize, j: usize| ties[i][j] - expected(&friendly, i, j) + expected(&hostile, i, j);
    (0..ties.len()).map(|i| (0..ties.len()).map(|j| if i == j { 0.0 } else { gain(i, j) }).collect()).collect()
}

/// Least gain, so that rounding moves nobody.
const LEAST: f64 = 1e-9;

/// Moves each member to the community where it gains most; whether any moved. Ends, as every move raises the sum.
fn moved(gains: &[Vec<f64>], of: &mut [usize]) -> bool {
    let mut any = false;
    loop {
        let mut again = false;
        for i in 0..of.len() {
            let mut by = vec![0.0; of.len()];
            (0..of.len()).filter(|j| *j != i).for_each(|j| by[of[j]] += gains[i][j]);
            let stays = by[of[i]];
            let (best, gain) = by.iter().enumerate().fold((of[i], stays + LEAST), |best, (community, gain)| {
                if *gain > best.1 { (community, *gain) } else { best }
            });
            if gain > stays + LEAST {
                of[i] = best;
                (again, any) = (true, true);
            }
        }
        if !again {
            return any;
        }
    }
}

/// Joins the two communities that gain most by it; whether any do.
fn joined(gains: &[Vec<f64>], of: &mut [usize]) -> bool {
    let count = of.len();
    let mut between = vec![vec![0.0; count]; count];
    for i in 0..count {
        for j in 0..i {
            let [a, b] = [of[i].min(of[j]), of[i].max(of[j])];
            between[a][b] += gains[i][j];
        }
    }
    let mut best = (LEAST, 0, 0);
    for (a, row) in between.iter().enumerate() {
        for (b, gain) in row.iter().enumerate().skip(a + 1) {
            if *gain > best.0 {
                best = (*gain, a, b);
            }
        }
    }
    of.iter_mut().filter(|community| best.0 > LEAST && **community == best.2).for_each(|c| *c = best.1);
    best.0 > LEAST
}

/// The parts of communities that friendly ties join, by size and then by their first member.
fn numbered(ties: &[Vec<f64>], of: &[usize]) -> Vec<Option<usize>> {
    let mut part: Vec<Option<usize>> = vec![None; of.len()];
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for start in 0..of.len() {
        if part[start].is_some() {
            continue;
        }
        let (mut members, mut next) = (vec![start], 0);
        part[start] = Some(parts.len());
        while let Some(&i) = members.get(next) {
            next += 1;
            for j in 0..of.len() {
                if part[j].is_none() && of[j] == of[i] && ties[i][j] > 0.0 {
                    part[j] = Some(parts.len());
                    members.push(j);
                }
            }
        }
        parts.push(members);
    }
    let mut order: Vec<usize> = (0..parts.len()).filter(|n| parts[*n].len() > 1).collect();
    order.sort_by_key(|n| (std::cmp::Reverse(parts[*n].len()), *n));
    part.into_iter().map(|part| order.iter().position(|n| Some(*n) == part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ties(count: usize, all: &[(usize, usize, f64)]) -> Vec<Vec<f64>> {
        let mut ties = vec![vec![0.0; count]; count];
        all.iter().for_each(|(a, b, tie)| (ties[*a][*b], ties[*b][*a]) = (*tie, *tie));
        ties
    }

    #[test]
    fn friends_of_friends_and_enemies_of_enemies() {
        // 0 1 2 against 3 4; 5 knows nobody, 6 has only an enemy.
        let all = [(0, 1, 6.0), (1, 2, 5.0), (3, 4, 4.0), (0, 3, -7.0), (2, 4, -5.0), (6, 3, -3.0)];
        let found = blocs(&ties(7, &all));
        assert_eq!(found, [Some(0), Some(0), Some(0), Some(1), Some(1), None, None]);
    }

    #[test]
    fn hostility_alone_makes_no_bloc() {
        assert_eq!(blocs(&ties(3, &[(0, 1, -5.0), (1, 2, -5.0), (0, 2, -5.0)])), [None, None, None]);
        assert_eq!(blocs(&[]), []);
        assert_eq!(blocs(&ties(2, &[])), [None, None]);
    }

    #[test]
    fn two_rings_with_one_tie_between_are_two_blocs() {
        let mut all = vec![(0, 4, 1.0)];
        for start in [0, 4] {
            for i in 0..4 {
                (i + 1..4).for_each(|j| all.push((start + i, start + j, 5.0)));
            }
        }
        assert_eq!(blocs(&ties(8, &all)), [0, 0, 0, 0, 1, 1, 1, 1].map(Some));
    }
}
