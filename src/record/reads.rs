use std::cell::RefCell;
use std::collections::BTreeSet;

thread_local! {
    static READS: RefCell<Option<BTreeSet<String>>> = const { RefCell::new(None) };
}

/// Runs `look` and tells the names in records that it looked up meanwhile: what a verdict rests on is watched, for a list
/// kept by hand would go stale.
pub fn reads<T>(look: impl FnOnce() -> T) -> (T, BTreeSet<String>) {
    let before = READS.replace(Some(BTreeSet::new()));
    let found = look();
    (found, READS.replace(before).unwrap_or_default())
}

/// Notes that a name is looked up.
pub(super) fn note(name: &str) {
    READS.with_borrow_mut(|reads| {
        if let Some(reads) = reads
            && !reads.contains(name)
        {
            reads.insert(name.to_owned());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Parameters, Record};

    #[test]
    fn what_is_looked_up_is_told_and_nothing_else() {
        let mut record = Record::new("x", Parameters::new(), 1);
        record.scalar("a", 1.0, "1", "");
        record.scalar("b", 2.0, "1", "");
        record.series("c", "", vec![3.0.into()], "1", "");
        let (sum, names) = reads(|| record.number("a").unwrap() + record.values("c")[0].as_number().unwrap());
        assert_eq!((sum, names.into_iter().collect::<Vec<_>>()), (4.0, vec!["a".to_owned(), "c".to_owned()]));
        record.number("b");
        assert!(reads(|| ()).1.is_empty());
    }
}
