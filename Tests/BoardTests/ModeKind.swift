@testable import Board

/// Which mode it is, without what is typed or chosen in it.
enum ModeKind: CaseIterable {
  case board, prefix, filter, filterMenu, saveFilter, reasons, orders, moveTo, pipelines, quickAdd, lost, won, form
  case field, stages, line, delete, confirmRevert, palette, help
}

extension Mode {
  var kind: ModeKind {
    switch self {
    case .board: .board
    case .prefix: .prefix
    case .filter: .filter
    case .filterMenu: .filterMenu
    case .saveFilter: .saveFilter
    case .reasons: .reasons
    case .orders: .orders
    case .moveTo: .moveTo
    case .pipelines: .pipelines
    case .quickAdd: .quickAdd
    case .lost: .lost
    case .won: .won
    case .form: .form
    case .field: .field
    case .stages: .stages
    case .line: .line
    case .delete: .delete
    case .confirmRevert: .confirmRevert
    case .palette: .palette
    case .help: .help
    }
  }
}
