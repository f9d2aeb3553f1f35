import CNcurses
import Glibc
import Screen

/// Puts the cells of a canvas into the ncurses window, which sends what changed.
struct CellPainter {
  private struct Ink {
    var attributes: attr_t
    var pair: Int16
  }

  private let depth: ColorDepth
  private let isDirect: Bool
  private let hasDefaultColors: Bool
  private var palette: Palette
  private var pairs: PairCache
  private var inks: [Style: Ink] = [:]
  /// What was painted last, as it was painted.
  private var painted: [Cell] = []

  init(depth: ColorDepth, isDirect: Bool, hasDefaultColors: Bool) {
    self.depth = depth
    self.isDirect = isDirect
    self.hasDefaultColors = hasDefaultColors
    palette = Palette(depth: depth, tints: Tints())
    pairs = PairCache(limit: depth == .none ? 1 : Int(screen_pairs()))
  }

  /// Puts every cell that differs from the picture before; all of them when there is none or its size or colours differ.
  mutating func paint(_ canvas: Canvas, after before: Canvas?) {
    if palette.tints != canvas.tints {
      palette = Palette(depth: depth, tints: canvas.tints)
      inks = [:]
    }
    let isKnown = before?.size == canvas.size && before?.tints == canvas.tints
    let cells = canvas.economicalCells(palette)
    for place in cells.indices where cells[place].columns > 0 {
      if isKnown && painted[place] == cells[place] { continue }
      let (row, column) = place.quotientAndRemainder(dividingBy: canvas.size.columns)
      put(cells[place], row: row, column: column, isASCII: canvas.glyphs.isASCII)
    }
    painted = cells
  }

  private mutating func put(_ cell: Cell, row: Int, column: Int, isASCII: Bool) {
    let ink = ink(for: cell.style)
    if let ascii = cell.text.asciiValue {
      put([wchar_t(ascii)], row: row, column: column, ink: ink)
      return
    }
    // ncurses takes one spacing character and its marks at a time, at most five code points.
    var group: [wchar_t] = []
    var (place, width) = (column, 0)
    for scalar in cell.text.unicodeScalars {
      let columns = Screen.columns(of: Character(scalar))
      if columns > 0 && !group.isEmpty {
        put(group, row: row, column: place, ink: ink)
        (group, place) = ([], place + width)
      }
      if columns > 0 { width = columns }
      if Int(wcwidth(wchar_t(scalar.value))) == columns {
        if group.count < 5 { group.append(wchar_t(scalar.value)) }
      } else if columns > 0 {
        // The C library, and so ncurses, measures it otherwise: a placeholder of the width that the layout counts on.
        for covered in 1..<max(1, columns) { put([0x20], row: row, column: place + covered, ink: ink) }
        group = [isASCII || wcwidth(0xfffd) != 1 ? 0x3f : 0xfffd]
      }
    }
    put(group, row: row, column: place, ink: ink)
  }

  private func put(_ text: [wchar_t], row: Int, column: Int, ink: Ink) {
    guard !text.isEmpty else { return }
    // Writing the last cell of the screen reports an error because the cursor cannot go on; the cell is written.
    _ = screen_put(Int32(row), Int32(column), text + [0], ink.attributes, ink.pair)
  }

  private mutating func ink(for style: Style) -> Ink {
    if let known = inks[style] { return known }
    let ink = makeInk(palette.look(style))
    inks[style] = ink
    return ink
  }

  private mutating func makeInk(_ look: Look) -> Ink {
    var attributes = attr_t(0)
    if look.attributes.contains(.bold) { attributes |= screen_bold() }
    if look.attributes.contains(.dim) { attributes |= screen_dim() }
    if look.attributes.contains(.underline) { attributes |= screen_underline() }
    if look.attributes.contains(.reverse) { attributes |= screen_reverse() }
    guard depth != .none else { return Ink(attributes: attributes, pair: 0) }
    let colors = PairCache.Colors(
      foreground: number(look.foreground, otherwise: 7), background: number(look.background, otherwise: 0))
    switch pairs.pair(for: colors) {
    case .existing(let pair): return Ink(attributes: attributes, pair: pair)
    case .new(let pair):
      if init_extended_pair(Int32(pair), colors.foreground, colors.background) == OK {
        return Ink(attributes: attributes, pair: pair)
      }
    case .none: break
    }
    // Without a pair a filled cell still has to look filled.
    if look.background != .standard { attributes |= screen_reverse() }
    return Ink(attributes: attributes, pair: 0)
  }

  private func number(_ paint: Paint, otherwise color: Int32) -> Int32 {
    let number = colorNumber(paint, isDirect: isDirect)
    return number < 0 && !hasDefaultColors ? color : number
  }
}
