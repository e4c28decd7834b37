"""Outline -> canonical values -> pairs -> findings. No knowledge of formats."""
