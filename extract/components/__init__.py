"""Components of the pipeline: clause in, mentions out; none knows another."""
