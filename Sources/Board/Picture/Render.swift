import Sales
package import Screen

/// The whole picture of the model: a pure function, which shows everything and decides nothing.
package func render(_ model: Model) -> Canvas {
  var painter = Painter(model)
  painter.paint()
  return painter.canvas
}

/// Draws one picture. Each facet of the screen is an extension in a file of its own.
struct Painter: Typesetting {
  let model: Model
  let layout: Layout
  var canvas: Canvas

  init(_ model: Model) {
    self.model = model
    layout = Layout(model)
    canvas = Canvas(
      size: model.world.size, tints: Tints(model.stages.map { RGB($0.color ?? Painter.plainColor) }),
      glyphs: model.glyphs)
  }

  /// For stages without a colour of their own.
  static let plainColor = HexColor(0x888c94)

  mutating func paint() {
    let (size, least) = (model.world.size, Layout.smallest)
    guard size.rows >= least.rows, size.columns >= least.columns else {
      let (needed, found) = ("\(least.columns)x\(least.rows)", "\(size.columns)x\(size.rows)")
      let sentences = [
        "dealboard needs \(needed), this is \(found)", "needs \(needed), is \(found)", "needs \(needed)", needed,
      ]
      canvas.put(firstFitting(sentences, size.columns), row: 0, column: 0)
      return
    }
    if case .help(let help) = model.mode {
      paintHelp(top: help.top, search: help.search)
      return
    }
    paintView()
    paintMessageRow()
    paintFooter()
    paintPopup()
  }

  /// What stands above the message row.
  private mutating func paintView() {
    if case .stages(let editor) = model.ground { return paintStages(editor) }
    if model.isToday {
      paintToday()
    } else if isTriage {
      paintTriage()
    } else {
      paintBoard()
    }
    paintTour()
  }

  private mutating func paintBoard() {
    paintTitle()
    paintStrip()
    for slot in layout.slots { paintColumn(slot) }
    if model.notices.isFirstRun, model.pane == nil { paintWelcome() }
    paintPane()
  }

  /// Whether one deal that needs somebody fills the screen, rather than the board beside it.
  var isTriage: Bool { model.view == .triage && model.pane == nil }
  /// Whether the board's columns are on the screen.
  var isBoard: Bool { if case .stages = model.ground { false } else { !model.isToday && !isTriage } }
}

extension RGB {
  init(_ color: HexColor) {
    self.init(red: color.red, green: color.green, blue: color.blue)
  }
}
