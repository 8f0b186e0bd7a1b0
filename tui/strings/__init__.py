"""Every sentence that the program says, one table for each language."""
