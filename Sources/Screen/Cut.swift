/// Where a text that is too long loses what does not fit.
package enum CutPlace: Hashable, Sendable {
  /// Names: 60 % of what fits from the head, the rest from the tail, since tails tell renewals apart.
  case middle
  /// Companies, reasons and prose.
  case end
}

/// The text in at most `limit` columns, with the ellipsis where something is left out.
///
/// Spaces beside the ellipsis go, no grapheme cluster is divided, and at the end no number, which would be another one;
/// so the result may be shorter than the limit. Meant for text that `Glyphs.shown` gave. A limit of 0 or less gives
/// nothing.
package func cut(_ text: String, to limit: Int, at place: CutPlace, glyphs: Glyphs = .unicode) -> String {
  guard limit > 0 else { return "" }
  if text.utf8.count <= limit && isPrintableASCII(text) || columns(of: text) <= limit { return text }
  let room = limit - 1
  switch place {
  case .end:
    return trimmedAtEnd(wholeNumbers(head(of: text, columns: room), of: text)) + glyphs.ellipsis
  case .middle:
    // Rounded up; what the head leaves unused, by a space or half a wide sign, the tail gets.
    let start = trimmedAtEnd(head(of: text, columns: (room * 3 + 4) / 5))
    let end = tail(of: text, columns: room - columns(of: start))
    return start + glyphs.ellipsis + end.drop { $0 == " " }
  }
}

/// The text in lines of at most `limit` columns, at least one line, broken at spaces; a word that is too wide for a line
/// is divided between grapheme clusters. Meant for text that `Glyphs.shown` gave.
package func wrapped(_ text: String, to limit: Int) -> [String] {
  let limit = max(2, limit)
  var lines: [String] = []
  var (line, used) = ("", 0)
  for word in text.split(separator: " ") {
    var rest = word
    // Measured only as far as a line goes, so that a text without a space takes no longer than one with many.
    var width = columns(of: rest, atMost: limit)
    if !line.isEmpty, width.map({ used + 1 + $0 > limit }) ?? true {
      lines.append(line)
      (line, used) = ("", 0)
    }
    while width == nil {
      let fitting = head(of: rest, columns: limit)
      // One cluster that is wider than a line has a line of its own.
      let part = fitting.isEmpty ? rest.prefix(1) : fitting
      lines.append(String(part))
      rest = rest[part.endIndex...]
      width = columns(of: rest, atMost: limit)
    }
    used += (line.isEmpty ? 0 : 1) + (width ?? 0)
    line += (line.isEmpty ? "" : " ") + rest
  }
  return lines + [line]
}

/// The columns of the text; nil when they are more than the limit, and then the rest is not looked at.
private func columns(of text: Substring, atMost limit: Int) -> Int? {
  var total = 0
  for scalar in text.unicodeScalars {
    total += columns(of: scalar)
    if total > limit { return nil }
  }
  return total
}

/// As many clusters from the front as fit.
func head(of text: String, columns limit: Int) -> Substring { head(of: text[...], columns: limit) }

private func head(of text: Substring, columns limit: Int) -> Substring {
  var used = 0
  return text.prefix { cluster in
    used += columns(of: cluster)
    return used <= limit
  }
}

/// As many clusters from the back as fit.
private func tail(of text: String, columns limit: Int) -> Substring {
  var (used, start) = (0, text.endIndex)
  while start > text.startIndex {
    let before = text.index(before: start)
    used += columns(of: text[before])
    if used > limit { break }
    start = before
  }
  return text[start...]
}

/// The head of the text without the number that the rest goes on with.
private func wholeNumbers(_ head: Substring, of text: String) -> Substring {
  guard head.last?.isNumber == true, text[head.endIndex...].first?.isNumber == true else { return head }
  let isDigit: (Character) -> Bool = { $0.isNumber || $0 == "." || $0 == "," }
  guard let last = head.lastIndex(where: { !isDigit($0) }) else { return head }
  return head[...last]
}

private func trimmedAtEnd(_ text: Substring) -> Substring {
  var text = text
  while text.last == " " { text.removeLast() }
  return text
}
