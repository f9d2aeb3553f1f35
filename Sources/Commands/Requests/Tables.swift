import Contract
import Sales

extension Table {
  /// What one row of it is, in the contract's words.
  var singular: String { Resource(self).rawValue.split(separator: "_").joined(separator: " ") }

  /// The table whose ids begin so; nil when there is none.
  init?(idPrefix: String) {
    guard let table = Table.allCases.first(where: { $0.idPrefix == idPrefix }) else { return nil }
    self = table
  }
}
