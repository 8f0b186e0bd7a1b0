"""Document to Extraction: commitments and facts with the sentence they came from."""
