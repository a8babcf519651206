//! The plain tables of `knowledge/` whose rows are a kind and its forms. In: a table as text. Out: its pairs. Always:
//! comment lines, the header line and empty cells (`-`) give nothing.

/// Every form of a table with its kind, in the order of the table.
pub(crate) fn forms(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(kind, forms)| forms.split("; ").map(move |form| (kind, form.trim())))
        .filter(|(_, form)| !form.is_empty() && *form != "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_kinds_with_their_forms() {
        let table = "# note\nkind\tforms\ntitle\tmr; dr\nordinal\t-\nlast\tinc\n";
        let pairs: Vec<_> = forms(table).collect();
        assert_eq!(pairs, [("title", "mr"), ("title", "dr"), ("last", "inc")]);
    }
}
