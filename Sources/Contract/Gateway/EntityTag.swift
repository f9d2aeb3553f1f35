import Sales

/// The version of a row, as `ETag` names it: it differs whenever a stored field differs.
///
/// What is counted from the clock, such as `days_in_stage`, and what the row is shown with have no part in it, so that a
/// tag stays valid until somebody changes the row.
struct EntityTag: Hashable, Sendable {
  /// As it is sent, with its quotes (RFC 9110 §8.8.3).
  let text: String

  /// `parts` are the stages of a pipeline, which belong to it.
  init(_ row: Row, parts: [Row] = []) {
    var bytes: [UInt8] = []
    for row in [row] + parts {
      for scalar in row.scalars { bytes += scalar.bytes }
    }
    text = "\"\(SHA256.hex(bytes).prefix(32))\""
  }

  /// Whether `If-Match` names this version. A weak tag never does (RFC 9110 §13.1.1).
  func isNamed(in header: String) -> Bool {
    let tags = header.split(separator: ",").map { String($0).trimmed }
    return tags == ["*"] || tags.contains(text)
  }
}

extension Scalar {
  /// Different for different values, and never the beginning of another one's.
  fileprivate var bytes: [UInt8] {
    let (kind, content): (UInt8, [UInt8]) =
      switch self {
      case .null: (0, [])
      case .integer(let number): (1, Array(number.description.utf8))
      case .text(let text): (2, Array(text.utf8))
      }
    return [kind] + Array("\(content.count):".utf8) + content
  }
}
