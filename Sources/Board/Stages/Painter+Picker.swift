import Sales
import Screen

/// What the colour picker shows of a colour that is asked for, and in which of the rows below the table.
struct Picker {
  /// The swatch that was chosen last; nil while a colour is typed.
  let swatch: Int?
  let stage: Int
  let rows: Range<Int>
  let asked: HexColor?
  /// The stages' colours with the one asked for, as this terminal has them.
  private let palette: Palette?
  /// Which other swatches it shows in the same colour.
  let equals: [Int]
  private let stages: [Stage]

  /// Rule, heading, a row of swatches, the sign below it, and the four rows of words.
  static let leastRows = 8

  init(_ text: String, swatch: Int?, stage: Int, rows: Range<Int>, painter: Painter) {
    let (asked, depth) = (Swatch.read(text), painter.model.world.setting.depth)
    (self.swatch, self.stage, self.rows, self.asked) = (swatch, stage, rows, asked)
    stages = painter.model.stages
    palette = asked.map { Palette(depth: depth, tints: Tints(painter.tints($0, stage: stage))) }
    let own = asked.flatMap { Picker.paint($0, depth) }
    equals = Swatch.all.indices.filter { index in
      let other = Swatch.all[index].color
      return own != nil && other != asked && Picker.paint(other, depth) == own
    }
  }

  /// What the terminal makes of the colour by itself, without neighbours; nil where it has no colours.
  private static func paint(_ color: HexColor, _ depth: ColorDepth) -> Paint? {
    let paint = Palette(depth: depth, tints: Tints([RGB(color)])).stage(Tint(0))?.paint
    return paint == .standard ? nil : paint
  }

  /// What the terminal makes of it, from the longest to the shortest.
  var shown: [String] {
    guard let look = palette?.stage(Tint(stage)) else { return [] }
    switch (look.paint, look.shown) {
    case (.index(let entry), .some(let color)):
      return ["\(color)  entry \(entry) of 256, \(ink(on: color))", "\(color)  entry \(entry) of 256", "\(color)"]
    case (.index(let entry), nil):
      let name = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"][entry & 7]
      return ["\(name), one of 8 that the terminal decides", "\(name), one of 8"]
    case (.rgb, .some(let color)):
      return ["\(color)  as asked for, \(ink(on: color))", "\(color)  as asked for", "\(color)"]
    default:
      return ["no colour: this terminal has none, the digit tells stages apart", "no colour on this terminal", "none"]
    }
  }

  private func ink(on color: RGB) -> String {
    let ratio = Int((color.contrast(to: color.ink) * 10).rounded())
    return "\(color.ink == .black ? "black" : "white") on it \(ratio / 10).\(ratio % 10) : 1"
  }

  /// Which stage it cannot be told from: the neighbours before the others, for they stand beside it. From the longest to
  /// the shortest.
  var likeness: [String] {
    guard let own = palette?.stage(Tint(stage)), own.paint != .standard else { return [] }
    let neighbours = [stage - 1, stage + 1].filter(stages.indices.contains)
    let others = stages.indices.filter { $0 != stage && !neighbours.contains($0) }
    for index in neighbours + others where palette?.stage(Tint(index))?.paint == own.paint {
      return ["the same as \(stages[index].name) here"]
    }
    for index in neighbours {
      guard let left = own.shown, let right = palette?.stage(Tint(index))?.shown else { continue }
      if left.oklab.distance(to: right.oklab) < 0.1 { return ["hard to tell from \(stages[index].name)"] }
    }
    return ["easy to tell from its neighbours", "easy to tell apart"]
  }
}

extension Painter {
  fileprivate func tints(_ asked: HexColor, stage: Int) -> [RGB] {
    var colors = model.stages.map { RGB($0.color ?? Painter.plainColor) }
    colors[stage] = RGB(asked)
    return colors
  }

  // MARK: The swatches

  mutating func paintPicker(_ picker: Picker) {
    let hasColors = model.world.setting.depth != .none
    let names = hasColors ? [] : swatchNames(picker)
    let words = words(of: picker)
    // With air between where there is room for it.
    let swatches = hasColors ? 3 : names.count
    let isLoose = picker.rows.count >= 1 + 3 + swatches + 1 + words.count
    let least = 2 + (hasColors ? 2 : names.count) + words.count
    var row = picker.rows.lowerBound + (picker.rows.count > least ? 1 : 0)
    guard row + 1 < picker.rows.upperBound else { return }
    canvas.rule(row: row, columns: 0..<layout.size.columns)
    canvas.put(
      fit("Colour of " + model.stages[picker.stage].name, layout.size.columns - 2), row: row + 1, column: 1,
      role: .title)
    row += isLoose ? 3 : 2
    if hasColors {
      paintSwatches(picker, rows: row..<row + (isLoose ? 2 : 1))
      row += isLoose ? 4 : 2
    } else {
      for line in names where row < picker.rows.upperBound {
        canvas.put(line, row: row, column: 1)
        row += 1
      }
      row += isLoose ? 1 : 0
    }
    for line in words where row < picker.rows.upperBound {
      canvas.put(fitted(line, layout.size.columns - 2), row: row, column: 1)
      row += 1
    }
  }

  /// As wide as twelve of them can be, with the digits of the stages that have them, and a sign below the chosen one and
  /// those that look the same.
  private mutating func paintSwatches(_ picker: Picker, rows: Range<Int>) {
    let pitch = max(1, min(6, (layout.size.columns - 1) / Swatch.all.count))
    let cells = pitch == 6 ? 4 : max(1, pitch - 1)
    for (index, entry) in Swatch.all.enumerated() {
      let column = 1 + index * pitch
      // Each as it is by itself: two that this terminal shows alike look alike here.
      let fill = Role.fill(Tint(canvas.tints.append(row: [RGB(entry.color)])))
      for row in rows where row < picker.rows.upperBound {
        canvas.fill(row: row, columns: column..<column + cells, role: fill)
      }
      let under = column + min(1, cells - 1)
      if let user = user(of: entry.color), rows.upperBound <= picker.rows.upperBound {
        canvas.put(user, row: rows.upperBound - 1, column: under, role: fill)
      }
      guard rows.upperBound < picker.rows.upperBound else { continue }
      if index == picker.swatch { canvas.put(glyphs.above, row: rows.upperBound, column: under, role: .key) }
      if picker.equals.contains(index) { canvas.put("=", row: rows.upperBound, column: under, role: .muted) }
    }
  }

  /// The digit of the first stage that has the colour.
  private func user(of color: HexColor) -> String? {
    model.stages.prefix(9).firstIndex { $0.color == color }.map { "\($0 + 1)" }
  }

  /// Where there are no colours, what they are called stands for them.
  private func swatchNames(_ picker: Picker) -> [[Span]] {
    var lines: [[Span]] = [[]]
    for (index, entry) in Swatch.all.enumerated() {
      let spans = [
        Span(entry.name, index == picker.swatch ? .select : .text),
        Span(user(of: entry.color).map { " " + $0 } ?? "", .muted),
      ]
      let line = lines[lines.count - 1]
      if line.isEmpty {
        lines[lines.count - 1] = spans
      } else if width(line) + 2 + width(spans) <= layout.size.columns - 2 {
        lines[lines.count - 1] = line + [Span("  ", .text)] + spans
      } else {
        lines.append(spans)
      }
    }
    return lines
  }

  // MARK: The words

  private mutating func words(of picker: Picker) -> [[Span]] {
    guard let asked = picker.asked else { return [] }
    let cells = layout.size.columns - 2 - 12
    let shown = firstFitting(picker.shown, cells)
    var lines = [
      [Span("Asked for   ", .muted), Span(asked.description, .text)],
      [Span("Shown as    ", .muted), Span(shown.isEmpty ? picker.shown.last ?? "" : shown, .text)],
    ]
    if !picker.equals.isEmpty {
      let names = picker.equals.map { Swatch.all[$0].name }.joined(separator: ", ")
      lines.append([Span("Same here   ", .muted), Span(names, .text)])
    }
    lines.append([Span("Beside      ", .muted)] + beside(asked, stage: picker.stage, cells: cells))
    if let longest = picker.likeness.first {
      let fitting = firstFitting(picker.likeness, cells)
      lines.append([Span(padded("", 12) + (fitting.isEmpty ? longest : fitting), .muted)])
    }
    return lines
  }

  /// The stage between its neighbours as the board would show them, in the longest form that fits.
  private mutating func beside(_ asked: HexColor, stage: Int, cells: Int) -> [Span] {
    let base = canvas.tints.append(row: tints(asked, stage: stage))
    let shown = [stage - 1, stage, stage + 1].filter(model.stages.indices.contains)
    let longest = shown.map { width(model.stages[$0].name) }.max() ?? 0
    let forms = [longest] + (6..<max(6, longest)).reversed().map(\.self) + [0]
    let rows = forms.map { names in
      shown.flatMap {
        chip($0, names: names, base: base, isOwn: $0 == stage) + ($0 == shown.last ? [] : [Span(" ", .text)])
      }
    }
    return rows.first { width($0) <= cells } ?? rows.last ?? []
  }

  /// The own one as the focused column's header, filled whole.
  private func chip(_ index: Int, names: Int, base: Int, isOwn: Bool) -> [Span] {
    let fill = Role.fill(Tint(base + index))
    let digit = Span(chip(index).text, fill)
    let name = names == 0 ? "" : " " + fit(model.stages[index].name, names)
    guard isOwn else { return [digit, Span(name, .strong)] + (names == 0 ? [] : [Span(" ", .text)]) }
    return [digit, Span("\(name)   \(deals(in: model.stages[index])) ", fill)]
  }
}
