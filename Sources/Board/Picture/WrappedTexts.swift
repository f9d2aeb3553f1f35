import Screen

/// Lines of long texts, kept from one picture to the next: a note of a megabyte takes a tenth of a second to wrap, and a
/// board draws several pictures a second.
///
/// What it answers depends on nothing but the question, so copies of a model share it. One thread uses it.
package final class WrappedTexts: @unchecked Sendable {
  private struct Entry {
    let text: String
    let limit: Int
    let isASCII: Bool
    let lines: [String]
  }

  private var entries: [Entry] = []
  /// Texts below this many bytes are wrapped each time.
  static let shortest = 2000
  /// How many are kept: those of the pane, at a width or two.
  private static let most = 32

  package init() {}

  /// The paragraphs of the text in lines of so many columns, in their shown form.
  func lines(of text: String, to limit: Int, glyphs: Glyphs) -> [String] {
    guard text.utf8.count >= Self.shortest else { return wrap(text, limit, glyphs) }
    if let known = entries.first(where: { entry in
      entry.limit == limit && entry.isASCII == glyphs.isASCII && entry.text.utf8.count == text.utf8.count
        && (entry.text.utf8.elementsEqual(text.utf8))
    }) {
      return known.lines
    }
    let lines = wrap(text, limit, glyphs)
    if entries.count >= Self.most { entries.removeFirst(Self.most / 2) }
    entries.append(Entry(text: text, limit: limit, isASCII: glyphs.isASCII, lines: lines))
    return lines
  }

  private func wrap(_ text: String, _ limit: Int, _ glyphs: Glyphs) -> [String] {
    text.split(whereSeparator: \.isNewline).flatMap { wrapped(glyphs.shown(String($0)), to: limit) }
  }
}
