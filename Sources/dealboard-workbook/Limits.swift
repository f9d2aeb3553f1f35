import Glibc

/// What the system may take away from a reading that gets out of hand.
enum Limits {
  /// Several times what the largest workbook within the limits takes.
  private static let memory: rlim_t = 2 << 30
  private static let written: rlim_t = 2 << 30
  private static let cpuSeconds: rlim_t = 600

  static func set() {
    limit(__rlimit_resource_t(RLIMIT_AS.rawValue), memory)
    limit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), written)
    limit(__rlimit_resource_t(RLIMIT_CPU.rawValue), cpuSeconds)
    // A core file would hold what the workbook holds.
    limit(__rlimit_resource_t(RLIMIT_CORE.rawValue), 0)
  }

  private static func limit(_ resource: __rlimit_resource_t, _ value: rlim_t) {
    var both = rlimit(rlim_cur: value, rlim_max: value)
    setrlimit(resource, &both)
  }
}
