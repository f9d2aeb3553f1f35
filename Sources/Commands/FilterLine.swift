import Sales

extension Job {
  /// Reads a line of filter terms; one that cannot be meant is a usage error that shows its place.
  func filter(_ line: String, user: User?, stages: [Stage]) throws(Failure) -> Filter {
    let context = FilterContext(present: try present(), user: user?.id, stages: stages)
    let reading = FilterText(line, context)
    if let fault = reading.fault { throw .filter(fault, line: line) }
    return reading.filter
  }
}
