"""Broadsheet: a folder of Markdown and YAML becomes an investigative-story microsite."""

__version__ = "0.1.0"
