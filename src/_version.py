"""The version of hedui, in one place."""

VERSION = "0.1.0"
