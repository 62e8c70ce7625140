import CMalloc

/// How the process keeps the memory of large responses.
enum ResponseMemory {
  /// Lets malloc keep what it freed for the next response: by default, buffers of 128 KiB and more go back to the system
  /// at once, and each comes back as a hundred page faults (measured: an eighth of the CPU of a 160 KB response).
  ///
  /// Evaluated once, when the first server starts.
  static let isKept: Bool =
    mallopt(M_MMAP_THRESHOLD, 8 << 20) == 1 && mallopt(M_TRIM_THRESHOLD, 32 << 20) == 1
}
