"""Bytes to Document: text, outline, tables, header, each with its place."""
