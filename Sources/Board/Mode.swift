package import Sales
package import Screen

/// What has the keys.
package enum Mode: Hashable, Sendable {
  case board
  /// The first key of two has been pressed.
  case prefix(Key)
  case filter(LineEditor)
  /// The menu of terms and saved filters; while forgetting, of the saved ones only.
  case filterMenu(isForgetting: Bool)
  /// The name under which the filter is to be saved.
  case saveFilter(LineEditor)
  case orders
  /// The stages of a pipeline for the deal to go to.
  case moveTo(DealID, PipelineID)
  /// The pipelines to switch to; with a deal, the other ones, into which it can move.
  case pipelines(chosen: Int, moving: DealID?)
  case quickAdd(QuickAddForm)
  case lost(LostForm)
  case won(WonForm)
  case form(DealForm)
  case field(FieldForm)
  case stages(StageEditor)
  case line(LineForm)
  case delete(DealID, DealLinks?)
  /// Asks before reverting what another session of the login did.
  case confirmRevert(Commit, redo: Bool)
  case palette(LineEditor, chosen: Int)
  case help(top: Int, search: LineEditor?)
}

extension Mode {
  /// Whether the message row holds a line that is being typed.
  var isTyping: Bool {
    switch self {
    case .filter, .saveFilter, .quickAdd, .lost, .won, .line, .form, .field, .palette: true
    case .help(_, let search): search != nil
    case .stages(let editor): editor.editor != nil
    case .board, .prefix, .filterMenu, .orders, .moveTo, .pipelines, .delete, .confirmRevert: false
    }
  }
}

/// A line that becomes a deal.
package struct QuickAddForm: Hashable, Sendable {
  package var editor = LineEditor()
  package let stage: StageID
  /// What the store knows of the company and the name in the line.
  package var facts: QuickAddFacts?
}

/// Why a deal was lost.
package struct LostForm: Hashable, Sendable {
  package let deal: DealID
  /// The lost stage it goes to; nil when the pipeline has none.
  package let stage: StageID?
  package var editor = LineEditor()
  /// Whether `9` was pressed and the note to it is being typed.
  package var isNote = false
}

/// For how much and when a deal was won.
package struct WonForm: Hashable, Sendable {
  package let deal: DealID
  package let stage: StageID?
  package var editor: LineEditor
}

/// The deal beside the board.
package struct Pane: Hashable, Sendable {
  package var deal: DealID
  package var detail: DealDetail?
  /// Rows scrolled out at the top.
  package var top = 0
  /// Whether `j` and `k` scroll it rather than walk the board.
  package var hasKeys = true
  /// Whether it shows every stored field rather than the facts and the timeline.
  package var showsRecord = false
  /// The field that has the keys then, from 0; the id stands before the name.
  package var chosen = 1
  /// What was typed into a field before the board was ended, to be opened once the deal has been read.
  package var kept: KeptField?
}

package struct KeptField: Hashable, Sendable {
  package let place: FieldPlace
  package let text: String
}
