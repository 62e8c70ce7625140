// To be replaced by the first test.
