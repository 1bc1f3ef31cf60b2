use super::element::Element;
use std::fmt::Write;

/// `inner` as one group with these attributes, which start with a space.
pub(super) fn wrap(attributes: &str, inner: &str) -> String {
    if inner.is_empty() { format!("<g{attributes}/>\n") } else { format!("<g{attributes}>\n{inner}</g>\n") }
}

/// Elements as one group, which says once what all of them share: the ink; the role and the anchor too if they are
/// texts, which inherit both. A lone element that needs no attributes needs no group.
pub(super) fn group(attributes: &str, elements: &[Element]) -> String {
    let mut inner = String::new();
    if attributes.is_empty() && elements.len() < 2 {
        for element in elements {
            element.write(&mut inner, &element.pen.classes(true, true), true);
        }
        return inner;
    }
    let ink = shared(elements, |element| element.pen.ink);
    let text = elements.iter().all(Element::is_text) && shared(elements, |element| element.pen.role);
    let anchored = text && shared(elements, Element::anchor);
    for element in elements {
        element.write(&mut inner, &element.pen.classes(!text, !ink), !anchored);
    }
    let mut outer = attributes.to_owned();
    if let Some(first) = elements.first() {
        let classes = first.pen.classes(text, ink);
        // Writing to a string cannot fail.
        if !classes.is_empty() {
            let _ = write!(outer, " class=\"{classes}\"");
        }
        if let Some(anchor) = first.anchor().filter(|_| anchored) {
            let _ = write!(outer, " text-anchor=\"{anchor}\"");
        }
    }
    wrap(&outer, &inner)
}

fn shared<T: PartialEq>(elements: &[Element], what: impl Fn(&Element) -> T) -> bool {
    elements.windows(2).all(|pair| what(&pair[0]) == what(&pair[1])) && !elements.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Ink;
    use crate::figure::element::Content;
    use crate::figure::path_data::PathData;
    use crate::figure::pen::{Pen, Role};

    fn path(ink: Ink, role: Role) -> Element {
        let mut data = PathData::default();
        data.line([(0, 0), (10, 10)]);
        Element { pen: Pen::new(ink, role), content: Content::Path(data) }
    }

    fn text(ink: Ink, role: Role) -> Element {
        let content = Content::Text { at: (10, 20), anchor: Some("end"), text: "a".into() };
        Element { pen: Pen::new(ink, role), content }
    }

    #[test]
    fn a_shared_ink_is_said_once_and_roles_of_paths_by_each() {
        assert_eq!(
            group(" data-mark=\"0\"", &[path(Ink::First, Role::Line), path(Ink::First, Role::Thin)]),
            "<g data-mark=\"0\" class=\"fig-first\">\n<path class=\"fig-line\" d=\"m0 0 1 1\"/>\n\
             <path class=\"fig-thin\" d=\"m0 0 1 1\"/>\n</g>\n"
        );
    }

    #[test]
    fn texts_of_one_kind_leave_all_to_their_group() {
        assert_eq!(
            group("", &[text(Ink::Text, Role::Tick), text(Ink::Text, Role::Tick)]),
            "<g class=\"fig-tick fig-text\" text-anchor=\"end\">\n<text x=\"1\" y=\"2\">a</text>\n\
             <text x=\"1\" y=\"2\">a</text>\n</g>\n"
        );
    }

    #[test]
    fn what_is_not_shared_stays_with_each() {
        let mixed = group("", &[text(Ink::Text, Role::Tick), path(Ink::First, Role::Line)]);
        assert!(mixed.starts_with("<g>\n<text class=\"fig-tick fig-text\" x=\"1\" y=\"2\" text-anchor=\"end\">"));
        assert!(mixed.contains("<path class=\"fig-line fig-first\""));
    }

    #[test]
    fn a_lone_element_needs_no_group_and_a_named_group_stays_without_elements() {
        assert_eq!(group("", &[path(Ink::First, Role::Line)]), "<path class=\"fig-line fig-first\" d=\"m0 0 1 1\"/>\n");
        assert_eq!(group("", &[]), "");
        assert_eq!(group(" data-mark=\"3\"", &[]), "<g data-mark=\"3\"/>\n");
    }
}
