"""Screens: they compose and route."""
