"""The side-by-side benchmark: one subject per file; Benchmarks/bench.py is the way in."""
