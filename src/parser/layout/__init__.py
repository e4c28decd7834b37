"""Geometry that knows no format: glyphs and ruling lines of pages -> paragraphs, tables, furniture -> Document.

A reader of a paged format hands over one `Sheet` a page; `study` reduces it to runs of text and grids while it is open,
`compose` then reads all pages together.
"""
