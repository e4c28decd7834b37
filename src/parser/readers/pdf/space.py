"""From PDF user space (y upwards, before /Rotate) to the page as it is seen (y downwards), and back."""

from __future__ import annotations

import math
from ctypes import byref, c_void_p

from ....model import BBox
from ....records import dataclass
from .library import Rectangle, pdfium


@dataclass(frozen=True, slots=True)
class Space:
    """x' = a x + c y + e, y' = b x + d y + f; `width` and `height` of the result, in points."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    @property
    def plain(self) -> bool:
        """Is nothing turned, mirrored or scaled?"""
        return (self.a, self.b, self.c, self.d) == (1, 0, 0, -1)

    @staticmethod
    def of_page(page: c_void_p) -> Space:
        library, box = pdfium(), Rectangle()
        width, height = library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)
        if not library.FPDF_GetPageBoundingBox(page, byref(box)):
            box.left, box.bottom, box.right, box.top = 0.0, 0.0, width, height
        rotation = library.FPDFPage_GetRotation(page) % 4
        upright = Space(1, 0, 0, -1, -box.left, box.top, box.right - box.left, box.top - box.bottom)
        return upright.turned(rotation)

    def turned(self, quarters: int) -> Space:
        """The space after `quarters` clockwise quarter turns of the page."""
        space = self
        for _ in range(quarters % 4):
            space = Space(
                -space.b, space.a, -space.d, space.c, space.height - space.f, space.e, space.height, space.width
            )
        return space

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> BBox:
        """Left, top, right, bottom as seen."""
        one, two = self.point(left, bottom), self.point(right, top)
        return min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])

    def angle(self, x: float, y: float) -> int:
        """Direction of a user-space vector as seen: degrees clockwise from rightwards, rounded, 0 to 359."""
        return round(math.degrees(math.atan2(self.b * x + self.d * y, self.a * x + self.c * y))) % 360
