import Sales

/// How the file holds the closing of a deal whose day nobody knows.
///
/// The file tells closed deals from others by `closed_at`, which several indexes and a check of the table begin with. So
/// it holds a moment there that no field can have, and nothing outside of this target ever sees it.
enum StoredClosing {
  static let unknown = Timestamp.beforeAny.seconds

  /// The number as the fields have it.
  static func scalar(_ number: Int64) -> Scalar { number == unknown ? .null : .integer(number) }

  /// Where `closed_at` stands among the columns of a deal.
  private static let place = Table.deals.columns.firstIndex { $0.name == "closed_at" }

  /// Puts the moment into the values of a whole row.
  static func complete(_ values: inout [Scalar], of row: Row) {
    guard let scalar = scalar(of: row), let place else { return }
    values[place] = scalar
  }

  /// Adds `closed_at` to the columns that an update sets, where the status alone says that it changes in the file.
  static func complete(_ names: inout [String], _ values: inout [Scalar], of row: Row) {
    guard names.contains("status") || names.contains("closed_at"), case .deal(let deal) = row, deal.closedAt == nil
    else { return }
    let value: Scalar = deal.isActive ? .null : .integer(unknown)
    if let index = names.firstIndex(of: "closed_at") {
      values[index] = value
    } else {
      names.append("closed_at")
      values.append(value)
    }
  }

  private static func scalar(of row: Row) -> Scalar? {
    guard case .deal(let deal) = row, !deal.isActive, deal.closedAt == nil else { return nil }
    return .integer(unknown)
  }
}
