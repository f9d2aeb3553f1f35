/// A line being typed: its text, and a cursor that stands between grapheme clusters.
package struct LineEditor: Hashable, Sendable {
  /// Longer texts are refused at the end; a paste can be anything.
  package static let capacity = 10_000

  private var clusters: [Character]
  /// How many clusters stand before the cursor.
  package private(set) var cursor: Int

  /// Starts with the cursor at the end.
  ///
  /// Line ends and control characters are removed.
  package init(_ text: String = "") {
    clusters = Array(LineEditor.typeable(text).prefix(LineEditor.capacity))
    cursor = clusters.count
  }

  /// What was typed.
  package var text: String { String(clusters) }

  package var isEmpty: Bool { clusters.isEmpty }

  /// Acts on an editing key; false when the key is not one or changed neither text nor cursor, so that the caller may
  /// use it otherwise.
  package mutating func handle(_ key: Key) -> Bool {
    let before = self
    switch key {
    case .character(let character): insert(String(character))
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(clusters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = clusters.count
    case .alt("b"), .altLeft, .controlLeft: cursor = wordStart
    case .alt("f"), .altRight, .controlRight: cursor = wordEnd
    case .backspace, .control("h"): remove(max(0, cursor - 1)..<cursor)
    case .delete: remove(cursor..<min(clusters.count, cursor + 1))
    case .control("k"): remove(cursor..<clusters.count)
    case .control("u"): remove(0..<cursor)
    case .control("w"): remove(wordStart..<cursor)
    default: return false
    }
    return self != before
  }

  /// Inserts text at the cursor, as a paste does: line ends and tabs become a space, other control characters go.
  package mutating func insert(_ text: String) {
    let room = LineEditor.capacity - clusters.count
    let added = String(LineEditor.typeable(text).prefix(max(0, room)))
    guard !added.isEmpty else { return }
    // A mark joins the cluster before it, so both sides are read anew.
    let head = String(clusters[..<cursor]) + added
    clusters = Array((head + String(clusters[cursor...])).prefix(LineEditor.capacity))
    cursor = min(head.count, clusters.count)
  }

  /// Puts the caret before that character, or behind the last one.
  package mutating func go(to place: Int) {
    cursor = min(max(0, place), clusters.count)
  }

  /// The part of the line around the cursor that fits, and the caret's column in it.
  ///
  /// The text is in its shown form and the caret always has a cell of its own, also after the last character. `first` is
  /// which character of the line stands in its first place, or would without the sign of what is cut there.
  package func window(columns limit: Int, glyphs: Glyphs = .unicode) -> (text: String, caret: Int, first: Int) {
    guard limit > 0 else { return ("", 0, 0) }
    let all = glyphs.shown(text)
    if columns(of: all) < limit {
      return (all, columns(of: glyphs.shown(String(clusters[..<cursor]))), 0)
    }
    // A few cells show rather text than signs that there is more. The caret never stands on one.
    let sign = limit < 6 ? "" : glyphs.ellipsis
    let room = limit - 1 - (cursor + 1 < clusters.count ? columns(of: sign) : 0)
    var (start, caret) = left(of: cursor, columns: room, glyphs)
    var front = ""
    if start > 0 {
      (start, caret) = left(of: cursor, columns: room - columns(of: sign), glyphs)
      caret += columns(of: sign)
      front = sign
    }
    let shown = front + glyphs.shown(String(clusters[start...].prefix(cursor - start + limit + 1)))
    let first = start - front.count
    guard columns(of: shown) > limit else { return (shown, caret, first) }
    let cut = String(head(of: shown, columns: max(caret + 1, limit - columns(of: sign))))
    return (columns(of: cut + sign) <= limit ? cut + sign : cut, caret, first)
  }

  /// The first cluster from which so many columns reach up to the end, and how many that takes.
  private func left(of end: Int, columns limit: Int, _ glyphs: Glyphs) -> (start: Int, columns: Int) {
    var (start, used) = (end, 0)
    while start > 0 {
      let width = columns(of: glyphs.shown(String(clusters[start - 1])))
      if used + width > limit { break }
      used += width
      start -= 1
    }
    return (start, used)
  }

  private mutating func remove(_ range: Range<Int>) {
    clusters.removeSubrange(range)
    // What is left of two clusters may join to one.
    let head = String(clusters[..<range.lowerBound])
    clusters = Array(head + String(clusters[range.lowerBound...]))
    cursor = min(range.lowerBound, clusters.count)
  }

  private var wordStart: Int {
    let spaces = clusters[..<cursor].lastIndex { $0 != " " } ?? -1
    return (clusters[..<(spaces + 1)].lastIndex { $0 == " " } ?? -1) + 1
  }

  private var wordEnd: Int {
    let word = clusters[cursor...].firstIndex { $0 != " " } ?? clusters.count
    return clusters[word...].firstIndex { $0 == " " } ?? clusters.count
  }

  /// One line without control characters.
  private static func typeable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for cluster in text {
      if cluster.isNewline || cluster == "\t" {
        result.append(" ")
        continue
      }
      for scalar in cluster.unicodeScalars where scalar.properties.generalCategory != .control {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
