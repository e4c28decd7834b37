"""hedui (核对): checks the body of a Chinese official notice against its breakdown table."""

if __name__.split(".", 1)[0] == "src":
    raise ImportError("this folder is the package hedui: install it (pip install .) and write `import hedui`")

from ._version import VERSION as __version__

__all__ = ["__version__"]
