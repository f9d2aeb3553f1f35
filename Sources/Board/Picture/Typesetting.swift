import Sales
import Screen

/// Whatever sets what the model has to say into the cells of a screen.
protocol Typesetting {
  var model: Model { get }
}

extension Typesetting {
  var glyphs: Glyphs { model.glyphs }
  var present: Present { model.world.present }

  /// The text in its shown form, cut at the end to so many cells.
  func fit(_ text: String, _ cells: Int, at place: CutPlace = .end) -> String {
    cells > 0 ? cut(glyphs.shown(shortened(text, cells)), to: cells, at: place, glyphs: glyphs) : ""
  }

  /// A long text without its middle, of which so many cells show nothing.
  private func shortened(_ text: String, _ cells: Int) -> String {
    let part = 4 * cells + 64
    guard text.utf8.count > 16 * part else { return text }
    let (head, tail) = (text.prefix(part), text.suffix(part))
    return head.endIndex < tail.startIndex ? String(head + tail) : text
  }

  /// The text in one paragraph, in lines of so many cells; long ones are kept.
  func lines(of text: String, to cells: Int) -> [String] {
    guard text.utf8.count >= WrappedTexts.shortest, !text.contains(where: \.isNewline) else {
      return wrapped(glyphs.shown(text), to: cells)
    }
    return model.world.texts.lines(of: text, to: cells, glyphs: glyphs)
  }

  /// The text with blanks after it, or before it, in so many cells at least.
  func padded(_ text: String, _ cells: Int, atEnd: Bool = true) -> String {
    let gap = String(repeating: " ", count: max(0, cells - width(text)))
    return atEnd ? text + gap : gap + text
  }

  func width(_ text: String) -> Int { Screen.columns(of: glyphs.shown(text)) }
  func width(_ spans: [Span]) -> Int { spans.reduce(0) { $0 + width($1.text) } }

  /// The first of the texts that fits; none when none does.
  func firstFitting(_ texts: [String], _ cells: Int) -> String {
    texts.first { width($0) <= cells } ?? ""
  }

  /// A stage's digit on its colour, ` 2 `; a dot after the ninth.
  func chip(_ index: Int) -> Span {
    Span(index < 9 ? " \(index + 1) " : " \(glyphs.dot) ", .fill(Tint(index)))
  }

  // MARK: Spans

  /// The spans cut at the end to so many cells.
  func fitted(_ spans: [Span], _ cells: Int) -> [Span] {
    guard width(spans) > cells else { return spans }
    var left = cells
    var result: [Span] = []
    for span in spans {
      // A cell stays free for the sign that says that the rest is missing.
      guard width(span.text) >= left else {
        result.append(span)
        left -= width(span.text)
        continue
      }
      let text = fit(span.text + glyphs.ellipsis, left)
      return result + [Span(text, span.style.role, isUnderlined: span.style.isUnderlined)]
    }
    return result
  }

  /// The pieces in so many lines at most, of so many cells, each character in its own style. What is left over makes the
  /// last line longer.
  func lines(of spans: [Span], to cells: Int, atMost most: Int) -> [[Span]] {
    let all = lines(of: short(spans, cells, most), to: cells)
    guard all.count > most else { return all }
    return all.prefix(most - 1) + [Array(all[(most - 1)...].joined(separator: [Span(" ", .text)]))]
  }

  /// As much from the front as so many lines can need and one more: two lines together hold more cells than one has.
  private func short(_ spans: [Span], _ cells: Int, _ most: Int) -> [Span] {
    guard most < 1000, spans.contains(where: { $0.text.utf8.count > 4000 }) else { return spans }
    var left = (most + 2) * max(2, cells) + 64
    return spans.map { span in
      let text = span.text.prefix(max(0, left))
      left -= text.count
      return Span(String(text), span.style.role)
    }
  }

  private func lines(of spans: [Span], to cells: Int) -> [[Span]] {
    var left = spans.flatMap { span in glyphs.shown(span.text).map { Span(String($0), span.style.role) } }[...]
    return wrapped(left.map(\.text).joined(), to: cells).map { line in
      line.map { character in
        // Where a line ends, the blank between two words is gone.
        left = left.drop { $0.text != String(character) }
        return left.popFirst() ?? Span(String(character), .text)
      }
    }
  }

  /// The spans of a sentence with the name in it cut in its middle, as far as that helps to fit so many cells.
  func named(_ spans: [Span], _ cells: Int) -> [Span] {
    let excess = width(spans) - cells
    guard excess > 0, let place = spans.firstIndex(where: { $0.style.role == .strong }) else {
      return spans
    }
    var spans = spans
    let name = spans[place].text
    // What is left of a name must still tell it from others; in one column the event needs more of the row.
    let room = max(width(name) - excess, min(width(name), cells < 60 ? 12 : 16))
    spans[place] = Span(fit(name, room, at: .middle), .strong)
    return spans
  }
}
