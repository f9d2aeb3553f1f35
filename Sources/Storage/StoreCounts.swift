/// What a store has done since it was opened: for tests and benchmarks, since counts tell more than seconds.
package struct StoreCounts: Hashable, Sendable {
  package var statements = 0
  package var rows = 0
  /// Steps of SQLite's virtual machine, those of triggers included.
  package var steps = 0
  /// Steps forward in a scan without an index.
  package var fullScanSteps = 0
  package var sorts = 0

  package static func - (left: Self, right: Self) -> Self {
    var difference = left
    difference.statements -= right.statements
    difference.rows -= right.rows
    difference.steps -= right.steps
    difference.fullScanSteps -= right.fullScanSteps
    difference.sorts -= right.sorts
    return difference
  }
}
