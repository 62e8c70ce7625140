/// Everything generated from the benchmark's schema; `atlas codegen` writes it.
public enum API {}
