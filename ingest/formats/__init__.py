"""Readers, one file for each format; none knows another."""
