import Screen

// Cells chosen so that the terminal has to be told less, while every cell looks the same.
extension Canvas {
  /// The longest gap that is worth writing out; a longer one is cheaper to jump over.
  private static let widestGap = 10

  /// The cells with short gaps between words in the style of the word before.
  ///
  /// A blank shows nothing of its foreground, so `palette` may say it in any colour: leaving a colour and coming back to
  /// it costs some 20 bytes, which on a slow line is most of what a card costs.
  func economicalCells(_ palette: Palette) -> [Cell] {
    var cells = self.cells
    var isBare: [Style: Bool] = [:]
    func leavesBlanksAlone(_ style: Style) -> Bool {
      if let known = isBare[style] { return known }
      let look = palette.look(style)
      let isPlain = look.background == .standard && look.attributes.isDisjoint(with: [.underline, .reverse])
      isBare[style] = isPlain
      return isPlain
    }
    for row in 0..<size.rows {
      let start = row * size.columns
      var gap: Int?
      for place in start..<start + size.columns {
        let cell = cells[place]
        let isBlank = cell.text == " " && cell.columns == 1 && leavesBlanksAlone(cell.style)
        if isBlank {
          gap = gap ?? place
          continue
        }
        if let from = gap, from > start, place - from <= Self.widestGap {
          let before = cells[from - 1].style
          if leavesBlanksAlone(before) { for blank in from..<place { cells[blank].style = before } }
        }
        gap = nil
      }
    }
    return cells
  }
}
