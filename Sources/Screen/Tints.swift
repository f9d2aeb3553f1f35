/// The stage colours that a canvas uses, by the index that a `Tint` has.
///
/// They stand in rows. Where a terminal has few colours, neighbours of one row are shown in different ones, and rows do
/// not know of each other.
package struct Tints: Hashable, Sendable {
  package private(set) var colors: [RGB]
  /// Where rows begin besides the first.
  private(set) var starts: Set<Int> = []

  /// One row.
  package init(_ colors: [RGB] = []) {
    self.colors = colors
  }

  /// Adds a row and returns the index of its first colour.
  package mutating func append(row: [RGB]) -> Int {
    let first = colors.count
    starts.insert(first)
    colors += row
    return first
  }
}
