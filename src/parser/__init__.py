"""bytes -> Document (layout) -> Outline (structure). No knowledge of rules or exports."""
