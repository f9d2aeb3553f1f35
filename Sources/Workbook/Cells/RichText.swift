/// Joins the text of an `<si>` or `<is>`: its own `<t>` and the one of each `<r>`, but never that of `<rPh>`, which says
/// how the text is pronounced.
struct RichText {
  private(set) var text = ""
  private var piece = ""
  private var isInText = false
  /// Levels below an element that holds no text of the cell.
  private var skipped = 0
  private var runs = 0

  /// Whether every element that was opened inside is closed.
  var isOutside: Bool { skipped == 0 && runs == 0 && !isInText }

  mutating func open(_ name: String) {
    if skipped > 0 || isInText {
      skipped += 1
    } else if name == "t" {
      isInText = true
    } else if name == "r" {
      runs += 1
    } else {
      skipped = 1
    }
  }

  /// No more than the longest allowed text and one piece are kept.
  mutating func read(_ text: String) {
    if isInText, skipped == 0, self.text.utf8.count + piece.utf8.count <= WorkbookLimits.cellText { piece += text }
  }

  mutating func close() {
    if skipped > 0 {
      skipped -= 1
    } else if isInText {
      isInText = false
      text += EscapedText.decoded(piece)
      piece = ""
    } else {
      runs -= 1
    }
  }
}
