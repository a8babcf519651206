//! Cells that keep to their place. In: words from anywhere. Out: a cell of a table. Always: no cell begins a new column or line, and none is taken
//! for a formula by a spreadsheet.

/// A cell of a spreadsheet: one that would be taken for a formula begins with an apostrophe.
pub fn guarded(cell: String) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell }
}

/// A line of cells between tabs, for formats without quoting. Tabs, line breaks and other controls become spaces; a double quote becomes a single one,
/// since some readers take it for the begin of a quoted cell.
pub fn tabbed(cells: Vec<String>) -> String {
    let plain = |cell: String| {
        let plain = |c: char| match c {
            '"' => '\'',
            '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        };
        guarded(cell.chars().map(plain).collect())
    };
    let mut line = cells.into_iter().map(plain).collect::<Vec<_>>().join("\t");
    line.push('\n');
    line
}

/// A line of cells between commas, quoted where needed (RFC 4180, lines end in a line feed).
pub fn commas(cells: Vec<String>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory fails for nothing but unequal rows, and this is one row.
    let written = writer.write_record(cells.into_iter().map(guarded)).is_ok();
    let bytes = writer.into_inner().unwrap_or_default();
    debug_assert!(written);
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_cells_stay_in_their_place() {
        let cells = ["=1+1", "-5.5", "a\tb\r\nc\u{85}\u{2028}d", "\"quoted", "@x", "мир"].map(str::to_owned).to_vec();
        assert_eq!(tabbed(cells), "'=1+1\t-5.5\ta b  c  d\t'quoted\t'@x\tмир\n");
        let cells = ["=1+1", "a,b\nc", "say \"x\"", ""].map(str::to_owned).to_vec();
        assert_eq!(commas(cells), "'=1+1,\"a,b\nc\",\"say \"\"x\"\"\",\n");
        assert_eq!(guarded("-1e3".into()), "-1e3");
        assert_eq!(guarded("\tx".into()), "'\tx");
    }
}
